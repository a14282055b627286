import Facts

/// The pods that controllers want to create and the API server refuses, with the kind of reason: they exist nowhere, and no node tells of
/// them.
enum RefusedPods {
    /// A controller tries again with growing pauses; what it has not said for so long, in seconds, is over as far as is known.
    static let recent = 600

    static let derivation = Derivation(gives: [PodFacts.refused]) { facts in
        for key in [EventFacts.failedCreations, TimeFacts.now] {
            if let reason = facts.reason(key) { return facts.miss(PodFacts.refused, reason) }
        }
        guard let now = facts.instant(TimeFacts.now) else {
            return facts.miss(PodFacts.refused, "The time of this examination is not known.")
        }
        var newest: [Row<PodFacts.Refused>] = []
        for event in facts.rows(EventFacts.failedCreations) ?? [] {
            guard case .instant(let last) = event[.last], now - last <= recent, let message = event.text(.message) else {
                continue
            }
            let text = said(message)
            var row = Row<PodFacts.Refused>(sharing: event)
            row[.message] = .text(text)
            row[.cause] = .text(cause(of: text))
            let same = newest.firstIndex {
                $0[.namespace] == row[.namespace] && $0[.kind] == row[.kind] && $0[.object] == row[.object]
            }
            guard let same else {
                newest.append(row)
                continue
            }
            if case .instant(let other) = newest[same][.last], last > other { newest[same] = row }
        }
        facts.set(PodFacts.refused, newest, from: facts.sources(EventFacts.failedCreations))
    }

    /// What the API server said, without what the controller and the event recorder put before it.
    static func said(_ message: String) -> String {
        var text = message[...]
        for opening in ["(combined from similar events): ", "Error creating: "] where text.hasPrefix(opening) {
            text = text.dropFirst(opening.count)
        }
        return String(text)
    }

    /// kubernetes 1.36 staging/src/k8s.io/apiserver/pkg/admission/plugin/resourcequota/controller.go, plugin/pkg/admission/limitranger,
    /// serviceaccount, priority, staging/src/k8s.io/pod-security-admission and webhook/errors/statuserror.go.
    static func cause(of text: String) -> String {
        let words: [(String, [String])] = [
            ("webhook", ["admission webhook \"", "failed calling webhook"]),
            ("quota", ["exceeded quota: ", "failed quota: "]),
            ("podSecurity", ["violates PodSecurity \""]),
            ("serviceAccount", ["error looking up service account ", "no API token found for service account"]),
            ("priorityClass", ["no PriorityClass with name "]),
            ("limitRange", ["usage per Container is", "usage per Pod is", "limit to request ratio per"]),
        ]
        return words.first { $0.1.contains { text.contains($0) } }?.0 ?? "other"
    }
}
