import Facts
import Testing

@testable import Diagnosis

@Suite struct RefusedKubeletFlagsTests {
    private let now = Instant(seconds: 100_000)

    private func rows(_ words: String, age: Int, healthy: Bool = false, flags: [Row<KubeletFacts.Flag>] = []) -> [Row<
        KubeletFacts.RefusedFlag
    >] {
        var facts = FactSet()
        facts.set(TimeFacts.now, .instant(now))
        facts.set(KubeletFacts.isHealthy, .flag(healthy))
        facts.set(KubeletFacts.flags, flags)
        let line = Row<LogFacts.Match>(
            [
                .pattern: .text(RefusedKubeletFlags.pattern), .log: "kubelet", .text: .text(words),
                .last: .instant(now + -age),
            ],
            from: Source("log"))
        facts.set(LogFacts.matched, [line])
        RefusedKubeletFlags.derivation.derive(&facts)
        return facts.rows(KubeletFacts.refusedFlags) ?? []
    }

    private let line =
        #"E1130 04:26:20.9 1 run.go:72] "command failed" err="failed to parse kubelet flag: unknown flag: --no-such-flag""#

    @Test func theFlagAndItsPlaceAreNamed() throws {
        let flag = Row<KubeletFacts.Flag>(
            [.name: "no-such-flag", .file: "/etc/default/kubelet", .line: 1], from: Source("/etc/default/kubelet:1"))
        let row = try #require(rows(line, age: 1000, flags: [flag]).first)
        #expect(row.text(.name) == "no-such-flag")
        #expect(row.text(.reason) == "unknown flag: --no-such-flag")
        #expect(row.text(.place) == "/etc/default/kubelet, line 1,")
    }

    @Test func aFlagThatIsGoneCountsOnlyWhileTheKubeletSaysIt() {
        #expect(rows(line, age: 20).count == 1)
        #expect(rows(line, age: 1000).isEmpty)
    }

    @Test func aWellKubeletRefusesNone() { #expect(rows(line, age: 5, healthy: true).isEmpty) }

    @Test func theNameIsFoundInEachForm() {
        #expect(RefusedKubeletFlags.name(in: #"invalid argument "many" for "--max-pods" flag: x"#) == "max-pods")
        #expect(RefusedKubeletFlags.name(in: "unknown shorthand flag: 'x' in -xyz") == "xyz")
        #expect(RefusedKubeletFlags.name(in: "flag needs an argument: --v") == "v")
        #expect(RefusedKubeletFlags.name(in: "bad flag syntax: --=") == "")
    }
}
