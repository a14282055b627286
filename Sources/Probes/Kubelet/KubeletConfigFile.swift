import Facts
import Text
import YAML

/// One file of the kubelet's configuration, read as the kubelet reads it.
struct KubeletConfigFile: Sendable {
    var path: String
    var root: YAMLNode
    /// Keys that stand twice.
    var duplicates: [YAMLDuplicateKey]
    /// The file's lines, for evidence.
    var lines: [Substring]

    /// Reads a file.
    ///
    /// - Throws: `YAMLError` where it is no YAML, or empty: the kubelet refuses both (pkg/kubelet/kubeletconfig/configfiles).
    init(_ bytes: [UInt8], path: String) throws(YAMLError) {
        guard !bytes.isEmpty else {
            throw YAMLError(file: path, line: 1, column: 1, sentence: "The file is empty.")
        }
        let stream = try YAMLDocument.read(bytes, file: path, duplicateKeys: .recorded)
        self.path = path
        root =
            stream.documents.first
            ?? YAMLNode(.null, start: YAMLMark(offset: 0, line: 1, column: 1), end: YAMLMark(offset: 0, line: 1, column: 1))
        duplicates = stream.duplicateKeys
        lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// `apiVersion kind`, or nil where the file names neither.
    var kind: String? {
        let parts = [root["apiVersion"]?.text, root["kind"]?.text].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// A line of the file as evidence.
    func source(line: Int) -> Source {
        let text = lines.indices.contains(line - 1) ? String(lines[line - 1].prefix(200)) : ""
        return .file(path, line: line, text)
    }

    /// A key that no kubelet of this version knows.
    struct UnknownField: Equatable, Sendable {
        var field: String
        var line: Int
        /// The last word of the path, as it stands in the file.
        var key: String
        /// The field that was probably meant in its place; nil where none is named like it.
        var meant: String?
        /// The minor version that knows it first, where it is of a later one.
        var since: Int?

        /// A sentence about what was probably meant.
        var hint: String {
            if let since { return "It exists from Kubernetes 1.\(since) on." }
            return meant.map { "Did you mean \($0)?" } ?? "No known field has a similar name."
        }
    }

    /// The fields that a kubelet of this minor version does not know; every known field counts where the version is not known.
    func unknownFields(minor: Int?, _ fields: KubeletFields) -> [UnknownField] {
        guard kind == nil || kind?.hasSuffix("KubeletConfiguration") ?? false else { return [] }
        var found: [UnknownField] = []
        for entry in root.entries ?? [] {
            let name = entry.key.name
            if let since = fields.since[name] {
                if let minor, since > minor {
                    found.append(UnknownField(field: name, line: entry.key.line, key: name, since: since))
                }
                found += unknown(in: entry.value, path: name)
            } else {
                let known = fields.since.filter { $0.value <= minor ?? fields.newest }.keys.sorted()
                let meant = NearestWord.to(name, among: known)
                found.append(UnknownField(field: name, line: entry.key.line, key: name, meant: meant))
            }
        }
        return found
    }

    private func unknown(in node: YAMLNode, path: String) -> [UnknownField] {
        if let members = node.array { return members.flatMap { unknown(in: $0, path: path + "[]") } }
        guard let known = KubeletFields.nested[path] else { return [] }
        return (node.entries ?? []).flatMap { entry -> [UnknownField] in
            let inner = "\(path).\(entry.key.name)"
            guard known.contains(entry.key.name) else {
                return [
                    UnknownField(
                        field: inner, line: entry.key.line, key: entry.key.name,
                        meant: NearestWord.to(entry.key.name, among: known.sorted()))
                ]
            }
            return unknown(in: entry.value, path: inner)
        }
    }
}
