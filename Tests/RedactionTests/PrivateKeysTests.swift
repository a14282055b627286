import FoundationEssentials
import Testing
import Text

@testable import Redaction
@testable import SecretKinds

@Suite struct PrivateKeysTests {
    let scrubber = Scrubber(hidingAddresses: false)

    private func scrub(_ text: String) -> String { String(decoding: scrubber.text(text.bytes), as: UTF8.self) }

    @Test func everyKindBecomesTheHashOfItsPublicHalf() throws {
        let keys = [
            try TestKeys.rsa(pkcs8: false), try TestKeys.rsa(pkcs8: true), TestKeys.p256(), TestKeys.p384(), TestKeys.p521(),
            TestKeys.ed25519(), TestKeys.sec1(),
        ]
        for key in keys {
            let text = scrub(key.pem)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines[0] == "-----BEGIN DRYDOCK REDACTED PRIVATE KEY-----")
            #expect(lines[1] == "spki-sha256: \(key.hash)")
            #expect(lines[2] == "-----END DRYDOCK REDACTED PRIVATE KEY-----")
            #expect(lines.count == key.pem.split(separator: "\n", omittingEmptySubsequences: false).count)
            #expect(text.hasSuffix("\n"))
            #expect(scrub(text) == text)
        }
    }

    @Test func aKeyThatCannotBeReadIsStillTakenOut() {
        let text = scrub(
            "before\n-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmU\nsecondline\n-----END OPENSSH PRIVATE KEY-----\nafter\n"
        )
        #expect(
            text == """
                before
                -----BEGIN DRYDOCK REDACTED PRIVATE KEY-----
                spki-sha256: unknown
                -----END DRYDOCK REDACTED PRIVATE KEY-----

                after

                """)
    }

    @Test func theCertificateBesideAKeyStays() {
        let certificate = "-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUQ0FDRQ\n-----END CERTIFICATE-----\n"
        let key = TestKeys.sec1()
        let text = scrub(certificate + key.pem)
        #expect(text.hasPrefix(certificate))
        #expect(text.contains(key.hash))
        #expect(!text.contains("EC PRIVATE"))
    }

    @Test func aKeyInAnIndentedBlockKeepsItsIndentation() {
        let key = TestKeys.sec1()
        let block = "data:\n  key: |\n" + key.pem.split(separator: "\n").map { "    \($0)\n" }.joined() + "  other: 1\n"
        let text = scrub(block)
        #expect(text.contains("    spki-sha256: \(key.hash)\n    -----END DRYDOCK"))
        #expect(text.hasSuffix("\n  other: 1\n"))
        #expect(text.filter { $0 == "\n" }.count == block.filter { $0 == "\n" }.count)
    }

    @Test func aKeyInOneLineOfJSON() {
        let key = TestKeys.p256()
        let text = scrub("{\"private_key\":\"\((key.pem.trimmed + "\n").escaped)\",\"id\":1}\n")
        #expect(
            text == """
                {"private_key":"-----BEGIN DRYDOCK REDACTED PRIVATE KEY-----\\nspki-sha256: \(key.hash)\\n-----END DRYDOCK REDACTED PRIVATE KEY-----\\n","id":1}

                """)
    }

    @Test func aKeyInALogKeepsEachLinesTime() {
        let key = TestKeys.sec1()
        let lines = key.pem.split(separator: "\n").enumerated().map { "170000000\($0.offset).1 cp1 app[7]: \($0.element)\n" }
        let text = scrub("1.0 cp1 app[7]: start\n" + lines.joined() + "2.0 cp1 app[7]: end\n")
        #expect(text.contains("1700000001.1 cp1 app[7]: spki-sha256: \(key.hash)\n"))
        #expect(text.hasPrefix("1.0 cp1 app[7]: start\n") && text.hasSuffix("2.0 cp1 app[7]: end\n"))
    }

    @Test func kubeconfigKeyDataStaysBase64OfThePlaceholder() throws {
        let key = TestKeys.p256()
        let text = scrub("users:\n- name: a\n  user:\n    client-key-data: \(key.pem.base64)\n")
        let encoded = try #require(text.split(separator: " ").last).trimmed
        let decoded = try #require(Data(base64Encoded: encoded))
        #expect(String(decoding: decoded, as: UTF8.self).contains("spki-sha256: \(key.hash)"))
    }

    @Test func aKeyWithoutItsEndIsTakenOut() {
        let half = String(TestKeys.p256().pem.prefix(120))
        let text = scrub("a\n" + half)
        #expect(text.hasPrefix("a\n-----BEGIN DRYDOCK REDACTED PRIVATE KEY-----"))
        #expect(!text.contains(half.suffix(40)))
    }

    @Test func base64OfAKeyInLinesOfSeventySixIsTakenOut() throws {
        let encoded = try TestKeys.rsa(pkcs8: true).pem.base64
        var lines: [String] = []
        var rest = Substring(encoded)
        while !rest.isEmpty {
            lines.append(String(rest.prefix(76)))
            rest = rest.dropFirst(76)
        }
        let text = scrub("start\n" + lines.joined(separator: "\n") + "\nend of it\n")
        for line in lines { #expect(!text.contains(line)) }
        #expect(text.hasPrefix("start\n") && text.hasSuffix("\nend of it\n"))
        #expect(text.filter { $0 == "\n" }.count == lines.count + 2)
    }
}
