import Text

/// The lines of dmesg in the journal's form: `[   12.345678] text` becomes `1700000012.345678 - kernel: text`.
enum KernelBuffer {
    /// When the machine started, in seconds since the epoch: `btime` of /proc/stat; 0 where it is not told.
    static func bootTime(in stat: [UInt8]) -> Int {
        for line in stat.split(separator: UInt8(ascii: "\n")) where line.starts(with: "btime ".utf8) {
            return Plausible.time(Int(String(decoding: line.dropFirst(6), as: UTF8.self).trimmed) ?? 0)
        }
        return 0
    }

    /// Every line with the time at which it was logged. A line without one keeps its text and gets the time before it.
    static func dated(_ bytes: [UInt8], boot: Int) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + bytes.count / 4)
        var (seconds, micros): (Int, ArraySlice<UInt8>) = (boot, [])
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            var text = line
            if let (since, fraction, rest) = stamp(line) {
                (seconds, micros, text) = (boot + since, fraction, rest)
            }
            out.append(contentsOf: "\(seconds).".utf8)
            out.append(contentsOf: micros.isEmpty ? Array("000000".utf8)[...] : micros)
            out.append(contentsOf: " - kernel: ".utf8)
            out.append(contentsOf: text)
            out.append(UInt8(ascii: "\n"))
        }
        return out
    }

    /// Seconds and their fraction from `[   12.345678] text`, and the text.
    private static func stamp(_ line: ArraySlice<UInt8>) -> (Int, ArraySlice<UInt8>, ArraySlice<UInt8>)? {
        guard line.first == UInt8(ascii: "["), let close = line.firstIndex(of: UInt8(ascii: "]")) else { return nil }
        let inside = line[(line.startIndex + 1)..<close].drop { $0 == UInt8(ascii: " ") }
        guard let dot = inside.firstIndex(of: UInt8(ascii: ".")) else { return nil }
        let fraction = inside[(dot + 1)...]
        guard let whole = Int(String(decoding: inside[..<dot], as: UTF8.self)), whole >= 0, whole < 1 << 40,
            fraction.count == 6, fraction.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        let rest = line[(close + 1)...]
        return (whole, fraction, rest.first == UInt8(ascii: " ") ? rest.dropFirst() : rest)
    }
}
