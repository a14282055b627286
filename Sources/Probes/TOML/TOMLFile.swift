import Facts
import Hosts
import TOML

extension TOMLError {
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
    var document: TOMLDocument
    /// The document's values.
    var tree: TOMLTree

    init(path: String, modified: Int = 0, bytes: [UInt8], as dialect: TOMLDocument.Dialect = .goTOML) throws(TOMLError) {
        self.path = path
        self.modified = modified
        document = try TOMLDocument.parse(bytes, file: path, as: dialect)
        tree = document.root.tree
    }

    /// Reads a file as a host gave it; one that was cut is nothing to judge by.
    ///
    /// - Parameter takesAnyBytes: the program reads bytes that are no UTF-8 as U+FFFD, and does not refuse the file.
    init(
        path: String, _ content: FileContent, as dialect: TOMLDocument.Dialect = .goTOML, takesAnyBytes: Bool = false
    ) throws(TOMLError) {
        if content.isCut {
            throw TOMLError(
                file: path, line: 1, column: 1, kind: .beyond, sentence: "The file is longer than drydock reads.")
        }
        try self.init(
            path: path, modified: content.status.modified, bytes: takesAnyBytes ? Array(content.text.utf8) : content.bytes,
            as: dialect)
    }

    /// The version that the file declares; 0 where it declares none.
    var version: Int { tree["version"]?.integer ?? 0 }

    /// Where a setting of this file stands, with its line; the line of the nearest table around it where it has none.
    func source(of path: [String]) -> Source {
        let mark = document.mark(of: path)
        return .file(
            self.path, line: mark?.line, mark.map(document.line(at:)) ?? "", at: Instant(seconds: modified))
    }
}
