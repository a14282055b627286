import Testing

@testable import Redaction
@testable import SecretKinds

@Suite struct SpotUnionTests {
    /// Whatever finds overlap: what any covers is replaced, all else stays.
    @Test func theUnionOfRandomFindsIsReplaced() {
        var random = SeededRandom(seed: 11)
        for _ in 0..<2_000 {
            let line = (0..<40).map { _ in UInt8.random(in: 97...122, using: &random) }
            let spots = (0..<Int.random(in: 1...6, using: &random)).map { number in
                let start = Int.random(in: 0..<38, using: &random)
                let end = Int.random(in: start...min(40, start + 14), using: &random)
                return Spot(start..<end, number % 3 == 2 ? .bytes([UInt8(ascii: "#")]) : .word("w\(number)"))
            }
            var covered = [Bool](repeating: false, count: line.count)
            for spot in spots { for index in spot.range { covered[index] = true } }
            let union = SpotUnion.of(spots, in: line)
            var now = [Bool](repeating: false, count: line.count)
            for spot in union { for index in spot.range { now[index] = true } }
            #expect(now == covered)
            for (one, next) in zip(union, union.dropFirst()) { #expect(one.range.upperBound <= next.range.lowerBound) }
        }
    }

    @Test func ofPlacesThatAreEqualTheFirstKindCounts() {
        let union = SpotUnion.of([Spot(2..<8, .bootstrapToken), Spot(2..<8, .word("value"))], in: Array("a token1 b".utf8))
        #expect(union == [Spot(2..<8, .bootstrapToken)])
    }

    @Test func aKeyWithinItsQuotesKeepsWhatTakesItsPlace() {
        let line = Array("\"KEY\\n\"".utf8)
        let union = SpotUnion.of([Spot(1..<4, .bytes(Array("hash".utf8))), Spot(1..<6, .word("value"))], in: line)
        #expect(union == [Spot(1..<6, .bytes(Array("hash\\n".utf8)))])
    }

    @Test func aKeyWithinALongerSecretGoesWithIt() {
        let line = Array("password=KEYandmorethaneight".utf8)
        let union = SpotUnion.of([Spot(9..<12, .bytes([35])), Spot(9..<27, .word("value"))], in: line)
        #expect(union == [Spot(9..<27, .word("value"))])
    }
}
