import Planning
import YAML

/// What a release, a runtime or an add-on says in a form of its own: a misspelling in it would only be seen on a machine.
extension Fields {
    /// A version as its project writes it: `1.36.2`, `v1.14.2`, `3.6.8-0`.
    func version(_ name: String) -> String { checked(text(name), name) }

    func optionalVersion(_ name: String) -> String? { optionalText(name).map { checked($0, name) } }

    /// Versions by the patch from which on they hold, as `byPatch` reads them.
    func versionsByPatch(_ name: String) -> [PatchValue] {
        let values = byPatch(name)
        for value in values { _ = checked(value.value, name) }
        return values
    }

    private func checked(_ text: String, _ name: String) -> String {
        if !text.isEmpty, !KnowledgeVersion.isVersion(text) {
            complain(line(name), "\"\(name)\" must be a version such as 1.36.2, but this is \"\(text)\".")
        }
        return text
    }

    /// A list of a few words.
    func words(_ name: String, among known: [String]) -> [String] {
        guard let node = optional(name) else { return [] }
        let words = strings(node, name)
        for (index, word) in words.enumerated() where !word.isEmpty && !known.contains(word) {
            complain(
                node[index]?.line ?? node.line,
                "\"\(word)\" is none of \(name): \(Words.or(known)).\(Words.meant(word, among: known))")
        }
        return words
    }

    /// What a firewall must let through: `TCP 179`.
    func ports(_ name: String) -> [String] {
        guard let node = optional(name) else { return [] }
        let ports = strings(node, name)
        for (index, port) in ports.enumerated() {
            let parts = port.split(separator: " ", omittingEmptySubsequences: false)
            let isPort =
                parts.count == 2 && ["TCP", "UDP", "SCTP"].contains(parts[0])
                && Int(parts[1]).map { (1...65535).contains($0) } ?? false
            if !isPort {
                complain(
                    node[index]?.line ?? node.line,
                    "\"\(name)\" must name a protocol and a port, as in TCP 179, but this is \"\(port)\".")
            }
        }
        return ports
    }
}

extension KnowledgeVersion {
    /// At least two numbers with dots between, perhaps after a `v`, and perhaps a build or a pre-release after a dash.
    static func isVersion(_ text: String) -> Bool {
        let numbers = text.drop { $0 == "v" }.prefix { $0 != "-" && $0 != "+" }
            .split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count >= 2 && numbers.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
    }
}
