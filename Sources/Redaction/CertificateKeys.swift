/// kubeadm's certificate key: 64 hexadecimal digits in a line that speaks of one, or in the line after.
/// The hash of a CA certificate looks the same after `sha256:` and is no secret.
struct CertificateKeys: Redaction {
    func matches(in line: [UInt8]) -> [SecretMatch] { Self.speaks(of: line) ? Self.keys(in: line) : [] }

    /// Whether a line speaks of a certificate key.
    static func speaks(of line: [UInt8]) -> Bool {
        line.places(of: "certificate").contains { place in
            let after = place + 11
            let word = after < line.count && " -_".utf8.contains(line[after]) ? after + 1 : after
            return line.has("key", at: word)
        }
    }

    static func keys(in line: [UInt8]) -> [SecretMatch] {
        var matches: [SecretMatch] = []
        var at = 0
        while at < line.count {
            guard line[at].isHexDigit else {
                at += 1
                continue
            }
            let end = line.end(from: at) { $0.isAlphanumeric }
            let isHash = at >= 7 && line.has("sha256:", at: at - 7)
            if end - at == 64, !isHash, line[at..<end].allSatisfy(\.isHexDigit) {
                matches.append(SecretMatch(at..<end, .word("certificate-key")))
            }
            at = max(end, at + 1)
        }
        return matches
    }
}
