import Testing

@testable import Redaction
@testable import SecretKinds

@Suite struct PrivateKeyIdentityTests {
    @Test func everyKindOfKeyIsKnownByItsPublicHalf() throws {
        let keys = [
            try TestKeys.rsa(pkcs8: false), try TestKeys.rsa(pkcs8: true), TestKeys.p256(), TestKeys.p384(), TestKeys.p521(),
            TestKeys.ed25519(), TestKeys.sec1(),
        ]
        for key in keys {
            #expect(PrivateKeyIdentity.spkiSHA256(pem: Array(key.pem.utf8)) == key.hash)
            let kept = Scrubber(hidingAddresses: false).text(Array(key.pem.utf8))
            #expect(PrivateKeyIdentity.spkiSHA256(pem: kept) == key.hash, "a capture keeps what is compared")
            #expect(PrivateKeyIdentity.hasKey(pem: kept))
        }
    }

    @Test func parametersBeforeAnECKeyAreSkipped() {
        let key = TestKeys.sec1()
        let text = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" + key.pem
        #expect(PrivateKeyIdentity.spkiSHA256(pem: Array(text.utf8)) == key.hash)
    }

    @Test func whatCannotBeReadHasAKeyAndNoHash() {
        let encrypted = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIHeMEkGCSqGSIb3\n-----END ENCRYPTED PRIVATE KEY-----\n"
        #expect(PrivateKeyIdentity.hasKey(pem: Array(encrypted.utf8)))
        #expect(PrivateKeyIdentity.spkiSHA256(pem: Array(encrypted.utf8)) == nil)
        let unknown =
            "-----BEGIN DRYDOCK REDACTED PRIVATE KEY-----\nspki-sha256: unknown\n-----END DRYDOCK REDACTED PRIVATE KEY-----\n"
        #expect(PrivateKeyIdentity.spkiSHA256(pem: Array(unknown.utf8)) == nil)
        #expect(!PrivateKeyIdentity.hasKey(pem: Array("-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----".utf8)))
    }

    @Test func hexadecimalHasTwoDigitsAByte() {
        #expect(PrivateKeyIdentity.hex([0, 10, 255]) == "000aff")
        #expect(PrivateKeyIdentity.hex(sha256: [UInt8]()) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }
}
