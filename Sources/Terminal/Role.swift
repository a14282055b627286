/// What a piece of the screen means.
///
/// A theme turns it into attributes and colours; nothing else names a colour.
public enum Role: UInt8, Sendable, CaseIterable, Hashable {
    /// Headings and names of pages.
    case title
    /// Ordinary text.
    case text
    /// Helping text that may be overlooked.
    case muted
    /// The row, field or button that keys act on.
    case focus
    case good
    /// Worth knowing, nothing to do.
    case notice
    case warning
    case danger
    /// Could not be judged.
    case unknown
    /// A field that can be typed into.
    case input
    /// What a filter or a search found.
    case match

    /// One letter for drawn goldens.
    public var letter: Character {
        switch self {
        case .title: "T"
        case .text: "."
        case .muted: "m"
        case .focus: "F"
        case .good: "g"
        case .notice: "n"
        case .warning: "w"
        case .danger: "D"
        case .unknown: "u"
        case .input: "i"
        case .match: "M"
        }
    }
}
