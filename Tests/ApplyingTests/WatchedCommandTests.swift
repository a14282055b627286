import Applying
import Glibc
import Steps
import Synchronization
import Testing

/// `kubeadm init` and `join` are watched while they run. The kubeadm here is a stand-in: a script of that name, that writes what a real one
/// leaves half made and waits.
@Suite struct WatchedCommandTests {
    private let place: ScratchState

    init() throws { place = try ScratchState() }

    /// A step as a plan has it, whose stand-in for kubeadm waits for ever where `waits`.
    private func initialize(waits: Bool, status: Int = 0) throws -> Step {
        mkdir("\(place.folder)/bin", 0o755)
        let path = "\(place.folder)/bin/kubeadm"
        let script = """
            #!/bin/sh
            # A stand-in for kubeadm.
            case $1 in
            init) echo '[wait-control-plane] Waiting for the kubelet'; touch \(place.etc)/admin.conf; \(waits ? "sleep 300" : "touch \(place.etc)/up"); exit \(status) ;;
            reset) rm -f \(place.etc)/admin.conf ;;
            esac
            """
        try place.write("../bin/kubeadm", script, mode: 0o755)
        return place.step(
            "initialize-cluster", [.run(Run([path, "init", "--config", "x"], unlessExists: "\(place.etc)/admin.conf"))],
            undo: .commands([[path, "reset", "--force"]]), check: .succeeds(["test", "-e", "\(place.etc)/up"]))
    }

    @Test(arguments: [
        (["kubeadm", "init", "--config", "x"], true), (["env", "HTTP_PROXY=a", "kubeadm", "join", "a:6443"], true),
        (["/usr/bin/kubeadm", "init"], true), (["kubeadm", "init", "phase", "certs", "all"], false),
        (["kubeadm", "reset"], false),
        (["kubeadm"], false), (["echo", "init"], false),
    ])
    func whatIsWatched(_ words: [String], _ isMeant: Bool) { #expect(CommandWatch.isMeant(words) == isMeant) }

    @Test(.timeLimit(.minutes(1))) func itEndsWhenTheCauseIsCertain() async throws {
        let looks = Atomic(0)
        let watch = CommandWatch(every: .milliseconds(50)) {
            looks.add(1, ordering: .relaxed).newValue >= 3 ? "The kubelet's cgroup driver differs." : nil
        }
        let clock = ContinuousClock.now
        let ends = try await place.carryOut([try initialize(waits: true)], watch: RunWatch(commands: watch))
        #expect(ends.map(\.state) == [.failed] && .now - clock < .seconds(20), "\(ends)")
        #expect(
            ends[0].says?.contains(
                "kubeadm was ended, because it would have waited in vain. The kubelet's cgroup driver differs.")
                == true, "\(ends[0].says ?? "")")
    }

    @Test func oneThatComesUpIsLeftAlone() async throws {
        let watch = CommandWatch(every: .milliseconds(20)) { nil }
        let ends = try await place.carryOut([try initialize(waits: false)], watch: RunWatch(commands: watch))
        #expect(ends.map(\.state) == [.changed], "\(ends)")
    }

    /// The next run finds what was left, takes it away, and begins anew.
    @Test(.timeLimit(.minutes(1))) func whatIsHalfMadeIsFoundAndTakenAway() async throws {
        let heard = Heard()
        let step = try initialize(waits: true)
        #expect(try await HalfMade.find(among: [step], below: place.state) == nil)
        _ = try await place.carryOut(
            [step], closes: false,
            watch: heard.watch { progress, stop in
                if case .output = progress {
                    usleep(200_000)
                    stop.end()
                }
            })
        #expect(place.read("admin.conf") == "")
        let half = try #require(try await HalfMade.find(among: [step], below: place.state))
        #expect(half.step.key == "initialize-cluster" && half.cleaning.risk == .destroys)
        let cleaned = try await place.carryOut([half.cleaning], run: "20261130T110000Z")
        try await half.forget(below: place.state)
        #expect(cleaned.map(\.state) == [.changed] && place.read("admin.conf") == nil, "\(cleaned)")
        #expect(try await HalfMade.find(among: [step], below: place.state) == nil)
        let again = try await place.carryOut([try initialize(waits: false)], run: "20261130T120000Z")
        #expect(again.map(\.state) == [.changed] && place.read("up") == "", "\(again)")
    }

    /// What was made and only does not answer is nothing to take away.
    @Test func oneThatEndedWellIsNotHalfMade() async throws {
        let step = try initialize(waits: false)
        _ = try await place.carryOut([step], closes: false)
        unlink("\(place.etc)/up")
        try await LocalDoer(run: "x", below: place.state).note(step.key)
        #expect(try await HalfMade.find(among: [step], below: place.state) == nil)
    }

    @Test func aProgramThatIsMissingIsSaidBeforeAnythingIsDone() async throws {
        let steps = [
            place.step("one", [.write(PlannedFile("\(place.etc)/a", "a\n"))]),
            place.step("two", [.run(Run(["no-such-program", "now"]))]),
        ]
        let look = try await place.preview(steps)
        #expect(look.map(\.state) == [.wouldChange, .failed], "\(look)")
        #expect(look[1].says?.hasPrefix("no-such-program is not on this machine, and this step runs it.") == true)
        // What brings programs may bring this one.
        let brings = place.step("zero", [.write(PlannedFile("\(place.etc)/tool", mode: 0o755, "a\n"))])
        #expect(try await place.preview([brings, steps[1]]).map(\.state) == [.wouldChange, .wouldChange])
    }
}
