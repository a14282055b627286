import Diagnosis
import FoundationEssentials
import Hosts
import Knowledge
import Screens
import Testing

@testable import Application

@Suite(.serialized) struct EffectRunnerTests {
    private let mailbox = Mailbox(waker: nil)

    private func work(_ delay: Duration) throws -> EffectRunner {
        let host = SlowHost(
            base: try RecordedHost(capture: CapturingTests.nodes.appending(path: "control-plane-1.36").path), delay: delay)
        return EffectRunner(host: host, mailbox: mailbox) { Knowledge.base }
    }

    /// The messages up to one that is wanted.
    private func messages(until isWanted: (Message) -> Bool) async throws -> [Message] {
        var messages: [Message] = []
        let clock = ContinuousClock()
        // Minutes, so that a machine busy with other tests does not look like a hang.
        let end = clock.now + .seconds(180)
        while clock.now < end {
            messages += mailbox.take()
            if messages.contains(where: isWanted) { return messages }
            try await Task.sleep(for: .milliseconds(2))
        }
        return messages
    }

    private static func isProgress(_ message: Message) -> Bool {
        switch message {
        case .looked: true
        case .captured(let outcome): if case .running = outcome { true } else { false }
        default: false
        }
    }

    private static func isExamined(_ message: Message) -> Bool {
        if case .examined = message { true } else { false }
    }

    @Test func aLookTellsHowFarItIsAndThenTheWhole() async throws {
        let runner = try work(.milliseconds(150))
        runner.examine()
        let messages = try await messages(until: Self.isExamined)
        let steps = messages.compactMap { message -> LookProgress? in
            if case .looked(let progress, _, _) = message { progress } else { nil }
        }
        #expect(steps.count > 1)
        #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.done < $1.done })
        #expect(steps.last.map { $0.done == $0.total } ?? false, "steps that nobody read give way to newer ones, not the last")
        #expect(messages.contains(where: Self.isExamined))
        let taken = messages.compactMap { message -> Report? in
            if case .looked(_, _, let report) = message { report } else { nil }
        }
        #expect(!taken.isEmpty, "what is seen so far is judged now and then")
        #expect(taken.allSatisfy { $0.taken != nil }, "what is judged half-way knows the time too")
    }

    @Test func nothingIsHeardOfAStoppedLookAndTheNextOneRuns() async throws {
        let runner = try work(.milliseconds(150))
        runner.examine()
        _ = try await messages(until: Self.isProgress)
        #expect(runner.isBusy)
        #expect(runner.stop())
        #expect(!runner.isBusy)
        #expect(!runner.stop(), "nothing runs any more")
        try await Task.sleep(for: .milliseconds(600))
        #expect(!mailbox.take().contains { Self.isProgress($0) || Self.isExamined($0) })
        runner.examine()
        #expect(runner.isBusy)
        #expect(try await messages(until: Self.isExamined).contains(where: Self.isExamined))
    }

    @Test func aStoppedRecordingLeavesNoFile() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "drydock-stop-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let runner = try work(.milliseconds(150))
        runner.capture(to: folder.appending(path: "node.tar.gz").path, hidesAddresses: false)
        _ = try await messages(until: Self.isProgress)
        #expect(runner.stop())
        let outcome = mailbox.take().compactMap { message -> CaptureOutcome? in
            if case .captured(let outcome) = message { outcome } else { nil }
        }
        #expect(outcome == [.failed(Capturing.stopped)])
        // The hidden file goes when the cancelled look has wound down.
        let clock = ContinuousClock()
        let end = clock.now + .seconds(60)
        var left = ["?"]
        while !left.isEmpty, clock.now < end {
            left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            try await Task.sleep(for: .milliseconds(5))
        }
        #expect(left.isEmpty)
        // The search's index may come as late as it likes; nothing more is heard of the recording.
        #expect(!mailbox.take().contains { if case .captured = $0 { true } else { Self.isProgress($0) } })
    }
}
