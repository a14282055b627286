import Diagnosis
import Facts
import Glibc

/// `drydock diagnose` of several captures.
public struct FleetJob: Sendable {
    let settings: Settings
    let paths: [String]
    /// Earlier captures of the same machines; nil where nothing is compared.
    let earlier: [String]?
    let format: ReportFormat
    let isLong: Bool
    /// Machines of which there is no capture.
    let unread: [Unread]

    /// A machine that could not be looked at, and the whole sentence why.
    public struct Unread: Sendable {
        var machine, because: String
    }

    public init(
        settings: Settings, paths: [String], earlier: [String]? = nil, format: ReportFormat, isLong: Bool = false,
        unread: [Unread] = []
    ) {
        self.unread = unread
        self.settings = settings
        self.paths = paths
        self.earlier = earlier
        self.format = format
        self.isLong = isLong
    }

    private var form: any FleetForm {
        switch format {
        case .text: FleetText(paint: settings.paint, width: Output.isTerminal ? max(60, Output.width) : 120, isLong: isLong)
        case .json: FleetJSON()
        case .markdown: FleetMarkdown(isCompared: earlier != nil)
        case .junit, .prometheus: FleetJUnit()
        }
    }

    /// Makes the reports, prints each as it is made where the form lets it, and gives the exit status.
    public func run() throws -> Int32 {
        let knowledge = try KnowledgeLoading.load(settings.knowledgeFolders)
        let fleet = FleetExamination(Examination(knowledge: knowledge), workers: Self.cores)
        let readAt = Instant(seconds: time(nil))
        return try Waiting.run { () -> Result<Int32, Refusal> in
            var then: EarlierCaptures?
            if let earlier {
                then = await Self.looked(at: earlier, fleet)
                if let then, then.isEmpty { return .failure(Self.nothing(in: then)) }
            }
            return .success(await report(fleet, then, readAt))
        }.get()
    }

    private static func looked(at earlier: [String], _ fleet: FleetExamination) async -> EarlierCaptures {
        var then = EarlierCaptures()
        _ = await fleet.run(earlier) { then.take($0) }
        return then
    }

    private static func nothing(in earlier: EarlierCaptures) -> Refusal {
        Refusal(earlier.unread.map(\.because).prefix(3).joined(separator: "\n"), status: 3)
    }

    private func report(_ fleet: FleetExamination, _ earlier: EarlierCaptures?, _ readAt: Instant) async -> Int32 {
        let clock = ContinuousClock()
        let start = clock.now
        var (form, earlier, summary) = (form, earlier, FleetSummary())
        Output.write(form.opening)
        func take(_ outcome: FleetExamination.Outcome) {
            summary.take(outcome)
            let machine = FleetMachine(outcome: outcome, since: earlier?.since(outcome), isCompared: earlier != nil)
            Output.write((try? form.add(machine)) ?? "")
        }
        let members = await fleet.run(paths, take: take)
        for machine in unread {
            take(.init(path: machine.machine, report: .failure(Refusal(machine.because, status: 3)), member: nil))
        }
        let findings = FleetJudge.findings(of: members, readAt: readAt)
        let seconds = (clock.now - start) / .seconds(1)
        Output.write((try? form.close(FleetEnd(summary: summary, findings: findings, seconds: seconds, earlier: earlier))) ?? "")
        return summary.exitStatus(findings)
    }

    /// The processors that this process may use.
    private static var cores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
