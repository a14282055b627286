import Diagnosis
import KnowledgeFormat
import Testing

/// A step's check as a person reads it.
@Suite struct ConditionWordsTests {
    @Test(arguments: [
        ("{fact: runtime.networkIsReady, is: true}", "the runtime's condition NetworkReady is true"),
        ("{fact: node.isJoined, is: true}", "the node has been joined to a cluster (it has a kubelet.conf)"),
        ("{fact: node.isRoot, is: false}", "it is not so that drydock looked as root"),
        ("{not: {fact: node.isRoot, is: true}}", "it is not so that drydock looked as root"),
        (
            "{all: [{fact: cni.validConfigs, above: 0}, {fact: cni.brokenConfigs, is: 0}]}",
            "how many CNI configurations can be read is above 0 and how many CNI configurations cannot be read is 0"
        ),
        (
            "{each: cni.configs, where: {fact: isValid, is: false}}",
            "there is one among the CNI configuration files where isValid is false"
        ),
    ]) func isSaid(_ text: String, _ words: String) throws {
        #expect(ConditionWords.of(try ConditionReading.read(text)) == words)
    }
}
