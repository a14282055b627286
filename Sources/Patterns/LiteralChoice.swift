/// Chooses, of a pattern's literals, the bytes that are searched for: those that other log lines hold least often.
enum LiteralChoice {
    /// Bytes that logs escape, so that they are not to be searched for in raw lines.
    static func isEscaped(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"): true
        // Control characters: Go's %q writes them as \t, \x07.
        case 0..<32, 127: true
        default: false
        }
    }

    /// The best literal of 8 bytes or more, nil where there is none.
    static func required(_ bytes: [UInt8], _ pieces: [Pattern.Piece]) -> [UInt8]? {
        var best: (literal: ArraySlice<UInt8>, weight: Int)?
        for piece in pieces {
            let literals = bytes[piece.start..<piece.start + piece.count].split(whereSeparator: isEscaped)
            for literal in literals where literal.count >= Pattern.shortestLiteral {
                // A longer literal is preferred a little: it is compared as a whole before a line becomes a candidate.
                let weight = window(of: Array(literal), count: Pattern.shortestLiteral).weight + min(literal.count, 32)
                if weight > best?.weight ?? .min { best = (literal, weight) }
            }
        }
        return best.map { Array($0.literal) }
    }

    /// The rarest stretch of a literal, and how rare it is, roughly in bits.
    static func window(of literal: [UInt8], count: Int) -> (offset: Int, weight: Int) {
        // Some thousand literals are weighed at every start of `explain`: what leaves the window is taken off, what comes in is added.
        let common = (0...literal.count - 4).map { isCommon(gram(literal, $0)) ? 6 : 0 }
        var weight = literal[..<count].reduce(0) { $0 + bits($1) } - common[...(count - 4)].reduce(0, +)
        var best = (offset: 0, weight: weight)
        for offset in 1..<max(1, literal.count - count + 1) {
            weight += bits(literal[offset + count - 1]) - bits(literal[offset - 1])
            weight += common[offset - 1] - common[offset + count - 4]
            if weight > best.weight { best = (offset, weight) }
        }
        return best
    }

    private static func gram(_ bytes: [UInt8], _ at: Int) -> UInt32 {
        UInt32(bytes[at]) | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2]) << 16 | UInt32(bytes[at + 3]) << 24
    }

    /// Some thousand literals are weighed at every start of `explain`: a bit is looked up faster than a set's member. Of other stretches
    /// one in some hundred is taken for a common one.
    private static func isCommon(_ gram: UInt32) -> Bool {
        let hash = bit(gram)
        return commonGrams[hash >> 6] >> UInt64(hash & 63) & 1 != 0
    }

    private static func bit(_ gram: UInt32) -> Int { Int(truncatingIfNeeded: (gram &* 0x9E37_79B1) >> 17) }

    /// Four-byte stretches of words that healthy nodes' logs are full of.
    private static let commonGrams: [UInt64] = {
        let words = [
            "kubelet", "kubernetes.io/", "containerd", "container ", "kube-system", "kube-apiserver", "sandbox", "runtime",
            "volume",
            "failed to ", "error: ", "rpc error: code = ", " desc = ", "connection", "namespace", "/var/lib/", "/run/", "k8s.io",
            "not found", "https://", "context", "deadline exceeded", "unable to ", "operation", "started ", "for pod", "with ",
            " the ", " and ", "certificate", "api/v1", "node ", "level=info", "image", "server", "version", "config", "mount",
            "plugin",
        ]
        var grams = [UInt64](repeating: 0, count: 1 << 9)
        for word in words.map({ Array($0.utf8) }) {
            for at in 0...word.count - 4 {
                let hash = bit(gram(word, at))
                grams[hash >> 6] |= 1 << UInt64(hash & 63)
            }
        }
        return grams
    }()

    /// About how many bits one byte of a log line tells: frequent letters little, capitals and signs much.
    private static func bits(_ byte: UInt8) -> Int {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "e"), UInt8(ascii: "t"), UInt8(ascii: "o"), UInt8(ascii: "n"), UInt8(ascii: "r"),
            UInt8(ascii: "i"), UInt8(ascii: "a"), UInt8(ascii: "s"):
            4
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"),
            UInt8(ascii: "c"), UInt8(ascii: "d"), UInt8(ascii: "l"), UInt8(ascii: "u"), UInt8(ascii: "m"), UInt8(ascii: "p"):
            5
        case UInt8(ascii: "q"), UInt8(ascii: "j"), UInt8(ascii: "z"), UInt8(ascii: "x"): 9
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "="), UInt8(ascii: ","), UInt8(ascii: "_"): 6
        default: 8
        }
    }
}
