import Facts
import Hosts
import Patterns
import Testing

@testable import Probes

@Suite struct LogPassTests {
    private static let now = 1_796_014_000

    private func pass(_ unit: NodeLog.Unit?, _ lines: [String], chunk: Int = .max) -> LogPass.Outcome {
        let log = NodeLog(
            name: "kubelet", shownAs: "the journal", source: .journal(unit: "kubelet.service", boot: 0, limit: 1 << 20),
            unit: unit)
        let pass = LogPass(
            log, LogPatterns(["unable to load bootstrap", "unknown flag: %s"]), LogTimeReader(reference: Self.now))
        var bytes = Array((lines.joined(separator: "\n") + "\n").utf8)[...]
        while !bytes.isEmpty {
            Array(bytes.prefix(chunk)).withUnsafeBytes { pass.take($0) }
            bytes = bytes.dropFirst(chunk)
        }
        return pass.finish()
    }

    private func systemd(_ ago: Int, _ text: String) -> String { "\(Self.now - ago).100000 cp1 systemd[1]: \(text)" }

    private func failing(_ ago: Int, _ error: String) -> String {
        "\(Self.now - ago).200000 cp1 kubelet[7]: E1130 04:26:10.691543  178103 run.go:72] \"command failed\" err=\"\(error)\""
    }

    /// A run that ends with an error after a second.
    private func failure(_ ago: Int, _ error: String) -> [String] {
        [
            systemd(ago, "Started kubelet.service - kubelet."), failing(ago - 1, error),
            systemd(ago - 1, "kubelet.service: Main process exited, code=exited, status=1/FAILURE"),
            systemd(ago - 1, "kubelet.service: Failed with result 'exit-code'."),
            systemd(ago - 11, "kubelet.service: Scheduled restart job, restart counter is at 1."),
        ]
    }

    /// An incident ten minutes ago that was mended, a good run, and another incident.
    private var history: [String] {
        failure(700, "unable to load bootstrap kubeconfig") + failure(689, "unable to load bootstrap kubeconfig")
            + [
                systemd(678, "Started kubelet.service - kubelet."), systemd(60, "Stopping kubelet.service - kubelet..."),
                systemd(60, "kubelet.service: Deactivated successfully."), systemd(60, "Stopped kubelet.service - kubelet."),
            ]
    }

    private func row(_ outcome: LogPass.Outcome, _ pattern: String) -> Row<LogFacts.Match>? {
        outcome.matched.first { $0.text(.pattern) == pattern }
    }

    private let down = NodeLog.Unit(name: "kubelet.service", isUp: false, started: now - 49, restarts: 1)

    @Test(arguments: [64, 300, 4096, Int.max]) func aMendedIncidentIsHistoryWhileTheUnitFails(chunk: Int) throws {
        let outcome = pass(
            down, history + failure(60, "unknown flag: --x") + failure(49, "unknown flag: --x").dropLast(), chunk: chunk)
        let old = try #require(row(outcome, "unable to load bootstrap"))
        #expect(old.integer(.count) == 2)
        #expect(old.integer(.countSinceStart) == 0 && old.integer(.in15m) == 0)
        let new = try #require(row(outcome, "unknown flag: %s"))
        #expect(new.integer(.countSinceStart) == 1 && new.integer(.in15m) == 2)
        #expect(outcome.lastWords.map { $0.text(.text) } == ["unknown flag: --x"])
        #expect(outcome.lastWords.first?.text(.program) == "kubelet.service")
    }

    @Test func whatAYoungRunFollowsStillCounts() {
        let unit = NodeLog.Unit(name: "kubelet.service", isUp: true, started: Self.now - 5, restarts: 2)
        let outcome = pass(unit, history + failure(16, "unknown flag: --x") + [systemd(5, "Started kubelet.service - kubelet.")])
        #expect(row(outcome, "unknown flag: %s")?.integer(.countSinceStart) == 1)
        #expect(row(outcome, "unable to load bootstrap")?.integer(.countSinceStart) == 0)
        #expect(outcome.lastWords.map { $0.text(.text) } == ["unknown flag: --x"])
    }

    @Test func onceItStaysUpItsFailuresAreHistory() {
        let unit = NodeLog.Unit(name: "kubelet.service", isUp: true, started: Self.now - 70, restarts: 2)
        let outcome = pass(unit, failure(81, "unknown flag: --x") + [systemd(70, "Started kubelet.service - kubelet.")])
        #expect(row(outcome, "unknown flag: %s")?.integer(.in15m) == 0)
        #expect(outcome.lastWords.map { $0.text(.text) } == ["unknown flag: --x"])
        #expect(outcome.lastWords.first?[.upSince] == .instant(Instant(seconds: Self.now - 70)))
    }

    @Test func aUnitStartedBySomebodyAfterFailuresHasAFreshRun() {
        let unit = NodeLog.Unit(name: "kubelet.service", isUp: true, started: Self.now - 3, restarts: 0)
        let outcome = pass(
            unit,
            failure(30, "unknown flag: --x").dropLast() + [
                systemd(3, "Stopped kubelet.service - kubelet."), systemd(3, "Started kubelet.service - kubelet."),
            ])
        #expect(row(outcome, "unknown flag: %s")?.integer(.countSinceStart) == 0)
        #expect(outcome.lastWords.first?[.upSince] == .instant(Instant(seconds: Self.now - 3)))
    }

    @Test func withoutSystemdsLinesTheLastStartTellsTheRuns() {
        let lines = [failing(700, "unable to load bootstrap kubeconfig"), failing(48, "unknown flag: --x")]
        let outcome = pass(down, lines)
        #expect(row(outcome, "unable to load bootstrap")?.integer(.countSinceStart) == 0)
        #expect(row(outcome, "unknown flag: %s")?.integer(.countSinceStart) == 1)
        #expect(outcome.lastWords.map { $0.text(.text) } == ["unknown flag: --x"])
    }

    @Test func aLogThatEndsBeforeTheLastStartIsAllThereIs() {
        let unit = NodeLog.Unit(name: "kubelet.service", isUp: false, started: Self.now - 2, restarts: 7)
        let outcome = pass(unit, [failing(12, "unknown flag: --x")])
        #expect(row(outcome, "unknown flag: %s")?.integer(.countSinceStart) == 1)
        #expect(outcome.lastWords.count == 1)
    }

    @Test func aUnitThatIsDownSpeaksAlsoWhereSystemdsLinesAreMissing() {
        let unit = NodeLog.Unit(name: "kubelet.service", isUp: false, started: Self.now - 600, restarts: 7)
        let outcome = pass(unit, [systemd(600, "Started kubelet.service - kubelet."), failing(12, "unknown flag: --x")])
        #expect(outcome.lastWords.map { $0.text(.text) } == ["unknown flag: --x"])
    }

    @Test func eachWindowCountsItsOwnLines() throws {
        let lines = [1500, 1400, 1300, 1201, 60].map { failing($0, "unknown flag: --x") }
        let outcome = pass(NodeLog.Unit(name: "kubelet.service", isUp: true), lines)
        let counted = try #require(row(outcome, "unknown flag: %s"))
        #expect(counted.integer(.count) == 5)
        #expect(counted.integer(.in30s) == 0 && counted.integer(.in1m) == 1 && counted.integer(.in5m) == 1)
        #expect(counted.integer(.in30m) == 5)
    }

    @Test func anErrorThatGoesOverSeveralLinesIsShownWhole() {
        let lines = [
            #"1796013000.1 cp1 kubelet[7]: E1130 04:26:10.6  7 x.go:1] "unknown flag: a" err=<"#,
            "1796013000.1 cp1 kubelet[7]: \tthe reason", "1796013000.1 cp1 kubelet[7]:  >",
            "1796013000.1 cp1 kubelet[7]: I1130 done",
        ]
        let shown = row(pass(NodeLog.Unit(name: "kubelet.service", isUp: true), lines), "unknown flag: %s")
        #expect(shown?.text(.text)?.hasSuffix("err=< the reason") == true)
    }
}
