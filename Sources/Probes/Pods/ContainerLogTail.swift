/// The end of a container's log in the CRI's format: `2026-11-24T08:01:29.1Z stderr F words`.
enum ContainerLogTail {
    /// Characters of a line that are kept.
    static let limit = 300

    /// The last line with words, without its time and stream; nil where there is none.
    static func lastLine(_ bytes: [UInt8]) -> String? {
        for line in bytes.split(separator: 10).reversed() {
            let fields = line.split(separator: 32, maxSplits: 3, omittingEmptySubsequences: false)
            guard fields.count == 4 else { continue }
            let words = String(decoding: fields[3].prefix(limit * 4), as: UTF8.self).trimmingPrefix { $0.isWhitespace }
            if words.contains(where: { !$0.isWhitespace }) { return String(words.prefix(limit)) }
        }
        return nil
    }
}
