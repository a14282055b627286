import Diagnosis
import Knowledge
import Testing

/// A number that many texts name is the same in all of them.
@Suite struct StandingNumbersTests {
    /// How long the controller manager waits for a report before a node is NotReady: 40 s, and 50 s from 1.32 on (kubernetes PR 126287).
    /// A text that names one names both.
    @Test func theNodesGraceIsTheSameEverywhere() {
        var named = 0
        for rule in Knowledge.rules {
            let words = "\(rule.says) \(rule.why)".split { $0.isWhitespace }.joined(separator: " ")
            for sentence in words.split(separator: ". ") where sentence.contains("NotReady") {
                guard sentence.contains("40 s") || sentence.contains("50 s") else { continue }
                named += 1
                #expect(sentence.contains("40 s (50 s from 1.32)"), "\(rule.id): \(sentence)")
            }
        }
        #expect(named >= 4)
    }
}
