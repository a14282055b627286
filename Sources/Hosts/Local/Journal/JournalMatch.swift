/// A field by which entries belong to a log, and who alone may say so.
struct JournalMatch: Sendable {
    var field: String
    /// A field that the entry must have too; nil where journald itself wrote the first.
    var sender: String?

    /// As `journalctl -u` does: what the unit's processes wrote, what systemd wrote of it, and root of it and of its crashes.
    static func of(unit: String) -> [JournalMatch] {
        [
            JournalMatch(field: "_SYSTEMD_UNIT=\(unit)", sender: nil),
            JournalMatch(field: "UNIT=\(unit)", sender: "_PID=1"),
            JournalMatch(field: "OBJECT_SYSTEMD_UNIT=\(unit)", sender: "_UID=0"),
            JournalMatch(field: "COREDUMP_UNIT=\(unit)", sender: "_UID=0"),
        ]
    }

    /// The newest entries of a boot that one of the fields chooses, each once, the oldest first.
    static func entries(_ matches: [JournalMatch], in file: JournalFile, boot: [UInt8], most: Int) -> [(offset: Int, time: Int)] {
        var found: [Int: Int] = [:]
        for match in matches {
            guard let data = file.data(match.field) else { continue }
            let sender = match.sender.map { file.data($0) }
            // Nobody who may say so wrote in this file.
            if case .some(.none) = sender { continue }
            for entry in file.entries(of: data).reversed() {
                guard found.count < most else { break }
                guard let time = file.time(of: entry), file.boot(of: entry) == boot else { continue }
                if case .some(.some(let sender)) = sender, !file.fields(of: entry).contains(sender) { continue }
                found[entry] = time
            }
        }
        return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
