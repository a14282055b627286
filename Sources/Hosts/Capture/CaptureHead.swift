/// `capture.json`: what a capture is.
public struct CaptureHead: Sendable, Equatable, Codable {
    /// The program that wrote it.
    public struct Program: Sendable, Equatable, Codable {
        public var name: String
        public var version: String

        public init(name: String, version: String) {
            self.name = name
            self.version = version
        }
    }

    /// What a file that is not in the capture means.
    public enum Coverage: String, Sendable, Codable {
        /// The directories under `files/` are whole: what is not in one of them does not exist. So are captures by hand.
        case whole
        /// Only what was asked is there: about everything else nothing is known. So are captures by `drydock capture`.
        case asked
    }

    /// The form's version; this one is 1.
    public var schemaVersion = 1
    public var program: Program?
    /// When the node was looked at, in seconds since 1970-01-01T00:00:00Z.
    public var taken: Int
    public var hostname: String
    /// `whole` where it is left out.
    public var coverage: Coverage?
    /// The capture beside this one, in the same folder, of which this one tells only what differs.
    public var base: String?
    /// Paths that the base has and this node has not, with all below them.
    public var without: [String]?

    public init(program: Program?, taken: Int, hostname: String, coverage: Coverage? = nil) {
        self.program = program
        self.taken = taken
        self.hostname = hostname
        self.coverage = coverage
    }
}
