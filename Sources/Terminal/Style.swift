/// Attributes that every terminal has, also a monochrome one.
public struct Emphasis: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    public static let bold = Emphasis(rawValue: 1)
    public static let reverse = Emphasis(rawValue: 2)
    public static let underline = Emphasis(rawValue: 4)
}

/// How a cell looks: what it means, and what is stressed beyond that.
public struct Style: Sendable, Equatable, Hashable {
    public var role: Role
    /// Added to what the theme gives the role.
    public var emphasis: Emphasis

    public init(_ role: Role, _ emphasis: Emphasis = []) {
        self.role = role
        self.emphasis = emphasis
    }

    public static let text = Style(.text)
}
