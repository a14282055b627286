import Facts
import Testing

@testable import Diagnosis

@Suite struct ClockAgainstCertificatesTests {
    private func isBehind(_ rows: [(purpose: String, start: Int, isUsed: Bool)]) -> Bool? {
        var facts = FactSet()
        facts.set(TimeFacts.now, .instant(Instant(seconds: 1000)))
        facts.set(
            CertificateFacts.certificates,
            rows.map { row in
                Row<CertificateFacts.Certificate>(
                    [
                        .purpose: .text(row.purpose), .notBefore: .instant(Instant(seconds: row.start)),
                        .isUsed: .flag(row.isUsed),
                    ], from: Source("x"))
            })
        ClockAgainstCertificates.derivation.derive(&facts)
        return facts.flag(CertificateFacts.clockIsBehind)
    }

    @Test func anAuthorityOfTheFutureProvesIt() { #expect(isBehind([("ca", 1001, true)]) == true) }

    @Test func oneOrTwoLeavesDoNot() {
        #expect(isBehind([("ca", 900, true), ("apiserver", 2000, true), ("admin", 2000, true)]) == false)
    }

    @Test func threeLeavesDo() { #expect(isBehind([("ca", 900, true)] + ["a", "b", "c"].map { ($0, 2000, true) }) == true) }

    @Test func anUnusedFileDoesNot() { #expect(isBehind([("ca", 2000, false)]) == false) }

    @Test func withoutTheClockItIsMissing() {
        var facts = FactSet()
        facts.set(CertificateFacts.certificates, [])
        facts.miss(TimeFacts.now, "No clock.")
        ClockAgainstCertificates.derivation.derive(&facts)
        #expect(facts.reason(CertificateFacts.clockIsBehind) == "No clock.")
    }
}
