import Facts
import Testing

@Suite struct SaturatingTests {
    private static let ends = [Int.min, Int.min + 1, -1, 0, 1, Int.max - 1, Int.max]

    @Test func theNearestNumberStandsForWhatIsTooLarge() {
        #expect(Int.max.times(2) == .max)
        #expect(Int.min.times(2) == .min)
        #expect(Int.max.times(-2) == .min)
        #expect(Int.min.times(-1) == .max)
        #expect(Int.max.plus(1) == .max)
        #expect(Int.min.plus(-1) == .min)
        #expect(0.minus(.min) == .max)
        #expect((-2).minus(.max) == .min)
        #expect(3.times(4).plus(5).minus(6) == 11)
    }

    @Test(arguments: ends, ends) func timesCanBeReckonedWithAndWritten(_ a: Int, _ b: Int) {
        let (one, other) = (Instant(seconds: a), Instant(seconds: b))
        #expect((one - other).magnitude < 1 << 40)
        #expect(!(one + b).description.isEmpty)
        #expect(!(one + (one - other)).description.isEmpty)
    }

    @Test func theEndsAreDates() {
        #expect(Instant(seconds: .max).description == "9999-12-31T23:59:59Z")
        #expect(Instant(seconds: .min).description == "1-01-01T00:00:00Z")
        #expect(KernelFacts.number(of: "9223372036854775807.9223372036854775807") == .max)
    }
}
