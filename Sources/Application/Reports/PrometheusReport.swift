import Diagnosis
import Facts

/// The report for Prometheus, in its text format 0.0.4 as node_exporter's textfile collector reads it: without times of samples, and
/// each series once.
public struct PrometheusReport: Sendable {
    let finished: FinishedReport
    let ends: [CertificateEnd]

    /// When a file's certificate is over.
    struct CertificateEnd: Sendable, Hashable {
        var path, what: String
        var end: Instant
    }

    /// - Parameter facts: what the report was made of; certificates have their ends from there.
    public init(_ finished: FinishedReport, facts: FactSet) {
        self.finished = finished
        var first: [String: CertificateEnd] = [:]
        for row in facts.rows(CertificateFacts.certificates) ?? [] {
            guard case .instant(let end) = row[.notAfter] else { continue }
            let path = row.text(.place) ?? row.text(.path) ?? ""
            let one = CertificateEnd(path: path, what: row.text(.purpose) ?? "other", end: end)
            // Of several in one file the first that ends counts.
            if let other = first[path], other.end <= end { continue }
            first[path] = one
        }
        ends = first.values.sorted { ($0.end, $0.path) < ($1.end, $1.path) }
    }

    public func text() -> String {
        let report = finished.report
        var out = ""
        Metric("drydock_info", "The program and the node.").add(
            1,
            [
                ("version", Program.version), ("node", report.node.name), ("role", report.node.role),
                ("kubernetes", report.node.kubernetesVersion ?? ""),
            ]
        ).write(to: &out)
        if let taken = report.taken {
            Metric("drydock_look_timestamp_seconds", "When the node was looked at, by its own clock.").add(taken.seconds).write(
                to: &out)
        }
        Metric("drydock_look_duration_seconds", "How long looking and judging took.").add(
            (finished.seconds * 1000).rounded() / 1000
        ).write(to: &out)
        rungs.write(to: &out)
        findings.write(to: &out)
        counts.write(to: &out)
        rules.write(to: &out)
        Metric("drydock_unseen", "What matters on such a node and could not be judged.").add(report.unseen.count).write(to: &out)
        certificates(&out)
        return out
    }

    private var rungs: Metric {
        var metric = Metric("drydock_rung", "The ladder by which a node comes up: 1 for the state that each rung is in.")
        let states: [RungState.State] = [.ok, .broken, .unknown, .notHere]
        for rung in finished.report.ladder {
            for state in states {
                metric = metric.add(
                    rung.state == state ? 1 : 0,
                    [("rung", rung.rung.rawValue), ("state", state == .notHere ? "not-here" : state.rawValue)])
            }
        }
        return metric
    }

    /// One series a finding: what Prometheus calls an alert's reason.
    private var findings: Metric {
        var metric = Metric("drydock_finding", "A rule that is broken; cause is true where no other finding explains it.")
        for finding in finished.report.findings {
            metric = metric.add(
                1,
                [
                    ("rule", finding.id), ("severity", finding.rule.severity.rawValue),
                    ("cause", finding.isCause ? "true" : "false"),
                    ("rung", finding.rule.rung.rawValue),
                ])
        }
        return metric
    }

    /// All of them always, so that none goes missing when it is 0.
    private var counts: Metric {
        var metric = Metric("drydock_findings", "How many rules are broken.")
        for severity in Severity.allCases {
            for isCause in [true, false] {
                metric = metric.add(
                    finished.report.findings.count { $0.rule.severity == severity && $0.isCause == isCause },
                    [("severity", severity.rawValue), ("cause", isCause ? "true" : "false")])
            }
        }
        return metric
    }

    private var rules: Metric {
        let report = finished.report
        return Metric("drydock_rules", "How many rules came to each verdict.").add(report.clear, [("verdict", "clear")]).add(
            report.findings.count, [("verdict", "found")]
        ).add(report.expected.count, [("verdict", "expected")]).add(report.unknown.count, [("verdict", "unknown")])
    }

    private func certificates(_ out: inout String) {
        var times = Metric("drydock_certificate_not_after_timestamp_seconds", "When the first certificate in a file ends.")
        var left = Metric(
            "drydock_certificate_left_seconds", "How long that was at the time of the look; below 0 where it had ended.")
        for end in ends {
            let labels = [("file", end.path), ("purpose", end.what)]
            times = times.add(end.end.seconds, labels)
            if let taken = finished.report.taken {
                left = left.add(end.end - taken, labels)
            }
        }
        times.write(to: &out)
        left.write(to: &out)
    }
}

/// One metric of Prometheus' text format, all gauges.
private struct Metric {
    private let name, help: String
    private var samples: [String] = []

    init(_ name: String, _ help: String) {
        self.name = name
        self.help = help
    }

    func add(_ value: some Numeric, _ labels: [(String, String)] = []) -> Metric {
        var metric = self
        let inside = labels.map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",")
        metric.samples.append("\(name)\(labels.isEmpty ? "" : "{\(inside)}") \(value)")
        return metric
    }

    /// Nothing where there is no sample.
    func write(to out: inout String) {
        guard !samples.isEmpty else { return }
        out += "# HELP \(name) \(help)\n# TYPE \(name) gauge\n" + samples.joined(separator: "\n") + "\n"
    }

    /// In a label's value a backslash, a quote and a line break are escaped.
    private static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": out += "\\\\"
            case "\"": out += "\\\""
            case "\n": out += "\\n"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
