import Applying
import Glibc
import Steps
import Testing

/// A run that a person stops: between two steps, or at once with all that runs.
@Suite struct StopTests {
    private let place: ScratchState
    private let heard = Heard()

    init() throws { place = try ScratchState() }

    private func sh(_ script: String) -> Action { .run(Run(["sh", "-c", script])) }

    @Test func askedItStopsBehindTheStep() async throws {
        let steps = [
            place.step("one", [sh("echo go; sleep 0.3; touch \(place.etc)/one")]),
            place.step("two", [sh("touch \(place.etc)/two")]),
        ]
        let ends = try await place.carryOut(
            steps, closes: false, watch: heard.watch { progress, stop in if progress == .output("go") { stop.ask() } })
        #expect(ends.map(\.state) == [.changed, .stopped] && ends[1].changes.isEmpty && !ends[1].isHalfDone, "\(ends)")
        #expect(place.read("one") == "" && place.read("two") == nil)
        #expect(try place.newest()?.isOpen == true)
        let again = try await place.carryOut(steps)
        #expect(again.last?.state == .changed && place.read("two") == "")
    }

    @Test func aPersonWhoSaysNoGoesOn() async throws {
        let steps = ["one", "two"].map { place.step($0, [sh("touch \(place.etc)/\($0)")]) }
        let stop = Stop { false }
        stop.ask()
        let ends = try await place.carryOut(steps, watch: RunWatch(stop: stop))
        #expect(ends.map(\.state) == [.changed, .changed] && !stop.isAsked)
    }

    /// What the command started goes with it, and the journal tells what is half done.
    @Test(.timeLimit(.minutes(1))) func endedAllThatRunsGoes() async throws {
        let pids = "\(place.etc)/pids"
        let step = place.step(
            "one",
            [sh("(sleep 300 & echo $! >\(pids); wait) & echo $! >>\(pids); while ! test -s \(pids); do :; done; echo go; wait")])
        let clock = ContinuousClock.now
        let ends = try await place.carryOut(
            [step, place.step("two", [sh("true")])], closes: false,
            watch: heard.watch { progress, stop in if progress == .output("go") { stop.end() } })
        #expect(ends.map(\.state) == [.stopped] && ends[0].isHalfDone && .now - clock < .seconds(20), "\(ends)")
        #expect(ends[0].says?.contains("was ended while it ran, as you asked.") == true)
        for pid in (place.read("pids") ?? "").split(separator: "\n").compactMap({ pid_t($0) }) {
            #expect(kill(pid, 0) != 0, "\(pid) still runs")
        }
        let run = try #require(try place.newest())
        #expect(run.isOpen && run.parts.map(\.step.key) == ["one"] && run.parts[0].end?.failed == true)
        #expect(await LocalDoer(run: run.name, below: place.state).isNoted("one"))
    }

    /// A check that is asked again and again is not waited for.
    @Test(.timeLimit(.minutes(1))) func endedNoCheckIsWaitedFor() async throws {
        var step = place.step("one", [sh("echo go")], check: .succeeds(["false"]))
        step.risk = .restarts
        let clock = ContinuousClock.now
        let ends = try await place.carryOut(
            [step], closes: false, watch: heard.watch { progress, stop in if progress == .output("go") { stop.end() } })
        #expect(ends.map(\.state) == [.stopped] && .now - clock < .seconds(4), "\(ends)")
    }

    @Test func takingBackStopsBetweenStepsAndGoesOn() async throws {
        for name in ["a", "b"] { try place.write(name, "old\n") }
        _ = try await place.carryOut(["a", "b"].map { place.step($0, [.write(PlannedFile("\(place.etc)/\($0)", "new\n"))]) })
        let run = try #require(try place.newest())
        let ends = try await place.takeBack(
            run, watch: heard.watch { progress, stop in if case .ended = progress { stop.ask() } })
        #expect(ends.map(\.state) == [.changed, .stopped] && place.read("a") == "new\n" && place.read("b") == "old\n", "\(ends)")
        _ = try await place.takeBack(try #require(try place.newest()))
        #expect(place.read("a") == "old\n")
    }
}
