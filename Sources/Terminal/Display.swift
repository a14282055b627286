/// What a display reports to the loop.
public enum Event: Sendable, Equatable {
    case key(Key)
    /// The screen has this size now. Also sent after the program was stopped and continued: draw again.
    case resize(Size)
    /// Another thread called the waker.
    case wake
    /// The deadline passed and nothing happened.
    case deadline
    /// The terminal is gone; no more keys will come.
    case hangup
}

/// What became of a text that was to be copied.
public enum CopyResult: Sendable, Equatable {
    /// Sent to the terminal, which may still refuse it: it does not answer.
    case sent(lines: Int)
    /// Longer than terminals take; the limit in bytes.
    case tooLong(limit: Int)
}

/// A screen and a keyboard.
///
/// Not sendable: it belongs to the thread that opened it, which is the main thread for a real one.
public protocol Display: AnyObject {
    /// Columns and rows at the moment.
    var size: Size { get }
    /// The signs that this display shows.
    var glyphs: Glyphs { get }
    /// Ends a wait for the next event, from any thread.
    var waker: Waker { get }

    /// Shows a canvas; only cells that differ from the last one are sent. The real cursor goes to the cell that keys act on,
    /// where screen readers and braille displays look for it; nil hides it.
    func present(_ canvas: Canvas, cursor: Point?)
    /// Waits without using the processor until something happens or the deadline passes; nil waits for ever.
    func next(until deadline: ContinuousClock.Instant?) -> Event
    /// Stops the program as Ctrl-Z does in a shell, and returns when it was continued.
    func suspend()
    /// Sends every cell again with the next canvas (Ctrl-L).
    func repaint()
    /// Puts text on the clipboard of the terminal.
    func copy(_ text: String) -> CopyResult
    /// Whether the mouse is reported; a terminal without one leaves it off.
    var mouse: Bool { get set }
    /// Gives the terminal back.
    func close()
}

extension Display {
    /// An empty canvas of the display's size.
    public func canvas() -> Canvas {
        Canvas(size: size, charset: glyphs.charset)
    }
}
