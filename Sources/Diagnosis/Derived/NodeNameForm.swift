import Facts

/// Whether the node's name has the form that Kubernetes demands of names: an RFC 1123 subdomain.
enum NodeNameForm {
    static let derivation = Derivation(gives: [MachineIdentityFacts.nameProblem]) { facts in
        guard let name = facts.text(NodeFacts.name) else {
            return facts.miss(MachineIdentityFacts.nameProblem, facts.reason(NodeFacts.name) ?? "The node has no name.")
        }
        facts.set(MachineIdentityFacts.nameProblem, .text(ifAny: problem(of: name)), from: facts.sources(NodeFacts.name))
    }

    /// What is wrong with a name, as a phrase; nil where it is fit.
    static func problem(of name: String) -> String? {
        if name.isEmpty { return "it is empty" }
        if name.utf8.count > 253 { return "it has \(name.utf8.count) characters, but the maximum is 253" }
        for byte in name.utf8 where !isWord(byte) && byte != UInt8(ascii: "-") && byte != UInt8(ascii: ".") {
            return "it contains \"\(Character(Unicode.Scalar(byte)))\", but only a-z, 0-9, - and . are allowed"
        }
        for label in name.split(separator: ".", omittingEmptySubsequences: false) {
            guard let first = label.utf8.first, let last = label.utf8.last else { return "a part between two dots is empty" }
            if !isWord(first) || !isWord(last) { return "\"\(label)\" does not begin and end with a letter or digit" }
        }
        return nil
    }

    private static func isWord(_ byte: UInt8) -> Bool { (97...122).contains(byte) || (48...57).contains(byte) }
}
