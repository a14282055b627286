import CTerminal

/// Turns what ncurses reads into keys.
struct CursesInput {
    enum Outcome {
        case key(Key)
        /// Something that is no key of ours; there may be more.
        case ignored
        case resized
        case nothing
    }

    /// Characters of a paste that are kept; the rest is read and dropped.
    private static let pasteLimit = 1 << 20
    /// How long a paste may pause before it counts as over.
    private static let pastePause: Int32 = 500

    /// What is waiting, without waiting for more.
    mutating func next() -> Outcome {
        let input = ct_read(0)
        switch Int(input.kind) {
        case CT_NOTHING: return .nothing
        case CT_RESIZED: return .resized
        case CT_CHARACTER: return CursesInput.key(typed: input.value).map(Outcome.key) ?? .ignored
        case CT_FUNCTION: return CursesInput.key(function: Int(input.value)).map(Outcome.key) ?? .ignored
        case CT_POINTER: return CursesInput.mouse(input).map(Outcome.key) ?? .ignored
        case CT_PASTE_BEGINS: return .key(.paste(paste()))
        default: return .ignored
        }
    }

    private func paste() -> String {
        var text = String.UnicodeScalarView()
        var count = 0
        var afterReturn = false
        while true {
            let input = ct_read(CursesInput.pastePause)
            if Int(input.kind) == CT_NOTHING || Int(input.kind) == CT_PASTE_ENDS { return String(text) }
            guard Int(input.kind) == CT_CHARACTER, let scalar = Unicode.Scalar(input.value) else { continue }
            // Terminals send a line end as a return, some as both.
            defer { afterReturn = scalar == "\r" }
            if scalar == "\n" && afterReturn { continue }
            count += 1
            if count <= CursesInput.pasteLimit { text.append(scalar == "\r" ? "\n" : scalar) }
        }
    }

    static func key(typed value: UInt32) -> Key? {
        switch value {
        case 0x08, 0x7F: return .backspace
        case 0x09: return .tab
        case 0x0A, 0x0D: return .enter
        case 0x1B: return .escape
        case 0x01...0x1A: return Unicode.Scalar(value + 0x60).map { .ctrl(Character($0)) }
        case 0x00, 0x1C...0x1F, 0x80..<0xA0: return nil
        default: return Unicode.Scalar(value).map { .character(Character($0)) }
        }
    }

    static func key(function code: Int) -> Key? {
        switch code {
        case CT_UP: .up
        case CT_DOWN: .down
        case CT_LEFT: .left
        case CT_RIGHT: .right
        case CT_HOME: .home
        case CT_END: .end
        case CT_PAGE_UP: .pageUp
        case CT_PAGE_DOWN: .pageDown
        case CT_INSERT: .insert
        case CT_DELETE: .delete
        case CT_BACKSPACE: .backspace
        case CT_ENTER: .enter
        case CT_BACK_TAB: .backTab
        case CT_F + 1...CT_F + 12: .function(code - CT_F)
        default: nil
        }
    }

    private static func mouse(_ input: ct_input) -> Key? {
        let point = Point(x: Int(input.column), y: Int(input.row))
        switch Int(input.value) {
        case CT_PRESSED: return .mouse(Mouse(.press, at: point))
        case CT_RELEASED: return .mouse(Mouse(.release, at: point))
        case CT_WHEEL_UP: return .mouse(Mouse(.wheelUp, at: point))
        case CT_WHEEL_DOWN: return .mouse(Mouse(.wheelDown, at: point))
        default: return nil
        }
    }
}
