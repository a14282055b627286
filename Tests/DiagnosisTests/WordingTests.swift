import Diagnosis
import Facts
import Testing
import Text

@Suite struct WordingTests {
    private static let size = FactKey("disk.size", .integer, "bytes")

    private func wording() -> Wording {
        var facts = FactSet()
        facts.set(Self.size, 1_610_612_736)
        return Wording(facts: facts)
    }

    @Test func factsAreFilledInWithTheirUnits() {
        #expect(wording().say("It has {disk.size|bytes} ({disk.size}).", []) == "It has 1.5 GiB (1610612736).")
        #expect(wording().say("It has {disk.free}.", []) == "It has (not seen).")
    }

    /// "(nothing)" tells nobody anything.
    @Test func parenthesesAroundNothingGoWithIt() {
        var facts = FactSet()
        facts.setAbsent(Self.size)
        facts.set(FactKey("node.reason", .text, "a reason"), "KubeletNotReady")
        facts.set(FactKey("node.parts", .list, "parts"), .list([]))
        let wording = Wording(facts: facts)
        #expect(wording.say("It is not well ({disk.size}).", []) == "It is not well.")
        #expect(wording.say("Its parts ({node.parts}) fail.", []) == "Its parts fail.")
        #expect(wording.say("It is not Ready ({node.reason}).", []) == "It is not Ready (KubeletNotReady).")
        #expect(wording.say("It is not Ready ({node.other}).", []) == "It is not Ready ((not seen)).")
        #expect(wording.say("It is ({disk.size} of 3).", []) == "It is (nothing of 3).")
    }

    /// "The runtime adds: nothing." does not either.
    @Test func aSentenceThatOnlyIntroducesNothingGoesWithIt() {
        var facts = FactSet()
        facts.setAbsent(Self.size)
        facts.set(FactKey("node.reason", .text, "a reason"), "exit 1")
        let wording = Wording(facts: facts)
        #expect(
            wording.say("It ended (1.5 s). It adds: {disk.size}. Look: {node.reason}.", []) == "It ended (1.5 s). Look: exit 1.")
        #expect(wording.say("It ended. It adds: {disk.size}.", []) == "It ended.")
        #expect(wording.say("It adds: {disk.size}.", []) == "")
        #expect(wording.say("It adds: {disk.size} today.", []) == "It adds: nothing today.")
    }

    /// "no such host On a control-plane node" is no English.
    @Test func whatStandsForASentenceEndsLikeOne() {
        var facts = FactSet()
        facts.setAbsent(Self.size)
        facts.set(FactKey("node.reason", .text, "a reason"), "no such host")
        facts.set(FactKey("node.question", .text, "a question"), "the right port?")
        let wording = Wording(facts: facts)
        #expect(wording.say("It fails: {node.reason} Look there.", []) == "It fails: no such host. Look there.")
        #expect(wording.say("It fails: {node.question} Look there.", []) == "It fails: the right port? Look there.")
        #expect(wording.say("It fails. {disk.size} Look there.", []) == "It fails. Look there.")
        #expect(wording.say("It has {node.reason} Look.", []) == "It has no such host Look.")
    }

    @Test func eachRowIsSaidOnceAndMoreThanThreeAreCounted() {
        let rows = ["a", "b", "b", "c", "d", "e"].map {
            Proof(DiskFacts.disks, Row([.path: .text($0)], from: Source("x")))
        }
        #expect(wording().say("{path} is full.", rows) == "a is full. b is full. c is full. And 2 more like these.")
    }

    @Test(arguments: [
        (512, "512 B"), (1024, "1 KiB"), (1536, "1.5 KiB"), (1 << 30, "1 GiB"), ((1 << 30) * 5 / 2, "2.5 GiB"),
        (3 << 40, "3.0 TiB"),
    ])
    func bytesAreReadable(_ number: Int, _ words: String) { #expect(Quantity.bytes(number) == words) }

    @Test(arguments: [
        ("*.conf", "10-flannel.conf", true), ("*a*b", "xaxxb", true), ("a?c", "abc", true), ("a?c", "ac", false), ("", "", true),
        ("*", "", true), ("a*b*c", "abcb", false),
    ])
    func globs(_ pattern: String, _ text: String, _ matches: Bool) { #expect(Glob.matches(pattern, text) == matches) }
}
