import Diagnosis
import Facts
import Glibc

/// `drydock diagnose` of several captures.
public struct FleetJob: Sendable {
    let settings: Settings
    let paths: [String]
    let format: ReportFormat

    public init(settings: Settings, paths: [String], format: ReportFormat) {
        self.settings = settings
        self.paths = paths
        self.format = format
    }

    /// Makes the reports, prints each as it is made, and gives the exit status.
    public func run() throws -> Int32 {
        let knowledge = try KnowledgeLoading.load(settings.knowledgeFolders)
        let fleet = FleetExamination(Examination(knowledge: knowledge), workers: Self.cores)
        let page = FleetText(paint: settings.paint, width: Output.isTerminal ? max(60, Output.width) : 120)
        let clock = ContinuousClock()
        let start = clock.now
        let isJSON = format == .json
        if isJSON { Output.write(FleetJSON.opening) }
        let (paths, readAt) = (paths, Instant(seconds: time(nil)))
        return Waiting.run {
            var summary = FleetSummary()
            var json = FleetJSON()
            let members = await fleet.run(paths) { outcome in
                summary.take(outcome)
                Output.write(isJSON ? (try? json.node(outcome)) ?? "" : page.line(outcome))
            }
            let findings = FleetJudge.findings(of: members, readAt: readAt)
            let seconds = (clock.now - start) / .seconds(1)
            Output.write(
                isJSON ? (try? json.closing(findings)) ?? "" : page.summary(summary, findings, seconds: seconds))
            return summary.exitStatus(findings)
        }
    }

    /// The processors that this process may use.
    private static var cores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
