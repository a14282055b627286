import KnowledgeFormat
import Testing

@Suite struct DeflatedTextTests {
    private func bytes(of text: String) -> [UInt8]? {
        var text = text
        return text.withUTF8(DeflatedText.bytes)
    }

    @Test(arguments: [0, 1, 3, 1000, 300_000]) func bytesComeBackAsTheyWere(count: Int) {
        let before = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 31) }
        let text = DeflatedText.text(for: before)
        #expect(text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C })
        #expect(bytes(of: text) == before)
    }

    @Test func aTextThatWasCutOrChangedGivesNothing() {
        let text = DeflatedText.text(for: Array("kubelet kubelet kubelet etcd etcd etcd".utf8))
        for length in 0..<text.utf8.count { #expect(bytes(of: String(text.prefix(length))) == nil) }
        #expect(bytes(of: "9" + text) == nil)
        #expect(bytes(of: "no number " + text) == nil)
        #expect(bytes(of: text.replacing("=", with: "")) == nil || !text.contains("="))
        #expect(bytes(of: "-1 AAAA") == nil)
    }
}
