import Testing

@testable import Text

@Suite struct TimeTests {
    @Test(arguments: [
        ("2026-11-24T08:01:29Z", 1_795_507_289, 0, true), ("2026-11-24 08:01:29,5", 1_795_507_289, 500_000_000, false),
        ("2026-11-24T08:01:29.000000007-01:00", 1_795_510_889, 7, true), ("2026-11-24T08:01:29+0530", 1_795_487_489, 0, false),
        ("2026-11-24T08:01:29", 1_795_507_289, 0, false), ("2026-11-24T08:01:29.0123456789Z", 1_795_507_289, 12_345_678, false),
        ("2026-11-24T08:01:29Z and more", 1_795_507_289, 0, false), ("1969-12-31T23:59:59Z", -1, 0, true),
        ("0001-01-01T00:00:00Z", -62_135_596_800, 0, true),
    ])
    func isRead(text: String, seconds: Int, nanoseconds: Int, isExact: Bool) throws {
        let time = try #require(RFC3339(text))
        #expect(time.seconds == seconds && time.nanoseconds == nanoseconds && time.isExact == isExact)
    }

    @Test(arguments: ["", "yesterday", "2026-11-24", "2026-13-24T08:01:29Z", "2026-02-29T08:01:29Z", "2026-11-24T25:01:29Z"])
    func isNone(text: String) { #expect(RFC3339(text) == nil) }

    @Test func daysAndDatesAgree() {
        for days in stride(from: -800_000, through: 3_000_000, by: 997) {
            let (year, month, day) = CivilDay.date(days)
            #expect(CivilDay.days(year, month, day) == days)
        }
        #expect(CivilDay.days(1970, 1, 1) == 0 && CivilDay.days(2000, 2, 29) == 11_016)
        #expect(CivilDay.days(1900, 2, 29) == nil && CivilDay.days(2026, 4, 31) == nil && CivilDay.days(2026, 0, 1) == nil)
        #expect(CivilDay.count(2026, 2, 31) == CivilDay.days(2026, 3, 3))
    }
}
