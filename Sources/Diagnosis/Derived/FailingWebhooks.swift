import Facts

/// The admission webhooks that the API server cannot call and that therefore keep objects from being stored, by its log, with where each
/// is configured where the API tells.
enum FailingWebhooks {
    /// kubernetes 1.23 to 1.36 staging/src/k8s.io/apiserver/pkg/admission/plugin/webhook/{mutating,validating}/dispatcher.go.
    static let pattern = "Failed calling webhook, failing closed "
    /// One call that fails is chance: a pod that was being replaced.
    static let least = 2

    // An API server that is busy asks a webhook every few seconds: where the log alone tells, what it has not said for a minute is over.

    static let derivation = Derivation(gives: [AdmissionFacts.failing]) { facts in
        if let reason = facts.reason(LogFacts.present) { return facts.miss(AdmissionFacts.failing, reason) }
        let configured = facts.rows(AdmissionFacts.webhooks)
        var rows: [Row<AdmissionFacts.FailingWebhook>] = []
        for line in facts.rows(LogFacts.present) ?? [] where line.text(.pattern) == pattern {
            guard line.text(.container) == "kube-apiserver", (line.integer(.in5m) ?? 0) >= least,
                var row = row(of: line), !rows.contains(where: { $0[.name] == row[.name] })
            else { continue }
            if let configured {
                // One that was taken away or opened since keeps nothing out.
                guard let place = configured.first(where: { $0[.name] == row[.name] }), place.text(.policy) != "Ignore" else {
                    continue
                }
                row.merge([
                    .kind: place[.kind], .configuration: place[.configuration], .index: place[.index], .policy: place[.policy],
                ])
            }
            guard line.integer(configured == nil ? .in1m : .in2m) ?? 0 > 0 else { continue }
            rows.append(row)
        }
        facts.set(AdmissionFacts.failing, rows, from: facts.sources(LogFacts.present))
    }

    /// `… failing closed NAME: failed calling webhook "NAME": failed to call webhook: Post "https://SERVICE.NAMESPACE.svc:443/…": WHY`.
    static func row(of line: Row<LogFacts.Match>) -> Row<AdmissionFacts.FailingWebhook>? {
        guard let text = line.text(.text), let start = text.firstRange(of: pattern)?.upperBound else { return nil }
        let name = text[start...].prefix { $0 != ":" && $0 != " " }
        guard !name.isEmpty else { return nil }
        var why = text[start...].dropFirst(name.count).drop { $0 == ":" || $0 == " " }
        var service: String?
        if let url = why.firstRange(of: "https://")?.upperBound {
            let host = why[url...].prefix { $0 != "/" && $0 != ":" && $0 != "\"" }
            let parts = host.split(separator: ".")
            if parts.count >= 3, parts[2] == "svc" { service = "\(parts[1])/\(parts[0])" }
            if let end = why[url...].firstRange(of: "\": ")?.upperBound { why = why[end...] }
        }
        return Row(
            [
                .name: .text(String(name)), .because: .text(String(why.prefix(300))), .service: .text(ifAny: service),
                .since: line[.first], .last: line[.last], .count: line[.count],
            ], from: line.source)
    }
}
