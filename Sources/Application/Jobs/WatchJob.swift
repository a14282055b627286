import Diagnosis
import Facts
import Hosts
import Screens
import Terminal

/// `drydock watch`: the live ladder on a terminal; elsewhere a line whenever a rung changes.
public struct WatchJob: Sendable {
    let settings: Settings

    public init(settings: Settings) { self.settings = settings }

    /// Runs until it is interrupted.
    public func run() throws {
        if Output.isTerminal, settings.display.plainReason == nil {
            return try ScreenJob(settings: settings, from: nil, first: .watch).run()
        }
        let examination = Examination(knowledge: try KnowledgeLoading.load(settings.knowledgeFolders)).withoutLogs
        Waiting.run { await Self.follow(LocalHost(), examination) { Output.write($0 + "\n") } }
    }

    /// Looks every two seconds: first a line a rung, then one for each that changed. A recorded node is looked at once.
    static func follow(_ host: any Host, _ examination: Examination, say: @Sendable (String) -> Void) async {
        var before: [Rung: RungState.State] = [:]
        while !Task.isCancelled {
            let report = examination.report(on: await examination.look(at: host))
            for state in report.ladder where before[state.rung] != state.state {
                say(line(state, report.taken))
                before[state.rung] = state.state
            }
            if host.isRecorded { return }
            try? await Task.sleep(for: .seconds(2))
        }
    }

    /// `2026-11-24T08:01:29Z  kubelet  broken  The kubelet's health check says …`
    private static func line(_ state: RungState, _ time: Instant?) -> String {
        let word =
            switch state.state {
            case .ok: "OK"
            case .broken: "broken"
            case .unknown: "unknown"
            case .notHere: "not here"
            }
        return "\(time?.description ?? "")  \(state.rung.rawValue.padding(to: 9))  \(word.padding(to: 8))  \(state.says)"
    }
}
