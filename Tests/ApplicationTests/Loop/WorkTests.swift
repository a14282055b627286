import Diagnosis
import FoundationEssentials
import Hosts
import Knowledge
import Screens
import Testing

@testable import Application

@Suite(.serialized) struct WorkTests {
    private let mailbox = Mailbox(waker: nil)

    private func work(_ delay: Duration) throws -> Work {
        let host = SlowHost(
            base: try RecordedHost(capture: CapturingTests.nodes.appending(path: "control-plane-1.36").path), delay: delay)
        return Work(host: host, mailbox: mailbox) { Knowledge.base }
    }

    /// The letters up to one that is wanted.
    private func letters(until isWanted: (Letter) -> Bool) async throws -> [Letter] {
        var letters: [Letter] = []
        let clock = ContinuousClock()
        // Minutes, so that a machine busy with other tests does not look like a hang.
        let end = clock.now + .seconds(180)
        while clock.now < end {
            letters += mailbox.take()
            if letters.contains(where: isWanted) { return letters }
            try await Task.sleep(for: .milliseconds(2))
        }
        return letters
    }

    private static func isProgress(_ letter: Letter) -> Bool {
        switch letter {
        case .looked: true
        case .captured(let outcome): if case .running = outcome { true } else { false }
        default: false
        }
    }

    private static func isExamined(_ letter: Letter) -> Bool {
        if case .examined = letter { true } else { false }
    }

    @Test func aLookTellsHowFarItIsAndThenTheWhole() async throws {
        let work = try work(.milliseconds(150))
        work.examine()
        let letters = try await letters(until: Self.isExamined)
        let steps = letters.compactMap { letter -> LookProgress? in
            if case .looked(let progress, _, _) = letter { progress } else { nil }
        }
        #expect(steps.count > 1)
        #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.done < $1.done })
        #expect(steps.last.map { $0.done == $0.total } ?? false, "steps that nobody read give way to newer ones, not the last")
        #expect(letters.contains(where: Self.isExamined))
        let taken = letters.compactMap { letter -> Report? in if case .looked(_, _, let report) = letter { report } else { nil } }
        #expect(!taken.isEmpty, "what is seen so far is judged now and then")
        #expect(taken.allSatisfy { $0.taken != nil }, "what is judged half-way knows the time too")
    }

    @Test func nothingIsHeardOfAStoppedLookAndTheNextOneRuns() async throws {
        let work = try work(.milliseconds(150))
        work.examine()
        _ = try await letters(until: Self.isProgress)
        #expect(work.isBusy)
        #expect(work.stop())
        #expect(!work.isBusy)
        #expect(!work.stop(), "nothing runs any more")
        try await Task.sleep(for: .milliseconds(600))
        #expect(!mailbox.take().contains { Self.isProgress($0) || Self.isExamined($0) })
        work.examine()
        #expect(work.isBusy)
        #expect(try await letters(until: Self.isExamined).contains(where: Self.isExamined))
    }

    @Test func aStoppedRecordingLeavesNoFile() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "drydock-stop-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let work = try work(.milliseconds(150))
        work.capture(to: folder.appending(path: "node.tar.gz").path, hidesAddresses: false)
        _ = try await letters(until: Self.isProgress)
        #expect(work.stop())
        let outcome = mailbox.take().compactMap { letter -> CaptureOutcome? in
            if case .captured(let outcome) = letter { outcome } else { nil }
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
        #expect(mailbox.take().isEmpty)
    }
}
