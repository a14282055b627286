import Testing

@testable import CRI

/// Bytes that no runtime would send, through each decoder: an error or a message, never a trap.
@Suite struct ProtobufFuzzTests {
    /// xorshift64*: the same bytes in each run.
    struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state ^= state >> 12
            state ^= state << 25
            state ^= state >> 27
            return state &* 2_685_821_657_736_338_717
        }
    }

    private static let rounds = 20_000

    private func mutated(_ bytes: [UInt8], _ dice: inout Dice) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &dice) {
            let at = Int.random(in: 0...max(bytes.count - 1, 0), using: &dice)
            switch Int.random(in: 0..<5, using: &dice) {
            case 0 where !bytes.isEmpty: bytes[at] = UInt8.random(in: .min ... .max, using: &dice)
            case 1 where !bytes.isEmpty: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
            case 2: bytes = Array(bytes.prefix(at))
            case 3:
                bytes.insert(
                    contentsOf: [UInt8](repeating: 255, count: Int.random(in: 1...10, using: &dice)), at: min(at, bytes.count))
            default: bytes += bytes.dropFirst(at)
            }
            if bytes.count > 4096 { bytes = Array(bytes.prefix(4096)) }
        }
        return bytes
    }

    @Test(arguments: Samples.all) func neverTraps(sample: Sample) {
        var dice = Dice(state: 0x9E37_79B9_7F4A_7C15)
        var read = 0
        var refused = 0
        for round in 0..<ProtobufFuzzTests.rounds {
            let bytes: [UInt8]
            if round % 4 == 0 {
                bytes = (0..<Int.random(in: 0...64, using: &dice)).map { _ in UInt8.random(in: .min ... .max, using: &dice) }
            } else {
                bytes = mutated(sample.bytes, &dice)
            }
            if sample.decode(bytes) { read += 1 } else { refused += 1 }
        }
        #expect(read + refused == ProtobufFuzzTests.rounds)
        // Both ways are taken, or the fuzzing tests nothing.
        #expect(read > 100 && refused > 100)
    }
}
