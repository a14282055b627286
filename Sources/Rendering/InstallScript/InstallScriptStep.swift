import Steps
import Text

/// One step as lines of the script: a heading with the reason, then its operations, each a call of a function that the script brings.
struct InstallScriptStep {
    let procedure: Procedure

    init(_ procedure: Procedure) { self.procedure = procedure }

    private var step: Step { procedure.step }

    func text() throws(RenderingError) -> String {
        var out = ""
        for line in WrappedText.lines(step.why, width: 112) { out += "    # \(line)\n" }
        for operation in procedure.operations { out += try lines(operation).map { "    \($0)\n" }.joined() }
        return out
    }

    private func lines(_ operation: Operation) throws(RenderingError) -> [String] {
        switch operation {
        case .begin(let always):
            let words = [step.risk.rawValue, always ? "always" : "asked", step.check == nil ? "no" : "yes"]
            return ["begin \(step.key) \(words.joined(separator: " ")) \(ShellLine.of([step.title]))"]
                + (try holds())
        case .ask: return ["ask"]
        case .put(let file):
            return [
                "put \(ShellLine.of([file.path])) \(octal(file.mode))\(file.keepsExisting ? " keep" : file.isFleeting ? " fleeting" : "")"
            ]
        case .splice(let edit): throw RenderingError("install.sh", step: step.id, what: "an edit of \(edit.path)")
        case .execute(let execution): return execute(execution)
        case .fetch(let fetch): return ["fetch \(ShellLine.of([fetch.url, fetch.path])) \(fetch.mode.text) \(proof(fetch.proof))"]
        case .wait(let awaited, let seconds, let otherwise): return wait(awaited, seconds, otherwise)
        case .hand(let text): return ["by_hand \(ShellLine.of([text]))"]
        case .verify(_, let tries, let delay, let halfway):
            return (halfway.map { ["halfway=\(ShellLine.of([$0]))"] } ?? []) + ["verify \(tries) \(delay)"]
        case .end: return ["end"]
        }
    }

    private func holds() throws(RenderingError) -> [String] {
        switch step.check {
        case nil: []
        case .succeeds(let words): ["holds() { \(ShellLine.of(words)); }"]
        case .holds, .clear: throw RenderingError("install.sh", step: step.id, what: "a check that drydock itself makes")
        }
    }

    private func execute(_ execution: Operation.Execution) -> [String] {
        let run = execution.run
        var out: [String] = []
        if !run.makes.isEmpty { out.append("makes=\(ShellLine.of([run.makes.map(\.rawValue).joined(separator: " ")]))") }
        var line = run.unlessExists == nil && run.unless == nil ? "" : "rests || "
        if let path = run.unlessExists { line += "[ -e \(ShellLine.of([path])) ] || " }
        if let words = run.unless { line += "quietly \(ShellLine.of(words)) || " }
        if let output = run.output {
            line += "run_into \(ShellLine.of([output.path])) \(output.mode.text) \(ShellLine.of(run.words))"
        } else {
            line += "run \(ShellLine.of(run.words))"
        }
        return out + [line]
    }

    private func proof(_ proof: Fetch.Proof) -> String {
        switch proof {
        case .sha256(let sum): "sha256 \(sum)"
        case .published(let url, let name): "published \(ShellLine.of([url, name]))"
        case .key(let fingerprint): "key \(fingerprint)"
        case .onlyTLS(let because): "tls \(ShellLine.of([because]))"
        }
    }

    private func wait(_ awaited: Operation.Awaited, _ seconds: Int, _ otherwise: [String]?) -> [String] {
        let (word, name) =
            switch awaited {
            case .gone(let container): ("gone", container)
            case .running(let container): ("running", container)
            }
        return ["await \(word) \(ShellLine.of([name])) \(seconds) \(ShellLine.of(otherwise ?? [":"]))"]
    }

    private func octal(_ mode: UInt16) -> String { FileMode(bits: mode).text }
}
