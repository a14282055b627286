import CTerminal

/// The terminal of the person, through ncurses.
///
/// One at a time, on the main thread.
public final class CursesDisplay: Display {
    public let glyphs: Glyphs
    public let waker: Waker
    private let pipe: WakePipe
    private var input: CursesInput
    private let ink: CursesInk
    private let insideTmux: Bool
    private var isOpen = true
    private var mouseOn = false
    /// What the terminal shows; nil when that is not known.
    private var shown: Canvas?
    /// A wake that came together with a signal, which was reported first.
    private var owesWake = false
    /// The size that was last reported as an event, or asked for.
    private var knownSize: Size

    /// Takes the terminal: raw keys, alternate screen, crash guard.
    ///
    /// - Throws: why there can be no screen. The terminal is then as it was.
    public init(_ options: DisplayOptions) throws(PlainReason) {
        if let reason = options.plainReason { throw reason }
        let term = options.environment["TERM"]
        guard let pipe = WakePipe() else { throw .unusableTerminal(term ?? "") }
        switch Int(ct_open(term, pipe.writeEnd)) {
        case CT_OPENED: break
        case CT_NOT_A_TERMINAL: throw .notATerminal
        case CT_DUMB: throw .dumbTerminal(term ?? "")
        default: throw .unusableTerminal(term ?? "")
        }
        self.pipe = pipe
        waker = Waker(pipe)
        input = CursesInput()
        glyphs = options.ascii ? .ascii : .of(.ofLocale)
        let depth = options.isMonochrome ? .none : ColourDepth(colours: Int(ct_colours()))
        ink = CursesInk(theme: options.chosenTheme, depth: depth)
        insideTmux = options.insideTmux
        knownSize = CursesDisplay.currentSize
        if options.mouse { mouse = true }
    }

    deinit {
        if isOpen { ct_close() }
    }

    public var size: Size { knownSize }

    private static var currentSize: Size {
        Size(width: Int(ct_columns()), height: Int(ct_rows()))
    }

    public func present(_ canvas: Canvas, cursor: Point?) {
        guard isOpen else { return }
        let before = shown?.size == canvas.size ? shown : nil
        let screen = Rect(CursesDisplay.currentSize).intersection(canvas.bounds)
        for y in 0..<screen.height {
            let row = canvas.row(y)
            let old = before?.row(y)
            for x in 0..<screen.width {
                let cell = row[row.startIndex + x]
                if let old, old[old.startIndex + x] == cell { continue }
                ink.put(cell, x: x, y: y, isLastColumn: x == screen.width - 1)
            }
        }
        shown = canvas
        let place = cursor.flatMap { screen.contains($0) ? $0 : nil }
        ct_show(Int32(place?.y ?? max(0, screen.height - 1)), Int32(place?.x ?? 0), place != nil)
    }

    public func next(until deadline: ContinuousClock.Instant?) -> Event {
        while isOpen {
            if let event = takeSignals() { return event }
            if owesWake {
                owesWake = false
                return .wake
            }
            switch input.next() {
            case .key(let key): return .key(key)
            case .ignored: continue
            case .resized, .nothing: break
            }
            if let event = takeResize() { return event }
            let ready = Int(ct_poll(pipe.readEnd, true, milliseconds(until: deadline)))
            if ready & CT_READY_WAKE != 0 && pipe.drain() {
                guard let event = takeSignals() else { return .wake }
                owesWake = true
                return event
            }
            if ready & CT_READY_HANGUP != 0 { return .hangup }
            if ready == 0, let deadline, deadline <= .now { return takeResize() ?? .deadline }
        }
        return .hangup
    }

    /// Rounded up, so that a wait never ends just before its deadline; -1 for ever.
    private func milliseconds(until deadline: ContinuousClock.Instant?) -> Int32 {
        guard let deadline else { return -1 }
        let left = deadline - .now
        if left <= .zero { return 0 }
        let (seconds, attoseconds) = left.components
        if seconds > 1_000_000 { return 1_000_000_000 }
        return Int32(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }

    /// SIGTSTP and SIGCONT only leave a note and wake the loop; here is where they take effect.
    private func takeSignals() -> Event? {
        if ct_take_stop_request() {
            suspend()
            return .resize(knownSize)
        }
        if ct_take_continued() {
            // Stopped by SIGSTOP, without a chance to give the terminal back: take it anew.
            ct_retake()
            shown = nil
            _ = takeResize()
            return .resize(knownSize)
        }
        return nil
    }

    private func takeResize() -> Event? {
        _ = ct_sync_size()
        let size = CursesDisplay.currentSize
        guard size != knownSize else { return nil }
        knownSize = size
        shown = nil
        return .resize(size)
    }

    public func suspend() {
        guard isOpen else { return }
        ct_suspend()
        shown = nil
        _ = takeResize()
    }

    public func repaint() {
        guard isOpen else { return }
        shown = nil
        ct_repaint()
    }

    public func copy(_ text: String) -> CopyResult {
        guard let bytes = Clipboard.sequence(for: text, insideTmux: insideTmux) else {
            return .tooLong(limit: Clipboard.limit)
        }
        if isOpen {
            bytes.withUnsafeBytes { ct_write($0.baseAddress, $0.count) }
        }
        return .sent(lines: Clipboard.lines(of: text))
    }

    public var mouse: Bool {
        get { mouseOn }
        set {
            guard isOpen, newValue != mouseOn else { return }
            mouseOn = ct_mouse(newValue) && newValue
        }
    }

    public func close() {
        guard isOpen else { return }
        isOpen = false
        ct_close()
    }
}
