import Testing
import YAML

/// Mutated files are read or refused; nothing traps, and marks stay within the file.
@Suite struct YAMLFuzzTests {
    private static let seeds = [
        "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nnetworking:\n  podSubnet: 10.244.0.0/16\n---\na: [1, {b: c}]\n",
        "a: &x {k: v, l: [1, 2]}\nb: *x\nc:\n  <<: *x\n  m: |\n    text\n    more\n  n: >-\n    folded\n",
        "%YAML 1.1\n%TAG !e! tag:e.com,2000:\n---\n!e!t \"\\u00e9\\x41\\n\": 'it''s'\n? k\n: - - v\n    - w\n...\n",
        "\u{FEFF}ü: \"中\"\r\n- \t# c\r\n🚢: [é, ê]\r\n",
    ].map { Array($0.utf8) }

    @Test func fiveThousandMutationsNeverTrap() {
        var random = SeededRandom(state: 0x5EED)
        var read = 0
        var refused = 0
        for run in 0..<5000 {
            let bytes = Self.mutated(Self.seeds[run % Self.seeds.count], &random)
            do throws(YAMLError) {
                let stream = try YAMLDocument.read(bytes, file: "f", duplicateKeys: run % 2 == 0 ? .refused : .recorded)
                read += 1
                for node in stream.documents { Self.visit(node, bytes.count) }
            } catch {
                refused += 1
                #expect(error.line >= 1 && error.column >= 1 && error.sentence.hasSuffix("."))
            }
        }
        #expect(read > 100)
        #expect(refused > 100)
    }

    private static func mutated(_ seed: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
        var bytes = seed
        let signs = Array("\t\n :-[]{},&*!|>'\"%#?~\r\0".utf8) + [0xFF, 0xC3, 0xEF, 0x85]
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            let at = Int.random(in: 0...bytes.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes.insert(signs[Int.random(in: 0..<signs.count, using: &random)], at: at)
            case 1: if at < bytes.count { bytes.remove(at: at) }
            case 2: if at < bytes.count { bytes[at] = UInt8.random(in: 0...255, using: &random) }
            case 3: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 0...20, using: &random)))
            default: bytes.insert(contentsOf: bytes[..<at].suffix(30), at: at)
            }
        }
        return bytes
    }

    private static func visit(_ node: YAMLNode, _ count: Int) {
        #expect(node.start.offset <= node.end.offset && node.end.offset <= count)
        _ = (node.value, node.int, node.bool, node.double, node.kindName)
        for item in node.array ?? [] { visit(item, count) }
        for entry in node.entries ?? [] {
            #expect(entry.key.start.offset <= entry.key.end.offset && entry.key.end.offset <= count)
            visit(entry.value, count)
        }
    }
}

/// The same numbers in every run (xorshift).
struct SeededRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
