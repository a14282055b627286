import Terminal

/// Something a page can do, as data: the help line, the page of keys and the palette are all made from it.
public struct Binding: Sendable, Equatable {
    /// Names the action: kebab case, the same wherever the action is offered.
    public var name: String
    /// The keys that do it, the one to show first.
    ///
    /// Empty: only the palette offers it.
    public var keys: [Key]
    /// A word or two for the help line: `again`, `filter`.
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
        _ name: String, _ keys: Key..., help: String, description: String, inHelpLine: Bool = true, danger: Bool = false,
        disabled: String? = nil
    ) {
        self.name = name
        self.keys = keys
        self.help = help
        self.description = description
        self.inHelpLine = inHelpLine
        self.danger = danger
        self.disabled = disabled
    }

    /// Its keys as words: `Enter, o`.
    public var keyNames: String {
        keys.map(\.name).joined(separator: ", ")
    }
}
