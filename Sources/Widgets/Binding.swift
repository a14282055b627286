import Terminal

/// Something a page or a widget can do, as data: its keys are handled by it, and the help line, the page of keys and the palette are
/// made from it.
public struct Binding<Action: Hashable & Sendable>: Sendable, Equatable {
    /// What is done: a case of the page's own enum, so that one that nobody handles does not build.
    public let action: Action
    /// The keys that do it, the one to show first.
    ///
    /// Empty: only the palette offers it.
    public var keys: [Key]
    /// A word or two for the help line: `look again`, `filter`.
    public var help: String
    /// A whole sentence for the page of keys and the palette.
    public var description: String
    /// Whether the help line shows it.
    public var inHelpLine: Bool
    /// Whether it changes or destroys something; a dialog then asks first.
    public var danger: Bool
    /// Why it cannot be done now; nil when it can.
    public var disabled: String?

    public init(
        _ action: Action, _ keys: Key..., help: String, description: String, inHelpLine: Bool = true, danger: Bool = false,
        disabled: String? = nil
    ) {
        self.init(action, keys, help, description, inHelpLine, danger, disabled)
    }

    private init(
        _ action: Action, _ keys: [Key], _ help: String, _ description: String, _ inHelpLine: Bool, _ danger: Bool,
        _ disabled: String?
    ) {
        self.action = action
        self.keys = keys
        self.help = help
        self.description = description
        self.inHelpLine = inHelpLine
        self.danger = danger
        self.disabled = disabled
    }

    /// The same for whoever has this action among its own: a page for its list, the program for its page.
    public func map<Other>(_ wrap: (Action) -> Other) -> Binding<Other> {
        Binding<Other>(wrap(action), keys, help, description, inHelpLine, danger, disabled)
    }

    /// Its keys as words: `Enter, o`.
    public var keyNames: String {
        keys.map(\.name).joined(separator: ", ")
    }
}
