import Facts

/// Which names and addresses clients use and the serving certificates of the API server and etcd do not have.
enum MissingNames {
    static let derivation = Derivation(gives: [CertificateFacts.missingNames]) { facts in
        for key in [CertificateFacts.certificates, KubeconfigFacts.kubeconfigs] {
            if let reason = facts.reason(key) { return facts.miss(CertificateFacts.missingNames, reason) }
        }
        let serving = facts.rows(CertificateFacts.certificates) ?? []
        var rows: [Row<CertificateFacts.MissingName>] = []
        for row in serving where row.flag(.isUsed) == true {
            switch row.text(.purpose) {
            case "apiserver":
                rows += missing(in: row, component: "apiserver", apiserver(facts, certificate: row.text(.path) ?? ""))
            case "etcd-server":
                rows += missing(in: row, component: "etcd", hosts(facts, IdentityFacts.etcdClientHosts, "clients of etcd"))
            case "etcd-peer":
                rows += missing(
                    in: row, component: "etcd", hosts(facts, IdentityFacts.etcdPeerHosts, "the other etcd members"))
            default: break
            }
        }
        facts.set(CertificateFacts.missingNames, rows, from: facts.sources(CertificateFacts.certificates))
    }

    private struct Wanted {
        var name: String
        var by: String
        var source: Source?
    }

    private static func missing(in row: Row<CertificateFacts.Certificate>, component: String, _ wanted: [Wanted]) -> [Row<
        CertificateFacts.MissingName
    >] {
        // Names that could not be read are not missing.
        guard case .list(let names) = row[.names] else { return [] }
        var seen: Set<String> = []
        return wanted.filter { want in !names.contains { covers($0, want.name) } && seen.insert(want.name).inserted }.map {
            want in
            Row(
                [
                    .component: .text(component), .certificate: .text(row.text(.path) ?? ""), .name: .text(want.name),
                    .wantedBy: .text(want.by),
                    .has: .list(names),
                ], from: want.source ?? row.source)
        }
    }

    private static func apiserver(_ facts: FactSet, certificate: String) -> [Wanted] {
        var wanted: [Wanted] = []
        // A kubeconfig that names a server of nobody says nothing of the certificate.
        let wrong = Set((facts.rows(KubeconfigFacts.wrongServers) ?? []).compactMap { $0.text(.path) })
        for row in facts.rows(KubeconfigFacts.kubeconfigs) ?? [] {
            guard row.flag(.isThisCluster) == true, row.flag(.checksServer) == true, row.flag(.caMatches) == true,
                let name = row.text(.checkedName), let path = row.text(.path), !wrong.contains(path)
            else { continue }
            wanted.append(Wanted(name: name, by: path, source: row.source))
        }
        if let address = facts.text(IdentityFacts.serviceAddress) {
            wanted.append(
                Wanted(
                    name: address, by: "pods, through the Service kubernetes",
                    source: facts.sources(IdentityFacts.serviceAddress).first))
        }
        if certificate.hasPrefix("/etc/kubernetes/pki/"), let address = facts.text(IdentityFacts.advertiseAddress) {
            wanted.append(
                Wanted(
                    name: address, by: "all clients, because the API server advertises it",
                    source: facts.sources(IdentityFacts.advertiseAddress).first))
        }
        // Further certificates answer for further names, but never for addresses: TLS sends no address as a server's name.
        if facts.flag(IdentityFacts.hasNamedServingCertificates) == true { wanted = wanted.filter { isAddress($0.name) } }
        return wanted
    }

    private static func hosts(_ facts: FactSet, _ key: FactKey, _ by: String) -> [Wanted] {
        (facts.list(key) ?? []).map { Wanted(name: $0, by: by, source: facts.sources(key).first) }
    }

    private static func isAddress(_ name: String) -> Bool {
        name.contains(":") || name.utf8.allSatisfy { (48...57).contains($0) || $0 == 46 }
    }

    /// Whether a certificate's name answers for a wanted one: the same, or a wildcard for the first label (RFC 6125, as Go's
    /// crypto/x509 has it).
    static func covers(_ name: String, _ wanted: String) -> Bool {
        if name == wanted { return true }
        guard name.hasPrefix("*."), let dot = wanted.firstIndex(of: "."), dot != wanted.startIndex else { return false }
        return wanted[dot...] == name.dropFirst()
    }
}
