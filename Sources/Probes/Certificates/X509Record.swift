import Crypto
import Facts
import FoundationEssentials
import Hosts
import Redaction
import SwiftASN1
import X509

/// One X.509 certificate, with what is asked of it.
struct X509Record: Sendable {
    let certificate: Certificate
    /// SHA-256 of the DER, hexadecimal.
    let fingerprint: String
    /// SHA-256 of the SubjectPublicKeyInfo, hexadecimal.
    let publicKey: String

    /// Reads DER; nil where it is no certificate that swift-certificates can read.
    init?(der: [UInt8]) {
        guard let certificate = try? Certificate(derEncoded: der),
            let key = PrivateKeyIdentity.spkiSHA256(of: certificate.publicKey)
        else {
            return nil
        }
        self.certificate = certificate
        fingerprint = PrivateKeyIdentity.hex(sha256: der)
        publicKey = key
    }

    var notBefore: Instant { Instant(seconds: Self.seconds(certificate.notValidBefore)) }
    var notAfter: Instant { Instant(seconds: Self.seconds(certificate.notValidAfter)) }

    /// The second at which 95 % of the certificate's life are over.
    var renewalDue: Instant { notBefore + (notAfter - notBefore) / 20 * 19 }

    var subject: String? { Self.attribute(.RDNAttributeType.commonName, in: certificate.subject).first }
    var organisations: [String] { Self.attribute(.RDNAttributeType.organizationName, in: certificate.subject) }
    var issuer: String? { Self.attribute(.RDNAttributeType.commonName, in: certificate.issuer).first }

    /// DNS names and IP addresses, in the form of `AddressText.canonical`.
    var names: [String] {
        guard let names = try? certificate.extensions.subjectAlternativeNames else { return [] }
        return names.compactMap { name in
            switch name {
            case .dnsName(let name): AddressText.canonical(name)
            case .ipAddress(let octets): AddressText.text(octets.bytes)
            default: nil
            }
        }
    }

    var isCA: Bool {
        if case .isCertificateAuthority? = (try? certificate.extensions.basicConstraints) ?? nil { return true }
        return false
    }

    var usages: [String] {
        var words: [String] = []
        if let usage = (try? certificate.extensions.keyUsage) ?? nil {
            if usage.digitalSignature { words.append("digitalSignature") }
            if usage.keyEncipherment { words.append("keyEncipherment") }
            if usage.keyCertSign { words.append("certSign") }
        }
        if let usage = (try? certificate.extensions.extendedKeyUsage) ?? nil {
            for one in usage { words.append(one == .serverAuth ? "serverAuth" : one == .clientAuth ? "clientAuth" : "\(one)") }
        }
        return words
    }

    var serial: String { PrivateKeyIdentity.hex(certificate.serialNumber.bytes) }

    /// The key's kind and size: `RSA 2048`, `P-256`.
    var algorithm: String {
        let words = "\(certificate.publicKey)"
        let kind = words.prefix { $0 != "." }
        if kind.hasPrefix("RSA") { return "RSA \(kind.dropFirst(3))" }
        return kind.hasPrefix("P") ? "P-\(kind.dropFirst(1))" : String(kind)
    }

    /// Whether the other's key signed this one, and the other is named as the issuer.
    func isSigned(by authority: X509Record) -> Bool {
        certificate.issuer == authority.certificate.subject
            && authority.certificate.publicKey.isValidSignature(certificate.signature, for: certificate)
    }

    /// Whether one of the authorities signed this one, directly or over the chain's intermediates.
    func isSigned(byOneOf authorities: [X509Record], over chain: [X509Record] = []) -> Bool {
        var current = self
        for _ in 0...chain.count {
            if authorities.contains(where: { $0.publicKey == current.publicKey || current.isSigned(by: $0) }) { return true }
            guard let next = chain.first(where: { $0.fingerprint != current.fingerprint && current.isSigned(by: $0) }) else {
                return false
            }
            current = next
        }
        return false
    }

    private static func seconds(_ date: Date) -> Int { Int(date.timeIntervalSince1970.rounded()) }

    private static func attribute(_ type: ASN1ObjectIdentifier, in name: DistinguishedName) -> [String] {
        name.flatMap { $0 }.filter { $0.type == type }.map { String($0.value) ?? "\($0.value)" }
    }
}

/// What a PEM file holds.
struct PEMContents: Sendable {
    /// The certificates that could be read, in order.
    var certificates: [X509Record] = []
    /// SHA-256 of the public half of the first private key; nil where there is none or it cannot be computed.
    var key: String?
    var hasKey = false
    /// SHA-256 of each bare public key.
    var publicKeys: [String] = []
    /// A sentence for what could not be read.
    var problem: String?

    /// `path` is for the problem's sentence.
    init(_ bytes: [UInt8], path: String) {
        let blocks = PEMBlock.all(in: bytes)
        for block in blocks {
            switch block.label {
            case "CERTIFICATE", "TRUSTED CERTIFICATE", "X509 CERTIFICATE":
                if let der = block.der, let record = X509Record(der: der) {
                    certificates.append(record)
                } else if problem == nil {
                    problem = "The certificate on line \(block.line) of \(path) is damaged or of an unknown kind."
                }
            case "PUBLIC KEY":
                if let der = block.der { publicKeys.append(PrivateKeyIdentity.hex(sha256: der)) }
            default: break
            }
        }
        hasKey = PrivateKeyIdentity.hasKey(pem: bytes)
        if hasKey { key = PrivateKeyIdentity.spkiSHA256(pem: bytes) }
        if blocks.isEmpty, problem == nil {
            problem = bytes.allSatisfy({ $0 == 10 || $0 == 13 || $0 == 32 }) ? "\(path) is empty." : "\(path) holds no PEM block."
        }
    }
}
