import Facts
import Hosts

/// Builds rows of the table `certificates`.
enum CertificateRow {
    /// What was found out about a certificate's private key.
    enum Key: Sendable {
        case none
        case absent(path: String?)
        case unseen(path: String?, reason: Reason)
        /// SHA-256 of its public half.
        case present(path: String?, identity: String?)
    }

    /// A row for a certificate that could be read. `others` are the authorities on this disk, with their files.
    static func row(
        _ record: X509Record, _ use: CertificateUse, place: String, key: Key, source: Source, chain: [X509Record],
        expected: Value,
        others: [(path: String, record: X509Record)]
    ) -> Row<CertificateFacts.Certificate> {
        var cells = start(use, place: place)
        cells[.subject] = .text(ifAny: record.subject)
        cells[.organisations] = .list(record.organisations)
        cells[.issuer] = .text(ifAny: record.issuer)
        cells[.notBefore] = .instant(record.notBefore)
        cells[.notAfter] = .instant(record.notAfter)
        cells[.renewalDue] = .instant(record.renewalDue)
        cells[.names] = .list(record.names)
        cells[.isCA] = .flag(record.isCA)
        cells[.isSelfSigned] = .flag(record.isSigned(by: record))
        cells[.signedBy] = .text(
            ifAny: others.first {
                $0.record.fingerprint != record.fingerprint && record.isSigned(byOneOf: [$0.record], over: chain)
            }?.path)
        cells[.isSignedByExpected] = expected
        cells[.usages] = .list(record.usages)
        cells[.serial] = .text(record.serial)
        cells[.fingerprint] = .text(record.fingerprint)
        cells[.publicKey] = .text(record.publicKey)
        cells[.algorithm] = .text(record.algorithm)
        cells.merge(cellsOf(key, record)) { $1 }
        return Row(cells, from: source)
    }

    /// A row for a certificate that is there and cannot be read (`problem`) or may not be looked at (`reason`).
    static func row(_ use: CertificateUse, place: String, problem: String? = nil, unseen reason: Reason? = nil) -> Row<
        CertificateFacts.Certificate
    > {
        var cells = start(use, place: place)
        cells[.problem] = .text(ifAny: problem)
        if let reason {
            let columns: [CertificateFacts.Certificate] = [
                .subject, .issuer, .notBefore, .notAfter, .renewalDue, .names, .isCA, .isSelfSigned, .signedBy,
                .isSignedByExpected, .keyExists,
                .keyMatches, .usages, .serial, .fingerprint, .publicKey, .algorithm, .organisations, .problem,
            ]
            for column in columns { cells[column] = .unknown(reason) }
        }
        return Row(cells, from: Source(place, problem ?? ""))
    }

    private static func start(_ use: CertificateUse, place: String) -> [CertificateFacts.Certificate: Value] {
        [
            .path: .text(use.path), .place: .text(place), .purpose: .text(use.purpose.rawValue),
            .what: .text(use.purpose.words),
            .isUsed: .flag(use.isUsed), .expectedCA: .text(ifAny: use.expectedCA),
        ]
    }

    private static func cellsOf(_ key: Key, _ record: X509Record) -> [CertificateFacts.Certificate: Value] {
        switch key {
        case .none: return [:]
        case .absent(let path): return [.keyPath: .text(ifAny: path), .keyExists: false]
        case .unseen(let path, let reason):
            return [.keyPath: .text(ifAny: path), .keyExists: .unknown(reason), .keyMatches: .unknown(reason)]
        case .present(let path, let identity):
            let matches: Value =
                identity.map { .flag($0 == record.publicKey) }
                ?? .unknown("The private key\(path.map { " in " + $0 } ?? "") is encrypted, damaged or of an unknown kind.")
            return [.keyPath: .text(ifAny: path), .keyExists: true, .keyMatches: matches]
        }
    }

    /// The line of evidence: who, by whom, and from when to when.
    static func text(_ record: X509Record) -> String {
        "CN=\(record.subject ?? ""), issued by CN=\(record.issuer ?? ""), valid from \(record.notBefore) to \(record.notAfter)"
    }
}
