/// Text in the percent-encoding of addresses and forms (RFC 3986): `password%3Dx`, `postgres%3A%2F%2Fu%3Ap%40db`.
enum PercentText {
    /// Replaces each encoded run that stands for text with secrets by the same text without them, encoded.
    ///
    /// - Parameter scrub: takes the secrets out of a text.
    static func matches(in line: [UInt8], scrub: ([UInt8]) -> [UInt8]) -> [SecretMatch] {
        guard line.place(of: "%", from: 0) != nil else { return [] }
        var matches: [SecretMatch] = []
        var at = 0
        while at < line.count {
            guard isRun(line[at]) else {
                at += 1
                continue
            }
            let end = line.end(from: at, while: isRun)
            if let text = decoded(line[at..<end]) {
                let clean = scrub(text)
                if clean != text { matches.append(SecretMatch(at..<end, .bytes(encoded(clean, blank: line[at..<end])))) }
            }
            at = end
        }
        return matches
    }

    private static func isRun(_ byte: UInt8) -> Bool { byte.isAlphanumeric || "%._~+-".utf8.contains(byte) }

    /// What the run stands for; nil where nothing in it is encoded.
    private static func decoded(_ run: ArraySlice<UInt8>) -> [UInt8]? {
        guard run.contains(UInt8(ascii: "%")) else { return nil }
        var out: [UInt8] = []
        var isEncoded = false
        var at = run.startIndex
        while at < run.endIndex {
            if run[at] == UInt8(ascii: "%"), at + 2 < run.endIndex, let byte = UInt8(hex: run[at + 1], run[at + 2]) {
                out.append(byte)
                isEncoded = true
                at += 3
            } else {
                out.append(run[at] == UInt8(ascii: "+") ? 32 : run[at])
                at += 1
            }
        }
        return isEncoded ? out : nil
    }

    private static func encoded(_ text: [UInt8], blank run: ArraySlice<UInt8>) -> [UInt8] {
        let hasPlus = run.contains(UInt8(ascii: "+"))
        return text.flatMap { byte -> [UInt8] in
            if byte.isAlphanumeric || "._~-".utf8.contains(byte) { return [byte] }
            return byte == 32 && hasPlus ? [UInt8(ascii: "+")] : [UInt8(ascii: "%")] + hexDigits([byte]).map(\.raised)
        }
    }
}

extension UInt8 {
    /// The byte of two hexadecimal digits.
    fileprivate init?(hex high: UInt8, _ low: UInt8) {
        guard high.isHexDigit, low.isHexDigit else { return nil }
        func value(_ digit: UInt8) -> UInt8 { digit.isDigit ? digit - 48 : digit.lowered - 87 }
        self = value(high) << 4 | value(low)
    }

    fileprivate var raised: UInt8 { isLower ? self - 32 : self }
}
