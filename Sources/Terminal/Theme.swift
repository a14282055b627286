/// How many colours a terminal shows.
public enum ColourDepth: Int, Sendable, CaseIterable, Comparable {
    case none = 0
    case eight = 8
    case sixteen = 16
    case many = 256

    /// The layer to use for a number of colours; 0 is a monochrome terminal.
    public init(colours: Int) {
        switch colours {
        case ..<8: self = .none
        case ..<16: self = .eight
        case ..<256: self = .sixteen
        default: self = .many
        }
    }

    public static func < (left: ColourDepth, right: ColourDepth) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// What a theme makes of a role: palette numbers, nil for the terminal's own colour, and attributes.
public struct Paint: Sendable, Equatable, Hashable {
    public var foreground: Int?
    public var background: Int?
    public var emphasis: Emphasis

    public init(_ foreground: Int? = nil, on background: Int? = nil, _ emphasis: Emphasis = []) {
        self.foreground = foreground
        self.background = background
        self.emphasis = emphasis
    }
}

/// A table from roles to paints, one for each depth of colour.
///
/// Colours 0 to 15 are the user's own palette. No state is told by colour alone: words and marks say it too, and
/// the red and the green of a theme also differ in brightness or weight.
public struct Theme: Sendable, Equatable {
    /// `dark`, `light`, `monochrome` or `high-contrast`.
    public let name: String
    private let tables: [ColourDepth: [Role: Paint]]

    /// The paint of a role; a depth that the theme does not draw takes the next lower one.
    public func paint(for role: Role, at depth: ColourDepth) -> Paint {
        for lower in ColourDepth.allCases.reversed() where lower <= depth {
            if let paint = tables[lower]?[role] { return paint }
        }
        return Paint(nil, on: nil, Theme.attributes(of: role))
    }

    public static let all: [Theme] = [.dark, .light, .highContrast, .monochrome]

    /// The theme of that name.
    public static func named(_ name: String) -> Theme? {
        all.first { $0.name == name }
    }

    /// The theme for a terminal that says its colours in COLORFGBG (`15;0`: rxvt, Konsole and others): light where the
    /// background is a light one, else dark, which is also readable on most light ones.
    public static func fitting(colorFGBG: String?) -> Theme {
        guard let last = colorFGBG?.split(separator: ";").last, let background = Int(last) else { return .dark }
        return background == 7 || background == 15 ? .light : .dark
    }

    /// Attributes alone: bold, reverse, underline.
    public static let monochrome = Theme(name: "monochrome", tables: [:])

    public static let dark = Theme(
        name: "dark",
        tables: [
            .eight: table(
                title: Paint(6, .bold), muted: Paint(), good: Paint(2), notice: Paint(6), warning: Paint(3, .bold),
                danger: Paint(1, .bold), unknown: Paint(5), match: Paint(3, .reverse)),
            .sixteen: [.muted: Paint(7), .danger: Paint(9, .bold), .warning: Paint(11), .title: Paint(14, .bold)],
            .many: [.muted: Paint(246), .warning: Paint(214), .danger: Paint(203, .bold), .good: Paint(71)],
        ])

    public static let light = Theme(
        name: "light",
        tables: [
            .eight: table(
                title: Paint(4, .bold), muted: Paint(), good: Paint(2), notice: Paint(4), warning: Paint(5, .bold),
                danger: Paint(1, .bold), unknown: Paint(6), match: Paint(4, .reverse)),
            .sixteen: [.muted: Paint(8)],
            .many: [
                .muted: Paint(241), .warning: Paint(130, .bold), .danger: Paint(124, .bold), .good: Paint(34),
                .unknown: Paint(30),
            ],
        ])

    /// Bright on black, or black on bright, whatever the terminal's own background is.
    public static let highContrast = Theme(
        name: "high-contrast",
        tables: [
            .eight: [
                .title: Paint(7, on: 0, [.bold, .underline]), .text: Paint(7, on: 0), .muted: Paint(7, on: 0),
                .focus: Paint(0, on: 7), .good: Paint(2, on: 0, .bold), .notice: Paint(6, on: 0, .bold),
                .warning: Paint(3, on: 0, .bold), .danger: Paint(7, on: 1, .bold), .unknown: Paint(5, on: 0, .bold),
                .input: Paint(7, on: 0, .underline), .match: Paint(0, on: 3),
            ],
            .sixteen: [
                .title: Paint(15, on: 0, [.bold, .underline]), .text: Paint(15, on: 0), .muted: Paint(15, on: 0),
                .focus: Paint(0, on: 11), .good: Paint(10, on: 0, .bold), .notice: Paint(14, on: 0, .bold),
                .warning: Paint(11, on: 0, .bold), .danger: Paint(15, on: 1, .bold), .unknown: Paint(13, on: 0, .bold),
                .input: Paint(15, on: 0, .underline), .match: Paint(0, on: 14),
            ],
        ])

    private static func table(
        title: Paint, muted: Paint, good: Paint, notice: Paint, warning: Paint, danger: Paint, unknown: Paint, match: Paint
    ) -> [Role: Paint] {
        [
            .title: title, .text: Paint(), .muted: muted, .focus: Paint(nil, [.bold, .reverse]), .good: good, .notice: notice,
            .warning: warning, .danger: danger, .unknown: unknown, .input: Paint(nil, .underline), .match: match,
        ]
    }

    private static func attributes(of role: Role) -> Emphasis {
        switch role {
        case .text, .muted, .good: []
        case .title, .warning: .bold
        case .focus: .reverse
        case .notice, .unknown, .input: .underline
        case .danger: [.bold, .underline]
        case .match: [.bold, .reverse]
        }
    }
}

extension Paint {
    fileprivate init(_ foreground: Int?, _ emphasis: Emphasis) {
        self.init(foreground, on: nil, emphasis)
    }
}
