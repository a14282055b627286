/// A `kubeadm join` line taken apart. The token is read over and not kept.
public struct JoinCommand: Sendable, Equatable {
    public var endpoint: String
    public var caCertHashes: [String]
    public var isControlPlane: Bool

    /// Reads a line as kubeadm prints it, also over several lines with backslashes; nil where it is none.
    public init?(_ text: some StringProtocol) {
        let words = text.split(whereSeparator: { $0.isWhitespace || $0 == "\\" }).map { String($0) }
        guard let join = words.firstIndex(of: "join"), join + 1 < words.count, !words[join + 1].hasPrefix("-") else { return nil }
        endpoint = words[join + 1]
        caCertHashes = []
        isControlPlane = words.contains("--control-plane")
        for (index, word) in words.enumerated() {
            if word == "--discovery-token-ca-cert-hash", index + 1 < words.count { caCertHashes.append(words[index + 1]) }
            if word.hasPrefix("--discovery-token-ca-cert-hash=") { caCertHashes.append(String(word.dropFirst(31))) }
        }
    }
}

/// Answers as text: lists with commas, flags as words.
enum AnswerText {
    static func list(_ text: String) -> [String] {
        text.split { $0 == "," || $0.isWhitespace }.map(String.init)
    }

    static func flag(_ flag: Bool) -> String { flag ? "yes" : "no" }
    static func flag(_ text: String) -> Bool { text == "yes" }

    /// `name=value` pairs.
    static func arguments(_ text: String) -> [ExtraArgument] {
        list(text).map { word in
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return ExtraArgument(name: String(parts[0].drop { $0 == "-" }), value: parts.count > 1 ? String(parts[1]) : "")
        }
    }

    static func text(_ arguments: [ExtraArgument]) -> String {
        arguments.map { "\($0.name)=\($0.value)" }.joined(separator: ", ")
    }
}
