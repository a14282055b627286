/// One of the problems that drydock's knowledge is measured against: what the documentation of Kubernetes 1.23 names (`SD-`)
/// and what Kubernetes 1.24 to 1.37 added (`BY-`).
public struct CatalogueEntry: Sendable, Equatable, Codable, Identifiable {
    public var id: String
    public var group: String
    public var problem: String
    /// The error text, as a Go format string where it comes from source code.
    public var text: String
    /// The program that writes the text, one of `KnownText.programs`; nil where the documentation says it and no program does, so
    /// that it is never looked for in what a person pastes.
    public var writtenBy: String?

    public init(id: String, group: String, problem: String, text: String, writtenBy: String? = nil) {
        self.id = id
        self.group = group
        self.problem = problem
        self.text = text
        self.writtenBy = writtenBy
    }
}
