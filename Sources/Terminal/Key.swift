/// What a person does at the keyboard or with the mouse.
public enum Key: Sendable, Hashable {
    /// A character as typed, also a space.
    case character(Character)
    case enter
    case escape
    case tab
    case backTab
    case backspace
    case delete
    case insert
    case up
    case down
    case left
    case right
    case home
    case end
    case pageUp
    case pageDown
    /// F1 to F12.
    case function(Int)
    /// Ctrl and a lower-case letter. Never `h`, `i`, `j`, `m`: a terminal cannot tell them from Backspace, Tab and Enter.
    case ctrl(Character)
    case mouse(Mouse)
    /// Text that the terminal pasted in one piece, its line ends as `\n`.
    case paste(String)
}

/// One report of the mouse.
public struct Mouse: Sendable, Hashable {
    public enum Action: Sendable, Hashable {
        case press
        case release
        case wheelUp
        case wheelDown
    }

    public var action: Action
    public var point: Point

    public init(_ action: Action, at point: Point) {
        self.action = action
        self.point = point
    }
}

extension Key {
    public static let space = Key.character(" ")

    /// As it is printed on a keyboard: `Enter`, `Ctrl-L`, `PgUp`, `j`.
    ///
    /// Help pages and help lines show it.
    public var name: String {
        switch self {
        case .character(" "): "Space"
        case .character(let character): String(character)
        case .function(let number): "F\(number)"
        case .ctrl(let letter): "Ctrl-\(letter.uppercased())"
        case .mouse: "Mouse"
        case .paste: "Paste"
        default: Key.names.first { $0.key == self }?.name ?? ""
        }
    }

    /// The key of that name, letter case counts only for single characters; nil for what is no key.
    public init?(named name: String) {
        let lower = name.lowercased()
        if let named = Key.names.first(where: { $0.name.lowercased() == lower }) {
            self = named.key
        } else if lower == "space" {
            self = .space
        } else if lower.hasPrefix("ctrl-"), name.count == 6, let letter = lower.last {
            self = .ctrl(letter)
        } else if lower.hasPrefix("f"), let number = Int(lower.dropFirst()), (1...12).contains(number) {
            self = .function(number)
        } else if name.count == 1, let character = name.first {
            self = .character(character)
        } else {
            return nil
        }
    }

    /// The character it types into a field; nil for every other key.
    public var typed: Character? {
        if case .character(let character) = self { return character }
        return nil
    }

    private static let names: [(key: Key, name: String)] = [
        (.enter, "Enter"), (.escape, "Esc"), (.tab, "Tab"), (.backTab, "Shift-Tab"), (.backspace, "Backspace"),
        (.delete, "Delete"), (.insert, "Insert"), (.up, "Up"), (.down, "Down"), (.left, "Left"), (.right, "Right"),
        (.home, "Home"), (.end, "End"), (.pageUp, "PgUp"), (.pageDown, "PgDn"),
    ]
}
