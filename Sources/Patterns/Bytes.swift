/// Searches in a line's bytes: lines of a log are many, and strings slow.
public enum Bytes {
    /// The first place of some bytes from an offset on, nil where they are not there.
    public static func place(of sought: [UInt8], in bytes: [UInt8], from: Int = 0) -> Int? {
        guard from < bytes.count, !sought.isEmpty else { return nil }
        return bytes.withUnsafeBytes { all in
            sought.withUnsafeBytes { word in
                guard let base = all.baseAddress, let literal = word.baseAddress else { return nil }
                return ByteSearch.first(literal, word.count, base, from: from, to: all.count)
            }
        }
    }
}
