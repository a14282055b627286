import Facts
import Testing

@Suite struct InstantTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"), (1_795_507_289, "2026-11-24T08:01:29Z"),
        (4_102_444_799, "2099-12-31T23:59:59Z"), (-1, "1969-12-31T23:59:59Z"),
    ])
    func writesAndReads(_ seconds: Int, _ text: String) {
        #expect(Instant(seconds: seconds).description == text)
        #expect(Instant(rfc3339: text) == Instant(seconds: seconds))
    }

    @Test func readsOffsetsAndFractions() {
        #expect(Instant(rfc3339: "2026-11-24T10:01:29.123456789+02:00")?.description == "2026-11-24T08:01:29Z")
        #expect(Instant(rfc3339: "2026-11-24 08:01:29")?.description == "2026-11-24T08:01:29Z")
        #expect(Instant(rfc3339: "2026-11-24T03:31:29-0430")?.description == "2026-11-24T08:01:29Z")
    }

    @Test(arguments: ["", "2026-11-24", "2026-13-24T08:01:29Z", "yesterday at noon, more or less", "2026-11-24X08:01:29Z"])
    func refusesOtherTexts(_ text: String) { #expect(Instant(rfc3339: text) == nil) }
}
