import Applying
import Steps

/// Takes away what a `kubeadm init` or `join` left that stopped in the middle, where that is agreed to.
struct HalfMadeCleaning {
    let settings: Settings
    let format: ListFormat
    /// The machine's name where it was agreed to; else it is asked for.
    let destroys: String?

    /// Nothing where nothing is half made. Refuses where it is not agreed to, or where it does not work.
    func clean(_ steps: [Step], _ environment: [String: String], of name: String, on machine: String) throws {
        guard let half = try HalfMade.here(steps, environment) else { return }
        guard destroys == machine || Consent.names(machine, half.sentence, format) else {
            throw Refusal(
                "\(half.sentence) To have that done, add --destroy \(machine). To look at it first: drydock diagnose", status: 3)
        }
        let lock = try LocalState.lock("clean up before \(name)")
        let head = JournalEntry.Head(
            name: "clean up before \(name)", machine: machine, environment: environment, steps: [half.cleaning])
        let journal = LocalState.journal(of: head)
        let live = LiveRun(settings, isText: format == .text)
        let ends = withExtendedLifetime(lock) {
            Waiting.run {
                await LocalRun(head, look: { _ in nil }).carryOut(journal, watch: live.watch) { end in
                    if format == .text { live.write("\(end.step.key): \(end.isWell ? "done" : "failed")\n") }
                }.ends
            }
        }
        live.end()
        try LocalState.close(journal, isWell: ends.allSatisfy(\.isWell), ends.last?.says)
        if format == .text { Output.write(LiveRun.failure(ends, log: journal.logPath, settings.paint)) }
        guard ends.allSatisfy(\.isWell) else {
            throw Refusal("What was left could not be taken away. \(ends.last?.says ?? "")", status: 1)
        }
        if case .failure(let error) = Waiting.run({ await half.forgotten() }) { throw Refusal(error.description, status: 1) }
    }
}
