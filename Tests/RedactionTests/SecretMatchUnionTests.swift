import Testing

@testable import Redaction
@testable import SecretKinds

@Suite struct SecretMatchUnionTests {
    /// Whatever finds overlap: what any covers is replaced, all else stays.
    @Test func theUnionOfRandomFindsIsReplaced() {
        var random = SeededRandom(seed: 11)
        for _ in 0..<2_000 {
            let line = (0..<40).map { _ in UInt8.random(in: 97...122, using: &random) }
            let matches = (0..<Int.random(in: 1...6, using: &random)).map { number in
                let start = Int.random(in: 0..<38, using: &random)
                let end = Int.random(in: start...min(40, start + 14), using: &random)
                return SecretMatch(start..<end, number % 3 == 2 ? .bytes([UInt8(ascii: "#")]) : .word("w\(number)"))
            }
            var covered = [Bool](repeating: false, count: line.count)
            for match in matches { for index in match.range { covered[index] = true } }
            let union = SecretMatchUnion.of(matches, in: line)
            var now = [Bool](repeating: false, count: line.count)
            for match in union { for index in match.range { now[index] = true } }
            #expect(now == covered)
            for (one, next) in zip(union, union.dropFirst()) { #expect(one.range.upperBound <= next.range.lowerBound) }
        }
    }

    @Test func ofPlacesThatAreEqualTheFirstKindCounts() {
        let union = SecretMatchUnion.of(
            [SecretMatch(2..<8, .bootstrapToken), SecretMatch(2..<8, .word("value"))], in: Array("a token1 b".utf8))
        #expect(union == [SecretMatch(2..<8, .bootstrapToken)])
    }

    @Test func aKeyWithinItsQuotesKeepsWhatTakesItsPlace() {
        let line = Array("\"KEY\\n\"".utf8)
        let union = SecretMatchUnion.of(
            [SecretMatch(1..<4, .bytes(Array("hash".utf8))), SecretMatch(1..<6, .word("value"))], in: line)
        #expect(union == [SecretMatch(1..<6, .bytes(Array("hash\\n".utf8)))])
    }

    @Test func aKeyWithinALongerSecretGoesWithIt() {
        let line = Array("password=KEYandmorethaneight".utf8)
        let union = SecretMatchUnion.of([SecretMatch(9..<12, .bytes([35])), SecretMatch(9..<27, .word("value"))], in: line)
        #expect(union == [SecretMatch(9..<27, .word("value"))])
    }
}
