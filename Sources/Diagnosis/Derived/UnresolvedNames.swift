import Facts

/// The names of API servers in this node's kubeconfigs that stand for no address here: nothing knows them, or the client that was to
/// connect said so.
enum UnresolvedNames {
    static let derivation = Derivation(gives: [KubeconfigFacts.unresolvedNames]) { facts in
        guard let names = facts.rows(KubeconfigFacts.names) else {
            return facts.miss(
                KubeconfigFacts.unresolvedNames,
                facts.reason(KubeconfigFacts.names) ?? "The names in the kubeconfigs were not examined.")
        }
        let told = [APIServerFacts.problem, APIServerFacts.endpointProblem].compactMap { key in
            facts.text(key).map { (text: $0, source: facts.sources(key).first) }
        }
        var rows: [Row<KubeconfigFacts.UnresolvedName>] = []
        for row in names {
            guard let name = row.text(.name) else { continue }
            var unresolved = Row<KubeconfigFacts.UnresolvedName>(sharing: row)
            unresolved[.isSilent] = false
            if let said = told.first(where: { $0.text.contains("lookup \(name)") && $0.text.contains("no such host") }) {
                unresolved[.because] = "The client that tried to connect reports: no such host."
                unresolved.source = said.source ?? row.source
                rows.append(unresolved)
            } else if row.flag(.isResolved) == false {
                unresolved[.because] = "/etc/hosts has no line for it, and getent finds no address."
                rows.append(unresolved)
            } else if case .unknown(let reason) = row[.isResolved], reason.kind == .givenUp {
                // A name server that is out of reach says nothing for as long as one waits. Where nothing answered by this name either,
                // it is the fault; else it may only be slow.
                unresolved[.isSilent] = .flag(told.isEmpty)
                unresolved[.because] = .text("/etc/hosts has no line for it. \(reason.words)")
                rows.append(unresolved)
            } else if case .unknown(let reason) = row[.isResolved] {
                for column in [KubeconfigFacts.UnresolvedName.name, .isKubelets, .isSilent] {
                    unresolved[column] = .unknown(reason)
                }
                rows.append(unresolved)
            }
        }
        facts.set(KubeconfigFacts.unresolvedNames, rows, from: facts.sources(KubeconfigFacts.names))
    }
}
