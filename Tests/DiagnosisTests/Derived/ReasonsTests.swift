import Facts
import Testing

@testable import Diagnosis

@Suite struct ReasonsTests {
    private static let now = Instant(seconds: 100_000)

    private func container(_ name: String, state: String, made: Int, ended: Int, code: Int = 1) -> Row<PodFacts.Container> {
        Row<PodFacts.Container>(
            [
                .namespace: "kube-system", .pod: .text("\(name)-cp1"), .name: .text(name), .state: .text(state),
                .restarts: 3,
                .exitCode: .integer(code), .lastLine: .text("\(name) says why"), .madeAt: .instant(Self.now + -made),
                .startedAt: .instant(Self.now + -(ended + 3)), .finishedAt: .instant(Self.now + -ended), .isRemade: false,
            ], from: Source("CRI"))
    }

    private func derived(_ set: (inout FactSet) -> Void) -> FactSet {
        var facts = FactSet()
        facts.set(TimeFacts.now, .instant(Self.now))
        facts.set(LogFacts.lastWords, [])
        facts.set(LogFacts.matched, [])
        set(&facts)
        PresentLines.derivation.derive(&facts)
        Reasons.derivation.derive(&facts)
        return facts
    }

    private func texts(_ facts: FactSet) -> [String] { (facts.rows(LogFacts.reasons) ?? []).compactMap { $0.text(.text) } }

    @Test func aContainerThatEndedSpeaks() {
        let facts = derived { $0.set(PodFacts.containers, [container("etcd", state: "exited", made: 40, ended: 30)]) }
        #expect(texts(facts) == ["etcd says why"])
        #expect(facts.rows(LogFacts.reasons)?.first?.text(.log) == "container/kube-system/etcd-cp1/etcd")
    }

    @Test func oneThatStaysUpAgainDoesNot() {
        let facts = derived { $0.set(PodFacts.containers, [container("etcd", state: "running", made: 200, ended: 220)]) }
        #expect(texts(facts).isEmpty)
    }

    @Test func withoutTheRuntimeTheFilesSpeak() {
        let file = Row<LogFacts.LastWord>(
            [.log: "container/kube-system/etcd-cp1/etcd", .text: "by its file", .time: .instant(Self.now)], from: Source("f"))
        let old = Row<LogFacts.LastWord>(
            [.log: "container/kube-system/etcd-cp1/etcd", .text: "older", .time: .instant(Self.now + -90)], from: Source("f"))
        let facts = derived {
            $0.set(LogFacts.lastWords, [file, old])
            $0.miss(PodFacts.containers, "The runtime does not answer.")
        }
        #expect(texts(facts) == ["by its file"])
    }

    @Test func unitsSpeak() {
        let facts = derived {
            $0.set(LogFacts.lastWords, [Row<LogFacts.LastWord>([.log: "kubelet", .text: "why"], from: Source("j"))])
        }
        #expect(texts(facts) == ["why"])
    }

    @Test func linesOfAnEarlierRunAreHistoryOnceTheContainerStaysUp() {
        let line = Row<LogFacts.Match>(
            [.log: "container/kube-system/etcd-cp1/etcd", .pattern: "x", .isEarlierRun: true, .count: 1], from: Source("f"))
        func present(_ made: Int) -> Int? {
            derived {
                $0.set(LogFacts.matched, [line])
                $0.set(PodFacts.containers, [container("etcd", state: "running", made: made, ended: made + 10)])
            }.rows(LogFacts.present)?.count
        }
        #expect(present(200) == 0)
        #expect(present(5) == 1)
    }
}
