/// A file that a plan writes.
public struct PlannedFile: Sendable, Equatable {
    /// Absolute on a machine; relative to the output folder for a document.
    public var path: String
    /// Permission bits, such as 0o644.
    public var mode: UInt16
    public var content: String { didSet { placeholders = Placeholder.standing(in: content) } }
    /// Whether a file that is there already stays as it is: it holds a secret that other things depend on.
    public var keepsExisting: Bool
    /// What is made only when the plan is applied and stands in the content as `@@NAME@@`; such a file is for root alone.
    public private(set) var placeholders: [Placeholder]

    public init(_ path: String, mode: UInt16 = 0o644, keepsExisting: Bool = false, _ content: String) {
        self.path = path
        self.mode = mode
        self.keepsExisting = keepsExisting
        self.content = content
        placeholders = Placeholder.standing(in: content)
    }
}
