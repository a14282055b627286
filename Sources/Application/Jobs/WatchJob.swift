import Diagnosis
import Facts
import Hosts

/// `drydock watch` on a stream: a line when a rung of the ladder changes. On a terminal the Watch screen opens instead.
public struct WatchJob: Sendable {
    let settings: Settings
    /// How often the ladder is looked at before it ends; nil for ever.
    let looks: Int?

    public init(settings: Settings, looks: Int?) {
        self.settings = settings
        self.looks = looks
    }

    public func run() throws {
        let examination = Examination(knowledge: try KnowledgeLoading.load(settings.knowledgeFolders)).withoutLogs
        let host = LocalHost()
        var last: [Rung: RungState] = [:]
        var look = 0
        while looks.map({ look < $0 }) ?? true {
            if look > 0 { Waiting.run { try? await Task.sleep(for: .seconds(2)) } }
            let report = Waiting.run { examination.report(on: await examination.look(at: host)) }
            for state in report.ladder where last[state.rung]?.state != state.state || last[state.rung]?.says != state.says {
                Output.write(
                    "\(report.taken?.description ?? "")  \(Self.mark(state.state))  \(state.rung.words.padding(to: 11)) \(state.says)\n"
                )
                last[state.rung] = state
            }
            look += 1
        }
    }

    private static func mark(_ state: RungState.State) -> String {
        switch state {
        case .ok: "OK"
        case .broken: "!!"
        case .unknown: "??"
        case .notHere: "--"
        }
    }
}
