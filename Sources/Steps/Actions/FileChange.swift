import Editing

/// Settings changed in a file that is a person's: spliced into its text, everything else as it was.
public struct FileChange: Sendable, Equatable, Codable {
    /// Absolute.
    public var path: String
    public var edit: FileEdit

    public init(_ path: String, _ edit: FileEdit) {
        self.path = path
        self.edit = edit
    }
}
