import Glibc
import Terminal

/// A display that plays a person: waits for words on the screen, then presses keys; ends when the script is over.
final class ScriptDisplay: Display {
    enum Step: Sendable {
        /// Goes on when the screen shows this.
        case until(String)
        /// Goes on when the screen shows this no more.
        case untilGone(String)
        case key(Key)
        case resize(Int, Int)
    }

    private let inner: RecordingDisplay
    private var steps: [Step]
    /// What was waited for in vain.
    private(set) var missed: String?

    init(_ steps: [Step], size: Size = Size(width: 80, height: 24), glyphs: Glyphs = .utf8) throws {
        inner = try RecordingDisplay(size: size, glyphs: glyphs)
        self.steps = steps
    }

    var size: Size { inner.size }
    var glyphs: Glyphs { inner.glyphs }
    var waker: Waker { inner.waker }
    var frames: [RecordingDisplay.Frame] { inner.frames }
    var copied: [String] { inner.copied }
    var suspensions: Int { inner.suspensions }
    var text: String { inner.lastFrame?.canvas.text ?? "" }
    /// Whether all steps were played.
    var isOver: Bool { steps.isEmpty }

    func present(_ canvas: Canvas, cursor: Point?) { inner.present(canvas, cursor: cursor) }

    func next(until deadline: ContinuousClock.Instant?) -> Event {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(30)
        while clock.now < end {
            // News of the background comes first, as in a real terminal.
            if case .wake = inner.next(until: .now) { return .wake }
            switch steps.first {
            case nil: return .hangup
            case .key(let key)?:
                steps.removeFirst()
                return .key(key)
            case .resize(let width, let height)?:
                steps.removeFirst()
                inner.feed(.resize(Size(width: width, height: height)))
                return inner.next(until: .now)
            case .until(let words)? where text.contains(words): steps.removeFirst()
            case .untilGone(let words)? where !text.contains(words): steps.removeFirst()
            case .until, .untilGone: usleep(1000)
            }
        }
        missed = "\(steps.first.map { "\($0)" } ?? "") was not seen; the screen shows:\n\(text)"
        return .hangup
    }

    func suspend() { inner.suspend() }
    func repaint() { inner.repaint() }
    func copy(_ text: String) -> CopyResult { inner.copy(text) }
    var mouse: Bool {
        get { inner.mouse }
        set { inner.mouse = newValue }
    }
    func close() { inner.close() }
}
