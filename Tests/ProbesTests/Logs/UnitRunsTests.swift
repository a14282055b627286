import Testing

@testable import Probes

@Suite struct UnitRunsTests {
    private func runs(_ marks: [(UnitMark, Int)]) -> UnitRuns {
        var runs = UnitRuns()
        for (mark, time) in marks { _ = runs.take(mark, at: time) }
        return runs
    }

    private static let failures: [(UnitMark, Int)] = [
        (.started, 0), (.exited, 1), (.failed, 1), (.scheduled, 11), (.started, 11), (.exited, 12), (.failed, 12),
    ]

    @Test func failuresInARowAreOneSeries() {
        let runs = runs([(.started, -500), (.stopping, -1), (.ended, -1), (.stopped, -1)] + Self.failures)
        #expect(runs.newest == 3 && runs.series == 2)
        #expect(runs.hasFailed && runs.followsFailure)
    }

    @Test func aRunThatWasStoppedBySomebodyEndsASeries() {
        let runs = runs(Self.failures + [(.stopped, 15), (.started, 15), (.exited, 16), (.failed, 16)])
        #expect(runs.newest == 3 && runs.series == 3)
    }

    @Test func olderSystemdSaysStoppedBetweenItsOwnStarts() {
        let runs = runs(Self.failures + [(.scheduled, 22), (.stopped, 22), (.started, 22), (.exited, 23), (.failed, 23)])
        #expect(runs.newest == 3 && runs.series == 1)
    }

    @Test func aRunThatLastedEndsASeries() {
        let runs = runs([(.started, 0), (.exited, 100), (.failed, 100), (.scheduled, 110), (.started, 110)])
        #expect(runs.series == 2 && !runs.followsFailure && runs.isOpen)
    }

    @Test func whetherTheRunBeforeHadComeUp() {
        let never = runs([(.starting, 0), (.exited, 1), (.failed, 1), (.scheduled, 6), (.starting, 6), (.started, 7)])
        #expect(never.previousFailed && !never.previousWasUp)
        let once = runs([
            (.starting, 0), (.started, 1), (.exited, 50), (.failed, 50), (.scheduled, 55), (.starting, 55), (.started, 56),
        ])
        #expect(once.previousFailed && once.previousWasUp)
    }

    @Test func aUnitThatNeverCameUpDidNotLast() {
        let runs = runs([(.starting, 0), (.exited, 90), (.failed, 90), (.notStarted, 90), (.scheduled, 95), (.starting, 95)])
        #expect(runs.series == 1 && runs.followsFailure)
    }

    @Test func startingAndStartedAreOneRun() {
        let runs = runs([(.starting, 0), (.started, 2)])
        #expect(runs.newest == 1 && runs.isOpen && !runs.hasFailed)
    }

    @Test func aUnitThatWasStoppedHasNotFailed() {
        #expect(!runs([(.started, 0), (.stopping, 9), (.exited, 9), (.failed, 9), (.stopped, 9)]).hasFailed)
    }

    @Test(arguments: [
        ("Started kubelet.service - kubelet: The Kubernetes Node Agent.", UnitMark.started),
        ("Started kubelet: The Kubernetes Node Agent.", .started),
        ("Starting containerd.service - containerd: the container runtime...", .starting),
        ("Failed to start containerd.service - containerd: the container runtime.", .notStarted),
        ("kubelet.service: Main process exited, code=killed, status=9/KILL", .exited),
        ("kubelet.service: Failed with result 'exit-code'.", .failed),
        ("kubelet.service: Succeeded.", .ended), ("kubelet.service: Deactivated successfully.", .ended),
        ("kubelet.service: Scheduled restart job, restart counter is at 3.", .scheduled),
        ("Stopping kubelet.service - kubelet: The Kubernetes Node Agent...", .stopping),
    ]) func readsSystemdsWords(text: String, mark: UnitMark) {
        #expect(Array("1796013195.347290 w2 systemd[1]: \(text)".utf8).withUnsafeBytes { UnitMark($0) } == mark)
    }

    @Test func otherLinesAreNoMarks() {
        let lines = [
            "1796013195.3 w2 kubelet[1]: Started kubelet.", "1796013195.3 w2 systemd[1]: kubelet.service: Consumed 3s CPU time.",
            "",
        ]
        for line in lines { #expect(Array(line.utf8).withUnsafeBytes { UnitMark($0) } == nil) }
    }
}
