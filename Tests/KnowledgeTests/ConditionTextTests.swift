import Diagnosis
import Knowledge
import KnowledgeFormat
import Testing
import YAML

/// A condition that is written out reads back as the same.
@Suite struct ConditionTextTests {
    @Test func everyRulesConditionReadsBack() throws {
        let conditions = Knowledge.rules.flatMap { [$0.when] + ($0.applies.map { [$0] } ?? []) }
        #expect(conditions.count > 300)
        for condition in conditions {
            let text = ConditionText.of(condition)
            #expect(!text.contains("\n"))
            #expect(try ConditionReading.read(text) == condition, "\(text)")
        }
    }

    @Test func whatIsNoConditionIsRefusedWithItsSentence() {
        #expect(throws: ConditionReading.Failure.self) { try ConditionReading.read("{fact: kubelet.isHealty, is: true}") }
        #expect(throws: ConditionReading.Failure.self) { try ConditionReading.read("{fact: ") }
    }
}
