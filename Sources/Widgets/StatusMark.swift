import Terminal

/// How something stands, as two letters in a fixed column; the colour only repeats it.
public enum StatusMark: Sendable, Equatable, CaseIterable {
    case ok
    /// Broken.
    case bad
    /// Wrong, but it runs.
    case warning
    /// Worth knowing; it runs as it is.
    case notice
    /// Could not be judged.
    case unknown
    /// Does not apply here, or was skipped.
    case none
    /// Being done.
    case running
    /// Comes later.
    case waiting

    /// Columns of every mark.
    public static let width = 2

    public var text: String {
        switch self {
        case .ok: "OK"
        case .bad: "!!"
        case .warning: "! "
        case .notice: "i "
        case .unknown: "??"
        case .none: "--"
        case .running: ">>"
        case .waiting: ".."
        }
    }

    /// The word for plain output and screen readers.
    public var word: String {
        switch self {
        case .ok: "OK"
        case .bad: "broken"
        case .warning: "warning"
        case .notice: "notice"
        case .unknown: "unknown"
        case .none: "not applicable"
        case .running: "running"
        case .waiting: "waiting"
        }
    }

    public var role: Role {
        switch self {
        case .ok: .good
        case .bad: .danger
        case .warning: .warning
        case .unknown: .unknown
        case .none, .waiting: .muted
        case .running, .notice: .notice
        }
    }

    /// The mark in its colour.
    public var styled: StyledText { StyledText(text, role) }

    /// Roles that a mark keeps on a row that has the focus.
    public static let roles: Set<Role> = [.good, .danger, .warning, .unknown, .notice]
}
