import Crypto
import CryptoExtras
import FoundationEssentials

/// Private keys in PEM. What takes a key's place names its public half, so that one can still see which certificate it fits.
enum PrivateKeys {
    static let begin: StaticString = "-----BEGIN "
    static let end: StaticString = "-----END "

    /// The name of the placeholder's PEM block.
    private static let label = "DRYDOCK REDACTED PRIVATE KEY"

    /// The three lines that stand for a key.
    static func placeholder(_ spki: String?) -> [[UInt8]] {
        ["-----BEGIN \(label)-----", "spki-sha256: \(spki ?? "unknown")", "-----END \(label)-----"].map { Array($0.utf8) }
    }

    /// Where a `BEGIN … PRIVATE KEY` (and not a placeholder's) stands in a line: its first byte and the byte behind its dashes.
    static func opening(in line: [UInt8], from: Int = 0) -> Range<Int>? { mark(begin, in: line, from: from) }

    /// Where an `END … PRIVATE KEY` stands.
    static func closing(in line: [UInt8], from: Int = 0) -> Range<Int>? { mark(end, in: line, from: from) }

    private static func mark(_ start: StaticString, in line: [UInt8], from: Int) -> Range<Int>? {
        for place in line.places(of: start) where place >= from {
            let name = place + start.utf8CodeUnitCount
            let dashes = line.end(from: name) { $0 != UInt8(ascii: "-") }
            let label = Array(line[name..<dashes])
            guard label.contains("PRIVATE KEY"), label.count < 64, !label.starts(with: Array("DRYDOCK".utf8)) else { continue }
            return place..<line.end(from: dashes) { $0 == UInt8(ascii: "-") }
        }
        return nil
    }

    /// SHA-256 of the SubjectPublicKeyInfo (RFC 5280) of a key's public half, in hex; nil where the key cannot be read, because
    /// it is encrypted, OpenSSH's, or damaged.
    ///
    /// - Parameter body: the base64 between the PEM marks, white space and other signs left in.
    static func publicHash(_ body: some Sequence<UInt8>) -> String? {
        let text = body.filter { $0.isBase64 || $0 == UInt8(ascii: "=") }
        guard text.count < 32 << 10, let der = Base64.decode(text), !der.isEmpty, let spki = publicHalf(Data(der)) else {
            return nil
        }
        return String(decoding: hexDigits(Array(SHA256.hash(data: spki))), as: UTF8.self)
    }

    /// RSA in PKCS#1 or PKCS#8, elliptic curves P-256, P-384 and P-521 in SEC 1 or PKCS#8, Ed25519 in PKCS#8.
    private static func publicHalf(_ der: Data) -> Data? {
        if let key = try? P256.Signing.PrivateKey(derRepresentation: der) { return key.publicKey.derRepresentation }
        if let key = try? P384.Signing.PrivateKey(derRepresentation: der) { return key.publicKey.derRepresentation }
        if let key = try? P521.Signing.PrivateKey(derRepresentation: der) { return key.publicKey.derRepresentation }
        if let key = try? _RSA.Signing.PrivateKey(unsafeDERRepresentation: der) { return key.publicKey.derRepresentation }
        return ed25519(der)
    }

    /// RFC 8410: a fixed head before the 32 bytes of the key, another before those of the public half.
    private static func ed25519(_ der: Data) -> Data? {
        let head: [UInt8] = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20]
        guard der.count == 48, der.starts(with: head),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: der.suffix(32))
        else { return nil }
        let publicHead: [UInt8] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00]
        return Data(publicHead) + key.publicKey.rawRepresentation
    }

    /// Keys that stand in one line, in JSON text as a rule: `"-----BEGIN PRIVATE KEY-----\nMII…\n-----END PRIVATE KEY-----\n"`.
    static func matches(in line: [UInt8]) -> [SecretMatch] {
        var matches: [SecretMatch] = []
        var from = 0
        while let opening = opening(in: line, from: from), let closing = closing(in: line, from: opening.upperBound) {
            let body = line[opening.upperBound..<closing.lowerBound]
            // What separates the lines: `\n`, `\\n`, a space.
            let separator = Array(
                body.prefix {
                    $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "n") && body.first == UInt8(ascii: "\\") || $0 == 32
                }.prefix(8))
            let hash = publicHash(unescaped(body))
            let parts = placeholder(hash)
            let joined = Array(parts.joined(separator: separator.isEmpty ? [32] : separator))
            matches.append(SecretMatch(opening.lowerBound..<closing.upperBound, .bytes(joined)))
            from = closing.upperBound
        }
        return matches
    }

    /// Without the letters of escapes (`\n`, `\r`, `\\n`), which are base64 too.
    private static func unescaped(_ body: ArraySlice<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        var isEscape = false
        for byte in body {
            if byte == UInt8(ascii: "\\") {
                isEscape = true
            } else if isEscape {
                isEscape = false
            } else {
                out.append(byte)
            }
        }
        return out
    }
}
