import Glibc
import Testing

/// A parser under test.
struct Parser: Sendable, CustomStringConvertible {
    let description: String
    /// Whole inputs, good and bad: the ones that once did harm among them.
    let seeds: [[UInt8]]
    var words: [String] = []
    /// Reads an input; whether it was taken. Throws where what was read is inconsistent.
    let read: @Sendable ([UInt8]) throws -> Bool
}

/// What was read breaks a promise of the parser.
struct Broken: Error, CustomStringConvertible { var description: String }

/// Mutated inputs for as long as DRYDOCK_FUZZ_SECONDS says (a quarter of a second without), the same ones for the same
/// DRYDOCK_FUZZ_SEED. Nothing is timed: a parser must neither trap, nor hang, nor take memory without end.
enum Fuzzing {
    /// The memory that the inputs of one parser may add, in KiB.
    static let memory = 384 << 10

    static var seconds: Double { getenv("DRYDOCK_FUZZ_SECONDS").flatMap { Double(String(cString: $0)) } ?? 0.25 }
    static var seed: UInt64 { getenv("DRYDOCK_FUZZ_SEED").flatMap { UInt64(String(cString: $0)) } ?? 0x5EED }

    struct Outcome: Sendable {
        var runs = 0
        var taken = 0
        var refused = 0
        var broken: String?
        var memory = 0
    }

    /// Runs on a thread of its own, so that the other tests keep theirs.
    static func run(_ parser: Parser) async throws -> Outcome {
        let (seconds, seed) = (Self.seconds, Self.seed)
        let watch = try Watch(parser.description, seed: seed)
        let outcome = await withCheckedContinuation { continuation in
            let work = Work { continuation.resume(returning: loop(parser, watch, seconds: seconds, seed: seed)) }
            var thread = pthread_t()
            pthread_create(
                &thread, nil,
                { pointer in
                    if let pointer { Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().run() }
                    return nil
                }, Unmanaged.passRetained(work).toOpaque())
            pthread_detach(thread)
        }
        // The input of a broken promise stays.
        if outcome.broken == nil { watch.end() }
        return outcome
    }

    private static func loop(_ parser: Parser, _ watch: Watch, seconds: Double, seed: UInt64) -> Outcome {
        var outcome = Outcome()
        let before = resident()
        let mutation = Mutation(seeds: parser.seeds, words: parser.words.map { Array($0.utf8) })
        let clock = ContinuousClock()
        let end = clock.now + .milliseconds(Int(seconds * 1000))
        // First the seeds as they are.
        for input in parser.seeds { take(input, parser, watch, &outcome) }
        // However busy the machine is, some inputs are made of each seed.
        while clock.now < end || seconds > 0 && outcome.runs < 20 * parser.seeds.count, outcome.broken == nil {
            // Each input has a number of its own: the same one again needs none before it.
            var dice = Dice(seed: seed &+ UInt64(outcome.runs) &* 0xD6E8_FEB8_6659_FD93)
            take(mutation.input(&dice), parser, watch, &outcome)
            if outcome.runs % 64 == 0 { outcome.memory = max(outcome.memory, resident() - before) }
        }
        return outcome
    }

    private static func take(_ input: [UInt8], _ parser: Parser, _ watch: Watch, _ outcome: inout Outcome) {
        outcome.runs += 1
        do {
            try watch.during(input) { input in
                if try parser.read(input) { outcome.taken += 1 } else { outcome.refused += 1 }
            }
        } catch {
            outcome.broken = "\(error) The input is \(watch.path) (seed \(seed), run \(outcome.runs))."
        }
    }

    /// The memory of this process now, in KiB.
    private static func resident() -> Int {
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 200)
        guard fgets(&line, 200, file) != nil else { return 0 }
        let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let fields = text.split(separator: " ")
        return fields.count > 1 ? (Int(fields[1]) ?? 0) * 4 : 0
    }

    private final class Work: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }
}

/// Two loops at a time: each suite takes its parsers one after the other.
@Suite(.serialized) struct TextFuzzTests {
    @Test(arguments: Parsers.texts) func survives(_ parser: Parser) async throws { try await check(parser) }
}

@Suite(.serialized) struct BytesFuzzTests {
    @Test(arguments: Parsers.bytes) func survives(_ parser: Parser) async throws { try await check(parser) }
}

private func check(_ parser: Parser) async throws {
    let outcome = try await Fuzzing.run(parser)
    #expect(outcome.broken == nil)
    #expect(outcome.memory < Fuzzing.memory, "\(parser) took \(outcome.memory) KiB")
    // Both ways are taken, or the mutations reach nothing.
    #expect(outcome.taken > 0, "of \(outcome.runs) inputs")
    #expect(outcome.refused > 0, "of \(outcome.runs) inputs")
}
