/// One of the problems that drydock's knowledge is measured against: what the documentation of Kubernetes 1.23 names (`SD-`)
/// and what Kubernetes 1.24 to 1.37 added (`BY-`).
public struct CatalogueEntry: Sendable, Equatable, Codable, Identifiable {
    public var id: String
    public var group: String
    public var problem: String
    /// The error text, as a Go format string where it comes from source code.
    public var text: String

    public init(id: String, group: String, problem: String, text: String) {
        self.id = id
        self.group = group
        self.problem = problem
        self.text = text
    }
}
