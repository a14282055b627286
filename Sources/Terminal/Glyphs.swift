/// Every sign that is drawn and is not a word, each with its ASCII twin of the same width.
///
/// The UTF-8 table keeps to what the Linux console's fonts and PuTTY have: box lines, blocks and Latin-1.
public struct Glyphs: Sendable, Equatable {
    public let charset: Charset
    public let horizontal: String
    public let vertical: String
    /// Before the selected row.
    public let selection: String
    public let bullet: String
    /// Before a row whose children are hidden, and shown.
    public let folded: String
    public let unfolded: String
    /// Where text was cut.
    public let ellipsis: String
    /// Between the pages of a breadcrumb.
    public let crumb: String
    /// A box that can be ticked, and the same ticked.
    public let unchecked: String
    public let checked: String
    /// One of several, not chosen and chosen.
    public let unchosen: String
    public let chosen: String
    /// The filled and the empty part of a bar.
    public let barFull: String
    public let barEmpty: String
    /// More rows above, below.
    public let moreAbove: String
    public let moreBelow: String
    /// In place of each character of a secret.
    public let hidden: String
    /// What a line looks like that goes up (1), right (2), down (4), left (8), added together.
    private let joints: [String]

    public static let utf8 = Glyphs(
        charset: .utf8, horizontal: "─", vertical: "│", selection: "»", bullet: "•", folded: "►", unfolded: "▼",
        ellipsis: "…", crumb: "›", unchecked: "[ ]", checked: "[x]", unchosen: "( )", chosen: "(•)", barFull: "█",
        barEmpty: "░", moreAbove: "↑", moreBelow: "↓", hidden: "•",
        joints: [" ", "│", "─", "└", "│", "│", "┌", "├", "─", "┘", "─", "┴", "┐", "┤", "┬", "┼"])

    public static let ascii = Glyphs(
        charset: .ascii, horizontal: "-", vertical: "|", selection: ">", bullet: "*", folded: "+", unfolded: "-",
        ellipsis: "~", crumb: ">", unchecked: "[ ]", checked: "[x]", unchosen: "( )", chosen: "(*)", barFull: "#",
        barEmpty: ".", moreAbove: "^", moreBelow: "v", hidden: "*",
        joints: [" ", "|", "-", "+", "|", "|", "+", "+", "-", "+", "-", "+", "+", "+", "+", "+"])

    /// The table for a charset.
    public static func of(_ charset: Charset) -> Glyphs {
        charset == .utf8 ? .utf8 : .ascii
    }

    /// The sign of a line that leaves a cell in these directions.
    public func joint(_ directions: Directions) -> String {
        joints[Int(directions.rawValue & 15)]
    }
}

/// Where a drawn line goes on from a cell.
public struct Directions: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    public static let up = Directions(rawValue: 1)
    public static let right = Directions(rawValue: 2)
    public static let down = Directions(rawValue: 4)
    public static let left = Directions(rawValue: 8)
}
