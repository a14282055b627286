import Facts

/// The bridges' ports against kube-proxy's rules: which Services lead to the pod on a port, and whether it has asked itself.
enum HairpinPorts {
    static let derivation = Derivation(gives: [BridgeFacts.hairpinPorts, BridgeFacts.podsWithoutHairpin]) { facts in
        let sources = facts.sources(BridgeFacts.podPorts)
        if let reason = facts.reason(BridgeFacts.podPorts) {
            facts.miss(BridgeFacts.hairpinPorts, reason)
            return facts.set(BridgeFacts.podsWithoutHairpin, "Which pods have it off now is not known.", from: sources)
        }
        let endpoints = facts.rows(BridgeFacts.endpoints)
        let isRead = facts.reason(BridgeFacts.endpoints) == nil
        let ports = (facts.rows(BridgeFacts.podPorts) ?? []).map { port in
            let addresses = port.list(.addresses) + [port.text(.address)].compactMap(\.self)
            let own = (endpoints ?? []).filter { $0.text(.address).map(addresses.contains) == true }
            var row = Row<BridgeFacts.HairpinPort>(sharing: port)
            row[.services] = .text(services(own, isRead: isRead && port.text(.address) != nil))
            row[.config] = .text(config(port.flag(.configHairpin)))
            return (row: row, isBehindService: !own.isEmpty)
        }
        // A finding says its first rows: those that a Service leads to matter most.
        let rows = ports.filter(\.isBehindService).map(\.row) + ports.filter { !$0.isBehindService }.map(\.row)
        facts.set(
            BridgeFacts.hairpinPorts, rows,
            from: sources + facts.sources(BridgeFacts.endpoints))
        facts.set(BridgeFacts.podsWithoutHairpin, .text(without(rows)), from: sources)
    }

    private static func without(_ ports: [Row<BridgeFacts.HairpinPort>]) -> String {
        let pods = ports.filter { $0.integer(.hairpin) == 0 }.map { $0.text(.pod) ?? "a pod on \($0.text(.port) ?? "a port")" }
        guard !pods.isEmpty else { return "No running pod has it off." }
        let more = pods.count > 3 ? " and \(pods.count - 3) more" : ""
        return "It is off now for \(pods.prefix(3).joined(separator: ", "))\(more)."
    }

    private static func services(_ endpoints: [Row<BridgeFacts.Endpoint>], isRead: Bool) -> String {
        guard isRead else { return "Which Services lead to it is not known." }
        guard !endpoints.isEmpty else { return "No Service leads to it now." }
        var names: [String] = []
        for name in endpoints.compactMap({ $0.text(.service) }) where !names.contains(name) { names.append(name) }
        let shown = names.prefix(3).joined(separator: ", ") + (names.count > 3 ? " and \(names.count - 3) more" : "")
        let led = "\(shown.isEmpty ? "A Service without a name" : "Service \(shown)") leads to it"
        let tries = endpoints.compactMap { $0.integer(.tries) }.reduce(0, +)
        return tries > 0 ? "\(led), and according to the rules' counters it has tried to reach itself \(tries) times." : "\(led)."
    }

    private static func config(_ hairpin: Bool?) -> String {
        switch hairpin {
        case true: "The CNI configuration sets hairpinMode true, so the ports of new pods will be correct."
        case false: "The CNI configuration does not set hairpinMode true, so the ports of new pods will have the same fault."
        case nil: "Whether the CNI configuration sets hairpinMode is not known."
        }
    }
}
