import Applying

/// `drydock fix --runs`: what was done on this machine, newest first.
public struct RunsJob: Sendable {
    let settings: Settings
    let format: ListFormat

    public init(settings: Settings, format: ListFormat) {
        self.settings = settings
        self.format = format
    }

    private struct Report: Encodable {
        struct Line: Encodable {
            let run, name: String
            let rule: String?
            let state: State
            let changed, standing: Int
        }
        let schemaVersion = 1
        let runs: [Line]
    }

    enum State: String, Encodable {
        /// It was cut off or stopped, and can be gone on with.
        case cutOff = "cut-off"
        /// It can be taken back.
        case stands
        /// The last that it did cannot be taken back.
        case stays
        case takenBack = "taken-back"

        init(_ run: JournalRun) {
            if run.isOpen {
                self = .cutOff
            } else if let part = run.standing.first {
                self = Reversal(part).obstacle == nil ? .stands : .stays
            } else {
                self = .takenBack
            }
        }

        var words: String {
            switch self {
            case .cutOff: "was cut off"
            case .stands: "can be taken back"
            case .stays: "cannot be taken back"
            case .takenBack: "was taken back"
            }
        }
    }

    public func run() throws -> Int32 {
        try LocalState.demandRoot()
        let runs = try LocalState.runs()
        if format == .json {
            let lines = runs.map { run in
                Report.Line(
                    run: run.name, name: run.head.name, rule: run.head.rule, state: State(run), changed: run.parts.count,
                    standing: run.standing.count)
            }
            Output.write(try JSONText.of(Report(runs: lines)))
        } else if runs.isEmpty {
            Output.write("drydock has changed nothing on this machine.\n")
        } else {
            let width = runs.map(\.name.count).max() ?? 0
            for run in runs {
                Output.write("\(run.name.padding(to: width))  \(State(run).words.padding(to: 20))  \(run.head.name)\n")
            }
        }
        return 0
    }
}
