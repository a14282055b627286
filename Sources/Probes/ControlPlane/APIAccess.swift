import YAML

/// What of a kubeconfig is needed to talk to the API server; never its keys.
struct APIAccess: Sendable, Equatable {
    /// `https://192.168.10.11:6443`.
    var server: String
    /// The line of the server.
    var line: Int
    /// Paths of the user's certificate and key, where the file names files.
    var certificate: String?
    var key: String?
    /// The path of the authority's certificate, where the file names one.
    var authority: String?

    /// Reads a kubeconfig; nil where it names no server for its current context.
    init?(_ bytes: [UInt8], file: String) {
        guard let root = try? YAMLDocument.parse(bytes, file: file).first else { return nil }
        func named(_ list: String, _ name: String?) -> YAMLNode? {
            let members = root[list]?.array ?? []
            return members.first { $0["name"]?.text == name } ?? (members.count == 1 ? members.first : nil)
        }
        let context = named("contexts", root["current-context"]?.text)?["context"]
        let cluster = named("clusters", context["cluster"]?.text)?["cluster"]
        let user = named("users", context["user"]?.text)?["user"]
        guard let node = cluster["server"], let server = node.text else { return nil }
        self.server = server
        line = node.line
        certificate = user["client-certificate"]?.text
        key = user["client-key"]?.text
        authority = cluster["certificate-authority"]?.text
    }
}
