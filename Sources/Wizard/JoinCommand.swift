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
