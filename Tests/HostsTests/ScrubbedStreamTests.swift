import Redaction
import Testing

@testable import Hosts
@testable import SecretKinds

/// A text of any length loses what a short one loses, wherever it is taken apart.
@Suite struct ScrubbedStreamTests {
    private func scrub(_ text: String, pieces: Int, block: Int = 4 << 20, around: Int = 1 << 21) -> (
        text: String, changed: Int, lines: Int
    ) {
        let stream = ScrubbedStream(hidingAddresses: false, block: block, around: around)
        var out: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            out += stream.take(Array(rest.prefix(pieces)))
            rest = rest.dropFirst(pieces)
        }
        out += stream.finish()
        return (String(decoding: out, as: UTF8.self), stream.changedLines, stream.lines)
    }

    @Test(arguments: SecretKinds.all) func whatACaptureLeavesOutIsLeftOut(_ kind: SecretKinds.Kind) {
        let whole = scrub("first: 1\n\(kind.text)\nlast: 2\n", pieces: 7)
        for secret in kind.secrets { #expect(!whole.text.contains(secret), "\(kind.name): \(whole.text)") }
        #expect(whole.changed > 0)
    }

    /// `kind: Secret` comes after its data, where the keys stand in their order: many such, so that each place of a cut is met.
    @Test(arguments: [600, 777, 1024, 2000]) func aSecretsDataIsSeenAcrossEveryCut(_ block: Int) {
        let items = (0..<40).map { number in
            """
            - apiVersion: v1
              data:
                colour-\(number): cGxhaW4gdmFsdWUgbnVtYmVyIDEy\(100 + number)
                other: b3RoZXIgdmFsdWUgaGVyZQ\(100 + number)
              kind: Secret
              metadata:
                name: thing-\(number)

            """
        }
        let clean = scrub("items:\n" + items.joined(), pieces: 100, block: block, around: 400)
        #expect(!clean.text.contains("cGxhaW4gdmFsdWUg") && !clean.text.contains("b3RoZXIg"))
        #expect(clean.lines == 281 && clean.changed == 80)
        #expect(clean.text.contains("name: thing-39"))
    }

    @Test func aKeyIsSeenAcrossEveryCut() {
        let key = TestKeys.sec1()
        let text = (0..<20).map { "line \($0)\n\(key.pem)" }.joined()
        for block in [100, 128, 333, 1000] {
            let clean = scrub(text, pieces: 13, block: block, around: 0).text
            #expect(clean == scrub(text, pieces: 1 << 20).text)
            #expect(clean.contains("REDACTED PRIVATE KEY") && clean.contains("line 19\n"))
        }
    }

    @Test func whatHoldsNoSecretIsTheSameByteForByte() {
        let text =
            (0..<5000).map { "line \($0) of a log, sha256:\(String(repeating: "ab12", count: 16))\n" }.joined() + "and no end"
        let clean = scrub(text, pieces: 999, block: 4096, around: 512)
        #expect(clean.text == text && clean.changed == 0 && clean.lines == 5001)
    }

    @Test func aLineLongerThanABlockIsScrubbed() {
        let text = String(repeating: "word ", count: 2000) + "password=hunter2secret " + String(repeating: "word ", count: 2000)
        let clean = scrub(text, pieces: 100, block: 1000, around: 100)
        #expect(!clean.text.contains("hunter2secret") && clean.lines == 1 && clean.changed == 1)
    }
}
