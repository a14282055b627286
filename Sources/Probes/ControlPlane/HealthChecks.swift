/// The API server's `/livez?verbose` and `/readyz?verbose`.
enum HealthChecks {
    /// The parts that fail: lines of the form `[-]etcd failed: reason withheld`.
    ///
    /// An error of kubectl carries its newlines escaped.
    static func failed(in body: String) -> [String] {
        var names: [String] = []
        for part in body.split(separator: "[").map(String.init) where part.hasPrefix("-]") {
            let name = part.dropFirst(2).prefix { !$0.isWhitespace && $0 != "\\" }
            if !name.isEmpty, !names.contains(String(name)) { names.append(String(name)) }
        }
        return names
    }
}
