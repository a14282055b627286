import Testing

@testable import Redaction

@Suite struct PEMBlockTests {
    @Test func blocksAreFoundAmongOtherText() {
        let text =
            "subject=CN = a\r\n-----BEGIN CERTIFICATE-----\r\nAQID\r\n-----END CERTIFICATE-----\r\n\n  -----BEGIN PUBLIC KEY-----\nBAU=\n  -----END PUBLIC KEY-----"
        let blocks = PEMBlock.all(in: Array(text.utf8))
        #expect(blocks.map(\.label) == ["CERTIFICATE", "PUBLIC KEY"])
        #expect(blocks.map(\.der) == [[1, 2, 3], [4, 5]])
        #expect(blocks.map(\.line) == [2, 6])
    }

    @Test func aBlockWithoutItsEndIsNone() {
        #expect(PEMBlock.all(in: Array("-----BEGIN CERTIFICATE-----\nAQID\n".utf8)).isEmpty)
        #expect(PEMBlock.all(in: Array("-----BEGIN CERTIFICATE-----\nAQID\n-----END PUBLIC KEY-----\n".utf8)).isEmpty)
        #expect(PEMBlock.all(in: []).isEmpty)
    }

    @Test func headersAreNoBase64() {
        let text =
            "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAQID\n-----END RSA PRIVATE KEY-----\n"
        #expect(PEMBlock.all(in: Array(text.utf8)).map(\.der) == [nil])
    }

    @Test func base64GoesBothWays() {
        for count in 0..<10 {
            let bytes = (0..<count).map { UInt8($0 * 37 % 256) }
            #expect(Base64Text.decode(Base64Text.encode(bytes)) == bytes)
        }
        #expect(Base64Text.decode(Array("AQ\n ID".utf8)) == [1, 2, 3])
        #expect(Base64Text.decode(Array("RED*ACTED".utf8)) == nil)
    }

    /// Both alphabets, as JSON web tokens and kubeconfigs have them, and with less or more padding than RFC 4648 wants.
    @Test(
        arguments: [
            ("-_-_", [0xFB, 0xFF, 0xBF]), ("+/+/", [0xFB, 0xFF, 0xBF]), ("-/+_", [0xFB, 0xFF, 0xBF]), ("AQ", [1]), ("AQ==", [1]),
            ("AQ=", [1]), ("AQI", [1, 2]), ("AQI====", [1, 2]), ("A\tQ\r\n= \n=", [1]), ("", []), ("=", []), ("A", nil),
            ("AQIDB", nil),
            ("AQ==ID", nil), ("AQ=I", nil), ("é", nil), ("AQ\u{0}ID", nil),
        ] as [(String, [UInt8]?)])
    func base64OfEveryKindIsRead(text: String, bytes: [UInt8]?) {
        #expect(Base64Text.decode(Array(text.utf8)) == bytes)
        #expect(Base64Text.decode(Array(text.utf8)[...].reversed().reversed()) == bytes)
    }
}
