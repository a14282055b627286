import Facts

/// The feature gates at which programs end, by their own words, with the place that sets them and the gate that was probably meant.
enum RefusedGates {
    /// component-base/featuregate/feature_gate.go, kubernetes 1.23 to 1.36.
    static let unknown = "unrecognized feature gate: %s"
    static let locked = "cannot set feature gate %v to %v, feature is locked to %v"

    static let derivation = Derivation(gives: [GateFacts.refused]) { facts in
        for key in [LogFacts.present, KubeletFacts.isHealthy] {
            if let reason = facts.reason(key) { return facts.miss(GateFacts.refused, reason) }
        }
        let isKubeletWell = facts.flag(KubeletFacts.isHealthy) == true
        let lines = (facts.rows(LogFacts.present) ?? []).filter { [unknown, locked].contains($0.text(.pattern)) }
        let rows = lines.compactMap { line -> Row<GateFacts.Refused>? in
            guard let log = line.text(.log), let said = said(line.text(.text) ?? "") else { return nil }
            if log == "kubelet" {
                // The kubelet's present run, or the one that ended last.
                guard !isKubeletWell, line.integer(.countSinceStart) ?? 0 > 0 else { return nil }
                return row("kubelet", said, kubelet(said.gate, facts), line.source)
            }
            guard let component = log.split(separator: "/").last.map(String.init),
                let place = manifest(component, said.gate, facts)
            else { return nil }
            return row(component, said, place, place.source)
        }
        var seen: Set<String> = []
        let distinct = rows.filter { seen.insert("\($0.text(.component) ?? "") \($0.text(.gate) ?? "")").inserted }
        let gated = Set((facts.rows(GateFacts.manifests) ?? []).compactMap { $0.text(.component) }).sorted()
        let logs = (isKubeletWell ? [] : ["kubelet"]) + gated.map { "container/*/\($0)" }
        if distinct.isEmpty, let unread = facts.unread(logs).first { return facts.miss(GateFacts.refused, unread.reason) }
        facts.set(GateFacts.refused, distinct, from: facts.sources(LogFacts.present))
    }

    /// Where a gate stands, and what its release knows of its name.
    private struct Place {
        var file: String
        var line: Int
        var meant, removedIn: String?
        var source: Source
    }

    private static func kubelet(_ gate: String, _ facts: FactSet) -> Place? {
        guard let row = facts.rows(KubeletFacts.featureGates)?.last(where: { $0.text(.name) == gate }) else { return nil }
        return Place(
            file: row.text(.file) ?? "", line: row.integer(.line) ?? 0, meant: row.text(.meant),
            removedIn: row.text(.removedIn), source: row.source)
    }

    /// What the manifest no longer has was corrected since.
    private static func manifest(_ component: String, _ gate: String, _ facts: FactSet) -> Place? {
        guard
            let row = facts.rows(GateFacts.manifests)?.last(where: {
                $0.text(.component) == component && $0.text(.gate) == gate
            })
        else { return nil }
        return Place(
            file: row.text(.file) ?? "", line: row.integer(.line) ?? 0, meant: row.text(.meant),
            removedIn: row.text(.removedIn), source: row.source)
    }

    private static func row(
        _ component: String, _ said: (gate: String, lockedTo: String?), _ place: Place?, _ source: Source
    ) -> Row<GateFacts.Refused> {
        var because = "its release has no gate of that name"
        var advice = "Take it out."
        if let value = said.lockedTo {
            because = "its release has locked it to \(value)"
        } else if let since = place?.removedIn {
            because = "Kubernetes \(since) removed it"
        } else if let meant = place?.meant {
            advice = "It probably should be \(meant)."
        }
        return Row(
            [
                .component: .text(component), .gate: .text(said.gate), .file: .text(ifAny: place?.file),
                .line: .integer(ifAny: place?.line), .because: .text(because), .advice: .text(advice),
            ], from: source)
    }

    /// The gate that a line names, and to what it is locked where it is.
    static func said(_ text: String) -> (gate: String, lockedTo: String?)? {
        func word(after opening: String) -> String? {
            guard let start = text.firstRange(of: opening)?.upperBound else { return nil }
            let word = text[start...].prefix { $0.isLetter || $0.isNumber }
            return word.isEmpty ? nil : String(word)
        }
        if let gate = word(after: "unrecognized feature gate: ") { return (gate, nil) }
        guard let gate = word(after: "cannot set feature gate ") else { return nil }
        return (gate, word(after: "feature is locked to ") ?? "its default")
    }
}
