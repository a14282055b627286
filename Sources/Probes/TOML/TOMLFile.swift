import Facts

extension TOMLTree.Problem {
    /// The sentence as the end of another: no capital, no full stop.
    var because: String {
        let words = sentence.hasSuffix(".") ? sentence.dropLast() : sentence[...]
        return words.prefix(1).lowercased() + words.dropFirst()
    }
}

/// One configuration file in TOML.
struct TOMLFile: Sendable {
    var path: String
    /// Seconds since the epoch.
    var modified: Int
    var tree: TOMLTree
    var lines: TOMLLines

    init(path: String, modified: Int = 0, text: String) throws(TOMLTree.Problem) {
        self.path = path
        self.modified = modified
        tree = try TOMLTree(parsing: text)
        lines = TOMLLines(text)
    }

    /// The version that the file declares; 0 where it declares none.
    var version: Int { tree["version"]?.integer ?? 0 }

    /// Where a setting of this file stands, with its line.
    func source(of path: [String]) -> Source {
        let line = lines.line(of: path)
        return .file(self.path, line: line, line.flatMap { lines.text(of: $0) } ?? "", at: Instant(seconds: modified))
    }
}
