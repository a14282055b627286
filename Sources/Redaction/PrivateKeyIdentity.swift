import Crypto
import SwiftASN1
import Text
import X509

/// What may be known of a private key outside of its file: the SHA-256 of its public half (the SubjectPublicKeyInfo of RFC 5280,
/// DER). A capture keeps this in the key's place, so that rules on key pairs still judge.
public enum PrivateKeyIdentity {
    /// The label of the block that stands for a key in a capture.
    public static let placeholderLabel = "DRYDOCK REDACTED PRIVATE KEY"
    private static let field = "spki-sha256:"

    /// SHA-256 of the public half, hexadecimal, of the first private key in a PEM text or of the placeholder in its place. Nil where
    /// there is none, or it is encrypted, damaged, or of a kind other than RSA, EC (P-256, P-384, P-521) and Ed25519.
    public static func spkiSHA256(pem: [UInt8]) -> String? {
        for block in PEMBlock.all(in: pem) where block.label.hasSuffix("PRIVATE KEY") {
            return block.label == placeholderLabel ? kept(in: block) : PrivateKeys.publicHash(block.body)
        }
        return nil
    }

    /// SHA-256 of a public key's SubjectPublicKeyInfo, hexadecimal; nil where it cannot be written as DER. (The library's
    /// `subjectPublicKeyInfoBytes` is only the key inside it.)
    public static func spkiSHA256(of key: Certificate.PublicKey) -> String? {
        var serializer = DER.Serializer()
        do { try serializer.serialize(key) } catch { return nil }
        return hex(sha256: serializer.serializedBytes)
    }

    /// Whether a PEM text holds a private key, or the placeholder of one.
    public static func hasKey(pem: [UInt8]) -> Bool {
        PEMBlock.all(in: pem).contains { $0.label.hasSuffix("PRIVATE KEY") }
    }

    /// SHA-256 of bytes, hexadecimal.
    public static func hex(sha256 bytes: some Sequence<UInt8>) -> String { hex(SHA256.hash(data: Array(bytes))) }

    /// Two lower-case digits a byte.
    public static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var out: [UInt8] = []
        for byte in bytes { out += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
        return String(decoding: out, as: UTF8.self)
    }

    private static func kept(in block: PEMBlock) -> String? {
        for line in block.body.split(separator: 10) {
            let words = String(decoding: line, as: UTF8.self).trimmed
            guard words.hasPrefix(field) else { continue }
            let hash = String(words.dropFirst(field.count)).trimmed.lowercased()
            return hash.utf8.count == 64 && hash.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
                ? hash : nil
        }
        return nil
    }
}
