/// A command and when it need not run.
public struct Run: Sendable, Equatable, Codable {
    /// The program and its arguments; no shell sees them.
    public var words: [String]
    /// Not run where this path exists.
    public var unlessExists: String?
    /// Not run where this command ends with 0.
    public var unless: [String]?
    /// A file that its output goes to.
    public var output: OutputFile?
    /// What its output holds that stands as marks in files of later steps, found there by ``Placeholder/value(in:)``.
    public var makes: [Placeholder]

    public init(
        _ words: [String], unlessExists: String? = nil, unless: [String]? = nil, output: OutputFile? = nil,
        makes: [Placeholder] = []
    ) {
        self.words = words
        self.unlessExists = unlessExists
        self.unless = unless
        self.output = output
        self.makes = makes
    }

    /// Where a command's output goes.
    public struct OutputFile: Sendable, Equatable, Codable {
        public var path: String
        public var mode: FileMode

        public init(path: String, mode: UInt16) {
            self.path = path
            self.mode = FileMode(bits: mode)
        }
    }
}
