import Terminal

/// A row of a form.
public struct FormRow<ID: Hashable & Sendable>: Sendable, Equatable, Identifiable {
    /// What the row stands for; of rows that can be selected each has its own.
    public let id: ID
    public var kind: FormRowKind
    public var text: StyledText
    /// At the right edge.
    public var note: StyledText
    /// False for one that cannot be taken; `note` says why.
    public var isEnabled: Bool

    public init(_ id: ID, _ kind: FormRowKind, _ text: StyledText, note: StyledText = "", isEnabled: Bool = true) {
        self.id = id
        self.kind = kind
        self.text = text
        self.note = note
        self.isEnabled = isEnabled
    }

    var isSelectable: Bool { kind != .heading }
}

/// What a row of a form is.
public enum FormRowKind: Sendable, Equatable {
    /// Text that the selection passes over.
    case heading
    case choice(isOn: Bool)
    case flag(isOn: Bool)
    /// A line that can be typed into, with what stands in it while it is empty.
    case field(String, example: String)
    /// Something to open or to do, with its mark.
    case item(StatusMark?)
}
