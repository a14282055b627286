import Facts
import Testing

@Suite struct DayTests {
    @Test(arguments: [
        ("2026-11-30", "2026-11-30"), ("2026-08", "2026-08-01"), ("2024-02-29", "2024-02-29"), ("2000-02-29", "2000-02-29"),
    ]) func isRead(_ text: String, _ day: String) { #expect(Day(text)?.description == day) }

    @Test(arguments: [
        "", "2026", "2026-13-01", "2026-00-10", "2026-02-29", "1900-02-29", "2026-11-31", "2026-11-00", "26-11-30",
        "2026-1-30", "2026-11-30-1", "2026-11-+3", "0000-01-01", "30.11.2026", "2026-11-30T00:00:00Z",
    ]) func isNone(_ text: String) { #expect(Day(text) == nil) }

    @Test(arguments: [
        ("2026-08-23", 6, "2027-02-23"), ("2026-08-31", 6, "2027-02-28"), ("2027-08-31", 6, "2028-02-29"),
        ("2026-11-30", 1, "2026-12-30"), ("2026-12-31", 1, "2027-01-31"), ("2026-01-01", 12, "2027-01-01"),
    ]) func months(_ from: String, _ months: Int, _ to: String) {
        #expect(Day(from)?.later(months: months).description == to)
    }

    @Test func theDayOfATimeIsThatOfUTC() {
        #expect(Day(Instant(year: 2026, month: 11, day: 30, hour: 23, minute: 59, second: 59)).description == "2026-11-30")
        #expect(Day(Instant(seconds: 0)).description == "1970-01-01")
        #expect(Day(Instant(seconds: .min)).description == "0001-01-01")
        #expect(Day(Instant(seconds: .max)).description == "9999-12-31")
    }

    @Test func daysAreOrdered() throws {
        let days = try ["2025-12-31", "2026-01-01", "2026-02-01", "2026-02-02"].map { try #require(Day($0)) }
        #expect(days.shuffled().sorted() == days)
    }
}
