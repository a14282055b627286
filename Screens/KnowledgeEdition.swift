import Facts

/// Which knowledge is in force, as About tells it.
public struct KnowledgeEdition: Sendable, Equatable {
    /// The newest day on which something of it was looked up.
    public var day: Day?
    /// What is old in it by this machine's clock, as a sentence; nil where nothing is.
    public var age: String?
    /// A sentence for each folder that was laid over what is compiled in.
    public var overlays: [String]
    /// What is wrong in these folders and left out, each with file and line.
    public var leftOut: [String]

    public init(day: Day? = nil, age: String? = nil, overlays: [String] = [], leftOut: [String] = []) {
        self.day = day
        self.age = age
        self.overlays = overlays
        self.leftOut = leftOut
    }
}
