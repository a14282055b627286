/// What the command line and the environment ask of the screen.
public struct DisplayOptions: Sendable, Equatable {
    /// `--plain`.
    public var plain = false
    /// `--ascii`.
    public var ascii = false
    /// `--no-color`.
    public var noColour = false
    /// `--mouse`.
    public var mouse = false
    /// Nil: the theme that fits what the terminal says of itself.
    public var theme: Theme?
    /// The variables that matter: TERM, NO_COLOR, ACCESSIBLE, COLORFGBG, TMUX.
    ///
    /// Empty ones count as not set.
    public var environment: [String: String]

    public init(environment: [String: String]) {
        self.environment = environment.filter { !$0.value.isEmpty }
    }

    var isMonochrome: Bool { noColour || environment["NO_COLOR"] != nil }
    var chosenTheme: Theme { theme ?? .fitting(colorFGBG: environment["COLORFGBG"]) }
    var insideTmux: Bool { environment["TMUX"] != nil }
}

/// Why there is no full screen.
///
/// The program then asks its questions as numbered lines.
public enum PlainReason: Error, Sendable, Equatable {
    /// `--plain` was given.
    case asked
    /// ACCESSIBLE is set: a screen reader is in use.
    case accessible
    /// Standard input or output is a file or a pipe.
    case notATerminal
    /// TERM names a terminal whose cursor cannot be moved.
    case dumbTerminal(String)
    /// ncurses could not use the terminal.
    case unusableTerminal(String)

    /// A sentence for the person; nil where it was their own wish.
    public var sentence: String? {
        switch self {
        case .asked: nil
        case .accessible: "ACCESSIBLE is set, so questions come as plain lines."
        case .notATerminal: "Standard input or output is not a terminal, so questions come as plain lines."
        case .dumbTerminal(let name): "The terminal TERM=\(name) cannot move its cursor, so questions come as plain lines."
        case .unusableTerminal(let name): "The terminal TERM=\(name) could not be opened, so questions come as plain lines."
        }
    }
}

extension DisplayOptions {
    /// What already speaks for plain lines before the terminal was touched.
    public var plainReason: PlainReason? {
        if plain { return .asked }
        if environment["ACCESSIBLE"] != nil { return .accessible }
        if environment["TERM"] == "dumb" { return .dumbTerminal("dumb") }
        return nil
    }
}
