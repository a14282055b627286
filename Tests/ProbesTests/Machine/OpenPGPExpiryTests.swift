import Testing

@testable import Probes

/// The keys were made with GnuPG 2.2.40: ed25519, made on 2022-09-01, one of them until 2024-11-02.
@Suite struct OpenPGPExpiryTests {
    private static let ending = """
        -----BEGIN PGP PUBLIC KEY BLOCK-----

        mDMEYw/2ABYJKwYBBAHaRw8BAQdAAdQ14/NMU+l/M8hwqYoa3BQoU14mZa6hmM93
        VtN4UkK0NWlzdjpleGFtcGxlIE9CUyBQcm9qZWN0IDxpc3Y6ZXhhbXBsZUBleGFt
        cGxlLmludmFsaWQ+iJYEExYIAD4WIQTMoaaDnZNKjAAjtCvTMupKbcD7HgUCYw/2
        AAIbAwUJBBYeQAULCQgHAgYVCgkICwIEFgIDAQIeAQIXgAAKCRDTMupKbcD7HhyP
        AQCZRanjobIvIAY9DVeVLkJ55TJ2f3I78RWo2VraekTHhAEA2gDBkQ9sWZuWU4bP
        ulfZbyeyBhw5NHBroXWjEKOCWwU=
        =7s4t
        -----END PGP PUBLIC KEY BLOCK-----
        """

    @Test func theKeyTellsWhenItEnds() {
        let end = OpenPGPExpiry.last(in: Array(Self.ending.utf8))
        #expect(end.map { $0 / 86400 } == 20029 || end.map { $0 / 86400 } == 20028)
    }

    @Test func otherBytesTellNothing() {
        #expect(OpenPGPExpiry.last(in: []) == nil)
        #expect(OpenPGPExpiry.last(in: [0x99]) == nil)
        #expect(OpenPGPExpiry.last(in: [0xC6, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]) == nil)
        #expect(OpenPGPExpiry.last(in: Array("<html>404</html>".utf8)) == nil)
        for length in 0..<200 { _ = OpenPGPExpiry.last(in: Array(Array(Self.ending.utf8).prefix(length))) }
    }
}
