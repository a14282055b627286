import Applying
import Diagnosis
import Facts
import Hosts
import Steps

/// Whether a rule is clear after its recipe was done: the node is looked at again, until it is so or the patience ends.
struct FixVerification: Sendable {
    let examination: Examination
    let host: any Host

    /// What the looks came to.
    struct Verdict: Sendable {
        var state: State
        /// Rules that were found before and are not any more, the fixed one first.
        var cleared: [String]
        /// Findings that were not there before.
        var new: [Finding]
        /// The last report.
        var report: Report
    }

    enum State: String, Sendable, Encodable {
        case cleared
        case found
        case unknown
    }

    /// Pods of the control plane need some seconds until they answer again, and the kubelet asks them every ten.
    static func patience(_ risk: Risk) -> Int { risk >= .restarts ? 120 : 10 }

    /// - Parameters:
    ///   - before: the report on which the fix was chosen.
    ///   - risk: how much the steps did.
    ///   - stop: where it is asked to stop, no further look is made.
    ///   - waiting: called before each further look, with the seconds that have gone by.
    func verify(
        _ rule: String, before: Report, risk: Risk, stop: Stop = Stop(), waiting: (Int) -> Void
    ) async -> Verdict {
        let clock = ContinuousClock()
        let start = clock.now
        var previous: Verdict?
        while true {
            let verdict = judged(rule, before, await examination.look(at: host))
            let seconds = Int((clock.now - start) / .seconds(1))
            // Once more after the first clear look where something was restarted: what crashes again within seconds is not well.
            let isSettled = verdict.state == .cleared && (risk < .restarts || previous?.state == .cleared)
            if isSettled || stop.isAsked || seconds >= Self.patience(risk) { return verdict }
            previous = verdict
            waiting(seconds)
            try? await Task.sleep(for: .seconds(3))
        }
    }

    private func judged(_ rule: String, _ before: Report, _ facts: FactSet) -> Verdict {
        let after = examination.report(on: facts)
        let found = Set(after.findings.map(\.id))
        let old = Set(before.findings.map(\.id))
        let state: State =
            found.contains(rule) || after.expected.contains { $0.id == rule }
            ? .found : after.unknown.contains { $0.rule == rule } ? .unknown : .cleared
        let cleared = before.findings.map(\.id).filter { !found.contains($0) && !after.unknown.map(\.rule).contains($0) }
        return Verdict(
            state: state, cleared: cleared.sorted { $0 == rule && $1 != rule },
            new: after.findings.filter { !old.contains($0.id) && $0.rule.severity != .notice }, report: after)
    }
}
