import Facts

/// The cluster's own pods on this node whose readiness probe fails now: by the events, which need an administrator's kubeconfig, and by
/// the kubelet's log where it is told to be that talkative.
enum UnreadyPods {
    /// The kubelet repeats a failing probe's event within five minutes; seconds.
    static let recent = 600
    private static let opening = "Readiness probe failed: "
    /// What a line of the kubelet's log holds between its pod and its output (kubernetes 1.23 to 1.36 pkg/kubelet/prober/prober.go).
    static let logged = "\"Probe failed\" probeType=\"Readiness\""

    static let derivation = Derivation(gives: [PodFacts.unready]) { facts in
        if let reason = facts.reason(TimeFacts.now) { return facts.miss(PodFacts.unready, reason) }
        let now = facts.instant(TimeFacts.now)?.seconds ?? 0
        var rows = (facts.rows(EventFacts.warnings) ?? []).compactMap { event -> Row<PodFacts.Unready>? in
            guard event.text(.kind) == "Pod", event.text(.reason) == "Unhealthy", case .instant(let last) = event[.last],
                now - last.seconds <= recent, let message = event.text(.message), message.hasPrefix(opening)
            else { return nil }
            return Row(
                [
                    .namespace: event[.namespace], .pod: event[.object], .last: event[.last],
                    .message: .text(String(message.dropFirst(opening.count))),
                ], from: event.source)
        }
        for line in facts.rows(LogFacts.present) ?? [] where line.text(.pattern) == logged && (line.integer(.in10m) ?? 0) > 0 {
            guard let row = row(of: line), !rows.contains(where: { $0[.pod] == row[.pod] }) else { continue }
            rows.append(row)
        }
        if rows.isEmpty, let reason = facts.reason(EventFacts.warnings) { return facts.miss(PodFacts.unready, reason) }
        facts.set(PodFacts.unready, rows, from: facts.sources(EventFacts.warnings))
    }

    /// `… pod="kube-system/calico-node-x" … output="calico/node is not ready: …"`.
    private static func row(of line: Row<LogFacts.Match>) -> Row<PodFacts.Unready>? {
        guard let text = line.text(.text), let pod = value("pod", text)?.split(separator: "/"), pod.count == 2 else { return nil }
        return Row(
            [
                .namespace: .text(String(pod[0])), .pod: .text(String(pod[1])), .last: line[.last],
                .message: .text(ifAny: value("output", text)),
            ], from: line.source)
    }

    private static func value(_ key: String, _ text: String) -> String? {
        guard let start = text.firstRange(of: " \(key)=\"")?.upperBound else { return nil }
        return String(text[start...].prefix { $0 != "\"" })
    }
}
