import Facts

/// The static pods of which the runtime has no container because the kubelet does not admit them or cannot mount what they ask for.
enum IdleManifests {
    static let derivation = Derivation(gives: [ManifestFacts.idle]) { facts in
        for key in [ManifestFacts.manifests, PodFacts.containers, RefusalFacts.logged, NodeFacts.name] {
            if let reason = facts.reason(key) { return facts.miss(ManifestFacts.idle, reason) }
        }
        let node = facts.text(NodeFacts.name) ?? ""
        let here = Set((facts.rows(PodFacts.containers) ?? []).map { "\($0.text(.namespace) ?? "")/\($0.text(.pod) ?? "")" })
        let refusals = (facts.rows(RefusalFacts.logged) ?? []).filter { ["admit", "volume"].contains($0.text(.step)) }
        let rows = (facts.rows(ManifestFacts.manifests) ?? []).compactMap { manifest -> Row<ManifestFacts.Idle>? in
            guard manifest[.problem] == .absent, manifest[.twin] == .absent, let name = manifest.text(.pod),
                !here.contains("\(name)-\(node)"),
                let refusal = newest(refusals, of: "\(name)-\(node)", since: manifest[.modified])
            else { return nil }
            return Row(
                [
                    .file: manifest[.file], .component: manifest[.component], .pod: .text("\(name)-\(node)"),
                    .because: refusal[.text],
                ], from: refusal.source)
        }
        facts.set(ManifestFacts.idle, rows, from: facts.sources(ManifestFacts.manifests))
    }

    /// The kubelet's newest refusal of that pod since its manifest was written; what it says of a volume names the pod without namespace.
    static func newest(_ refusals: [Row<RefusalFacts.LoggedRefusal>], of pod: String, since: Value) -> Row<
        RefusalFacts.LoggedRefusal
    >? {
        let own = refusals.filter { row in
            if case .instant(let begun) = since, case .instant(let last) = row[.last], last < begun { return false }
            return row.list(.pods).contains { pod == $0 || pod.hasSuffix("/\($0)") }
        }
        return own.max { time($0) < time($1) }
    }

    private static func time(_ row: Row<RefusalFacts.LoggedRefusal>) -> Int {
        guard case .instant(let last) = row[.last] else { return 0 }
        return last.seconds
    }
}
