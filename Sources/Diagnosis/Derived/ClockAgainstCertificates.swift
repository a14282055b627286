import Facts

/// Whether the node's clock is behind: an authority of the cluster, or several certificates, begin in its future.
enum ClockAgainstCertificates {
    static let derivation = Derivation(gives: [CertificateFacts.clockIsBehind]) { facts in
        let key = CertificateFacts.clockIsBehind
        if let reason = facts.reason(CertificateFacts.certificates) ?? facts.reason(TimeFacts.now) {
            return facts.miss(key, reason)
        }
        guard let now = facts.instant(TimeFacts.now) else { return facts.setAbsent(key) }
        let used = (facts.rows(CertificateFacts.certificates) ?? []).filter { $0.flag(.isUsed) == true }
        let future = used.filter { row in
            if case .instant(let start) = row[.notBefore] { return start > now }
            return false
        }
        let authorities = future.filter { ["ca", "etcd-ca", "front-proxy-ca"].contains($0.text(.purpose)) }
        // Three at once are not made by hand with a wrong date; an authority's date is never wrong while its cluster runs.
        let proof = authorities.isEmpty && future.count >= 3 ? future : authorities
        facts.set(key, .flag(!proof.isEmpty), from: proof.isEmpty ? facts.sources(TimeFacts.now) : proof.map(\.source))
    }
}
