import Crypto
import CryptoExtras
import FoundationEssentials

/// Keys made for a test, in the forms in which nodes keep them.
enum TestKeys {
    /// A key in PEM and the SHA-256 of its SubjectPublicKeyInfo, in hex.
    struct Key {
        var pem: String
        var hash: String

        init(_ pem: String, spki: Data) {
            self.pem = pem
            hash = SHA256.hash(data: spki).map { byte in
                let text = String(byte, radix: 16)
                return text.count == 1 ? "0" + text : text
            }.joined()
        }
    }

    static func rsa(pkcs8: Bool) throws -> Key {
        let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        return Key(pkcs8 ? key.pkcs8PEMRepresentation : key.pemRepresentation, spki: key.publicKey.derRepresentation)
    }

    static func p256() -> Key {
        let key = P256.Signing.PrivateKey()
        return Key(key.pemRepresentation, spki: key.publicKey.derRepresentation)
    }

    static func p384() -> Key {
        let key = P384.Signing.PrivateKey()
        return Key(key.pemRepresentation, spki: key.publicKey.derRepresentation)
    }

    static func p521() -> Key {
        let key = P521.Signing.PrivateKey()
        return Key(key.pemRepresentation, spki: key.publicKey.derRepresentation)
    }

    static func ed25519() -> Key {
        let key = Curve25519.Signing.PrivateKey()
        let head: [UInt8] = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20]
        let publicHead: [UInt8] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00]
        return Key(
            pem("PRIVATE KEY", Data(head) + key.rawRepresentation), spki: Data(publicHead) + key.publicKey.rawRepresentation)
    }

    /// RFC 5915, as the kubelet and kubeadm write elliptic keys.
    static func sec1() -> Key {
        let key = P256.Signing.PrivateKey()
        let oid: [UInt8] = [0xa0, 0x0a, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07]
        let open = [UInt8]([0xa1, 0x44, 0x03, 0x42, 0x00]) + Array(key.publicKey.x963Representation)
        let body = [UInt8]([0x02, 0x01, 0x01, 0x04, 0x20]) + Array(key.rawRepresentation) + oid + open
        return Key(pem("EC PRIVATE KEY", Data([0x30, UInt8(body.count)] + body)), spki: key.publicKey.derRepresentation)
    }

    static func pem(_ label: String, _ der: Data) -> String {
        var text = Substring(der.base64EncodedString())
        var lines: [Substring] = []
        while !text.isEmpty {
            lines.append(text.prefix(64))
            text = text.dropFirst(64)
        }
        return "-----BEGIN \(label)-----\n" + lines.joined(separator: "\n") + "\n-----END \(label)-----\n"
    }
}

extension String {
    var base64: String { Data(utf8).base64EncodedString() }

    /// As it stands within a JSON string.
    var escaped: String {
        split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\\\")
            .split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"")
            .split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\\n")
    }
}
