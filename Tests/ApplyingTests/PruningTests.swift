import Applying
import FoundationEssentials
import Glibc
import Steps
import Testing

/// Old runs go with all that was kept of them, but never one that somebody may still need.
@Suite struct PruningTests {
    private let place: ScratchState
    /// 2026-11-30T10:00:00Z.
    private let now = 1_796_032_800

    init() throws { place = try ScratchState() }

    private func make(_ name: String, closes: Bool = true, isUndone: Bool = true) async throws {
        try place.write("a", "old\n")
        let step = place.step("one", [.write(PlannedFile("\(place.etc)/a", "new\n")), .run(Run(["echo", "a"]))], undo: .journal)
        _ = try await place.carryOut([step], run: name, closes: closes)
        guard isUndone, let run = try JournalRun.read(name, below: place.state) else { return }
        _ = try await place.takeBack(run)
    }

    private func day(_ number: Int) -> String { "202601\(number < 10 ? "0" : "")\(number)T100000Z" }

    @Test func oldRunsGoWithTheirBackupsAndLogs() async throws {
        for number in 1...25 { try await make(day(number)) }
        Pruning.prune(below: place.state, now: now)
        #expect(JournalRun.names(below: place.state) == (6...25).map(day))
        #expect(access("\(place.state)/backup/\(day(5))", F_OK) != 0 && access("\(place.state)/backup/\(day(6))", F_OK) == 0)
        #expect(
            access("\(place.state)/journal/\(day(5)).log", F_OK) != 0 && access("\(place.state)/journal/\(day(6)).log", F_OK) == 0
        )
    }

    @Test func whatStandsNewestIsOpenOrCannotBeReadStays() async throws {
        try await make(day(1), closes: false, isUndone: false)
        try await make(day(2), isUndone: false)
        try await make(day(3), isUndone: false)
        for number in 4...25 { try await make(day(number)) }
        try Data("nonsense\n".utf8).write(to: URL(filePath: "\(place.state)/journal/\(day(4)).jsonl"))
        Pruning.prune(below: place.state, now: now)
        // The run of the second day stands, and so does a newer one.
        let kept = Set(JournalRun.names(below: place.state))
        #expect(kept.isSuperset(of: [day(1), day(3), day(4)]) && !kept.contains(day(5)), "\(kept.sorted())")
    }

    @Test func runsOfTheLastMonthsStay() async throws {
        for number in 1...25 { try await make("202611\(number < 10 ? "0" : "")\(number)T100000Z") }
        Pruning.prune(below: place.state, now: now)
        #expect(JournalRun.names(below: place.state).count == 25)
    }

    /// Two runs in a second, and a clock that was set back: the newest is the last all the same.
    @Test func aRunsNameStandsBehindAllThatAreThere() async throws {
        #expect(Journal.name(at: "20261130T100000Z", below: place.state) == "20261130T100000Z")
        try await make("20261130T100000Z")
        let second = Journal.name(at: "20261130T100000Z", below: place.state)
        #expect(second == "20261130T100000Z-02")
        try await make(second)
        #expect(Journal.name(at: "20250101T000000Z", below: place.state) == "20261130T100000Z-03")
        #expect(Journal.name(at: "20261130T100001Z", below: place.state) == "20261130T100001Z")
        #expect(JournalRun.names(below: place.state).last == second)
    }
}
