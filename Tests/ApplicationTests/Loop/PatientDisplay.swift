import Glibc
import Synchronization
import Terminal

/// A display whose person waits: each key is pressed only when what was asked for before it is on the screen.
final class PatientDisplay: Display {
    enum Step: Sendable {
        case press(Key)
        case resize(Size)
        /// Goes on when the screen is so; what it shows then is kept.
        case until(@Sendable (String) -> Bool)
    }

    private let recorded: RecordingDisplay
    /// How many frames were drawn; work in the background asks for it.
    private let drawn = Atomic(0)
    private var steps: [Step]
    /// What the screen showed when each `until` was met.
    private(set) var seen: [String] = []
    /// Whether the steps ran out before the program ended by itself.
    private(set) var hasHungUp = false
    /// What was shown when what a step waited for never appeared.
    private(set) var failure: String?

    init(size: Size, _ steps: [Step]) throws {
        recorded = try RecordingDisplay(size: size)
        self.steps = steps
    }

    var size: Size { recorded.size }
    var glyphs: Glyphs { recorded.glyphs }
    var waker: Waker { recorded.waker }
    var frames: [RecordingDisplay.Frame] { recorded.frames }
    var framesDrawn: Int { drawn.load(ordering: .relaxed) }
    var copied: [String] { recorded.copied }
    var suspensions: Int { recorded.suspensions }
    var text: String { recorded.lastFrame?.canvas.text ?? "" }
    var mouse: Bool {
        get { recorded.mouse }
        set { recorded.mouse = newValue }
    }

    func present(_ canvas: Canvas, cursor: Point?) {
        recorded.present(canvas, cursor: cursor)
        drawn.add(1, ordering: .relaxed)
    }
    func suspend() { recorded.suspend() }
    func repaint() { recorded.repaint() }
    func copy(_ text: String) -> CopyResult { recorded.copy(text) }
    func close() { recorded.close() }

    func next(until deadline: ContinuousClock.Instant?) -> Event {
        let clock = ContinuousClock()
        // Minutes, so that a machine busy with other tests does not look like a hang.
        let end = clock.now + .seconds(180)
        while true {
            if recorded.next(until: clock.now) == .wake { return .wake }
            switch steps.first {
            case .press(let key)?:
                steps.removeFirst()
                return .key(key)
            case .resize(let size)?:
                steps.removeFirst()
                recorded.feed(.resize(size))
                return recorded.next(until: nil)
            case .until(let isWanted)?:
                if isWanted(text) {
                    seen.append(text)
                    steps.removeFirst()
                } else if clock.now > end {
                    failure = text
                    return .hangup
                } else {
                    usleep(2000)
                }
            case nil:
                hasHungUp = true
                return .hangup
            }
        }
    }
}

extension PatientDisplay.Step {
    /// The screen shows this text.
    static func shows(_ text: String) -> Self { .until { $0.contains(text) } }
    /// The screen shows this text no more.
    static func hides(_ text: String) -> Self { .until { !$0.contains(text) } }
    static func type(_ character: Character) -> Self { .press(.character(character)) }
}
