/// Text with secrets within base64: a kubeconfig's `client-key-data`, a Secret's data, a kubeconfig within one.
struct EncodedText {
    /// Shorter runs hold no secret that is not found by its name.
    static let shortest = 40

    /// Replaces each run of base64 that stands for text with secrets by the base64 of the same text without them.
    ///
    /// - Parameter scrub: takes the secrets out of a text.
    static func matches(in line: [UInt8], scrub: ([UInt8]) -> [UInt8]) -> [SecretMatch] {
        var matches: [SecretMatch] = []
        var at = 0
        while let run = nextRun(in: line, from: at) {
            at = run.upperBound
            for skip in 0..<2 {
                // An escape's letter (`\n`) may stick to the run.
                guard skip == 0 || run.lowerBound > 0 && line[run.lowerBound - 1] == UInt8(ascii: "\\") else { break }
                let range = (run.lowerBound + skip)..<run.upperBound
                guard let text = text(line[range]) else { continue }
                let clean = scrub(text)
                if clean != text { matches.append(SecretMatch(range, .bytes(Base64.encode(clean)))) }
                break
            }
        }
        return matches
    }

    /// The next run that is long enough, with its padding.
    static func nextRun(in line: [UInt8], from: Int) -> Range<Int>? {
        var at = from
        while at < line.count {
            guard line[at].isBase64 else {
                at += 1
                continue
            }
            var end = line.end(from: at, while: \.isBase64)
            if end - at >= shortest {
                end = min(line.end(from: end) { $0 == UInt8(ascii: "=") }, end + 2)
                return at..<end
            }
            at = end
        }
        return nil
    }

    /// What the run stands for, where that is text.
    static func text(_ run: ArraySlice<UInt8>) -> [UInt8]? {
        // The first bytes tell most runs that are no text: digests, certificates, paths.
        guard let start = Base64.decode(run.prefix(32)), isText(start) else { return nil }
        var run = run
        // A run that was cut off in the middle is still read as far as it goes.
        if run.last != UInt8(ascii: "="), run.count % 4 == 1 { run = run.dropLast() }
        guard let bytes = Base64.decode(run), isText(bytes) else { return nil }
        return bytes
    }

    private static func isText(_ bytes: [UInt8]) -> Bool {
        let odd = bytes.reduce(0) { $0 + (($1 >= 32 && $1 < 127) || $1 == 10 || $1 == 13 || $1 == 9 || $1 >= 0xc2 ? 0 : 1) }
        return odd * 16 <= bytes.count
    }
}
