/// A display for tests: it is fed events and keeps the frames.
public final class RecordingDisplay: Display {
    /// One canvas that was shown.
    public struct Frame: Sendable, Equatable {
        public let canvas: Canvas
        public let cursor: Point?
    }

    public private(set) var size: Size
    public let glyphs: Glyphs
    public var mouse = false
    /// Everything that was shown, in order.
    public private(set) var frames: [Frame] = []
    /// Every text that was copied.
    public private(set) var copied: [String] = []
    public private(set) var suspensions = 0
    public private(set) var repaints = 0
    public private(set) var isClosed = false
    private var events: [Event]
    private let pipe: WakePipe

    /// - Parameter events: what `next` gives out, in order; when they are used up, `hangup`.
    /// - Throws: `PlainReason` when no file descriptor is left for the waker.
    public init(
        size: Size = Size(width: 80, height: 24), glyphs: Glyphs = .utf8, events: [Event] = []
    ) throws(PlainReason) {
        guard let pipe = WakePipe() else { throw .unusableTerminal("recording") }
        self.pipe = pipe
        self.size = size
        self.glyphs = glyphs
        self.events = events
    }

    /// Adds keys to what will be given out.
    public func feed(_ keys: Key...) {
        events += keys.map(Event.key)
    }

    /// Adds a character key for each character.
    public func type(_ text: String) {
        events += text.map { .key(.character($0)) }
    }

    /// Adds any event.
    public func feed(_ event: Event) {
        events.append(event)
    }

    public var waker: Waker { Waker(pipe) }
    public var lastFrame: Frame? { frames.last }

    public func present(_ canvas: Canvas, cursor: Point?) {
        frames.append(Frame(canvas: canvas, cursor: cursor))
    }

    public func next(until deadline: ContinuousClock.Instant?) -> Event {
        if pipe.drain() { return .wake }
        guard !events.isEmpty else { return deadline == nil ? .hangup : .deadline }
        let event = events.removeFirst()
        if case .resize(let size) = event { self.size = size }
        return event
    }

    public func suspend() {
        suspensions += 1
    }

    public func repaint() {
        repaints += 1
    }

    public func copy(_ text: String) -> CopyResult {
        guard text.utf8.count <= Clipboard.limit else { return .tooLong(limit: Clipboard.limit) }
        copied.append(text)
        return .sent(lines: Clipboard.lines(of: text))
    }

    public func close() {
        isClosed = true
    }
}
