import Applying
import Diagnosis
import Hosts

/// Looks at a node while `kubeadm init` or `join` runs on it, and names what it waits for in vain.
///
/// A cause counts where it is an error on the lowest broken rung up to the API server, where nothing explains it, and where three looks in a row
/// show it: a control plane that is just starting shows much that is gone with the next look.
actor BringUpWatch {
    private static let looks = 3
    /// Until then nothing is ended: static pods need their time on a slow disk. kubeadm itself waits for 240 s and more.
    private static let patience = Duration.seconds(60)

    private let report: @Sendable () async -> Report
    private let patience: Duration
    /// When the command was looked at first, and last.
    private var begun = ContinuousClock.now
    private var last: ContinuousClock.Instant?
    private var seen: [String: Int] = [:]

    init(patience: Duration = BringUpWatch.patience, _ report: @escaping @Sendable () async -> Report) {
        self.patience = patience
        self.report = report
    }

    /// One that looks at a node itself.
    static func commands(_ examination: Examination, _ host: any Host) -> CommandWatch {
        let watch = BringUpWatch { examination.report(on: await examination.look(at: host)) }
        return CommandWatch { await watch.look() }
    }

    /// The cause, once it is certain: a whole sentence.
    func look() async -> String? {
        // A long time without a look: it is another command.
        if last.map({ .now - $0 > .seconds(90) }) ?? true { (begun, seen) = (.now, [:]) }
        let causes = Self.causes(await report())
        last = .now
        seen = Dictionary(causes.map { ($0.id, (seen[$0.id] ?? 0) + 1) }) { $1 }
        guard ContinuousClock.now - begun >= patience, let cause = causes.first(where: { seen[$0.id] ?? 0 >= Self.looks }) else {
            return nil
        }
        return "\(cause.rule.title) (\(cause.id)). \(cause.says)"
    }

    static func causes(_ report: Report) -> [Finding] {
        guard let lowest = Ladder.lowestBroken(report.ladder), lowest.rung <= .apiserver else { return [] }
        return report.findings.filter { finding in
            finding.isCause && finding.rule.severity == .error && finding.rule.rung == lowest.rung
                && finding.id != UnexplainedRung.id(lowest.rung)
        }
    }
}
