import Facts
import Testing

@testable import Diagnosis

@Suite struct EtcdLeaderTests {
    private func line(_ pattern: String, at last: Int, in place: String = "1.log") -> Row<LogFacts.Match> {
        Row(
            [
                .pattern: .text(pattern), .log: "container/kube-system/etcd-cp1/etcd", .last: .instant(Instant(seconds: last)),
                .place: .text(place), .countSinceStart: 1,
            ], from: Source(place))
    }

    private func seconds(_ lines: [Row<LogFacts.Match>]) -> Int? {
        var facts = FactSet()
        facts.set(LogFacts.matched, lines)
        EtcdLeader.derivation.derive(&facts)
        return facts.integer(EtcdFacts.leaderlessSeconds)
    }

    @Test func theTimeBetweenALossAndTheNextLeaderCounts() {
        #expect(seconds([line(EtcdLeader.lost, at: 1000), line(EtcdLeader.got, at: 1120)]) == 120)
    }

    @Test func aFirstLeaderAnOpenLossAndAnEarlierRunGiveNone() {
        #expect(seconds([line(EtcdLeader.got, at: 1120)]) == nil)
        #expect(seconds([line(EtcdLeader.got, at: 900), line(EtcdLeader.lost, at: 1000)]) == nil)
        #expect(seconds([line(EtcdLeader.lost, at: 1000, in: "0.log"), line(EtcdLeader.got, at: 1120)]) == nil)
    }
}
