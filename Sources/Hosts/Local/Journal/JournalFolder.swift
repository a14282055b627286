import Glibc

/// The journal files of a machine, read without journalctl: of one that is not running, or whose journalctl does not answer.
struct JournalFolder: Sendable {
    /// Where journald keeps its files.
    static let places = ["/var/log/journal", "/run/log/journal"]
    /// Files that are read, the newest first.
    private static let mostFiles = 200
    /// Entries of a log that are sorted.
    private static let mostEntries = 1_000_000

    /// The search for where the limit begins takes no longer.
    private static let patience = Duration.seconds(4)

    let files: LocalFiles

    /// One entry of one file.
    private struct Place {
        var file: Int
        var entry: Int
        var time: Int
    }

    /// The journal files that can be read, the newest first. Those of users are left out: no unit of the system writes there.
    func open() -> [JournalFile] {
        var found: [JournalFile] = []
        for place in Self.places {
            guard case .success(let machines) = files.list(place) else { continue }
            for machine in machines where machine.kind == .directory {
                guard case .success(let entries) = files.list("\(place)/\(machine.name)") else { continue }
                for entry in entries where Self.isJournal(entry.name) {
                    if let file = open("\(place)/\(machine.name)/\(entry.name)") { found.append(file) }
                    if found.count > 4 * Self.mostFiles { break }
                }
            }
        }
        return Array(found.sorted { $0.newest > $1.newest }.prefix(Self.mostFiles))
    }

    private static func isJournal(_ name: String) -> Bool {
        (name.hasSuffix(".journal") || name.hasSuffix(".journal~")) && !name.hasPrefix("user-")
    }

    private func open(_ path: String) -> JournalFile? {
        let opened = files.withOpenFile(path) { descriptor, status -> Result<JournalFile?, HostError> in
            let own = dup(descriptor)
            guard own >= 0 else { return .success(nil) }
            guard let file = JournalFile(descriptor: own, size: status.size) else {
                return .success(nil)
            }
            return .success(file)
        }
        return (try? opened.get()) ?? nil
    }

    /// When the newest entry was written, in seconds since 1970; nil where there is no journal.
    func newest() -> Int? { open().map(\.newest).max().flatMap { $0 > 0 ? $0 / 1_000_000 : nil } }

    /// Hands on a log in the form of `journalctl -o short-unix`, oldest entry first. Fails where there is no journal.
    func scan(_ log: LogSource, _ chunk: (UnsafeRawBufferPointer) -> Bool) -> Result<ScanResult, HostError> {
        let files = open()
        guard !files.isEmpty else {
            return .failure(
                .failed(path: log.key, because: "no journal file can be read in \(Self.places.joined(separator: " or "))"))
        }
        let (matches, boot): ([JournalMatch], Int)
        switch log {
        case .journal(let unit, let number, _): (matches, boot) = (JournalMatch.of(unit: unit), number)
        case .kernel(let number, _): (matches, boot) = ([JournalMatch(field: "_TRANSPORT=kernel", sender: nil)], number)
        case .file(let path, _): return .failure(.wrongKind(path: path))
        }
        guard let id = Self.boot(boot, of: files) else { return .success(ScanResult(bytes: 0, isCut: false)) }
        var places: [Place] = []
        for (number, file) in files.enumerated() {
            for entry in JournalMatch.entries(matches, in: file, boot: id, most: Self.mostEntries - places.count) {
                places.append(Place(file: number, entry: entry.offset, time: entry.time))
            }
        }
        // Stable by file and offset, so that entries of one microsecond stay in their order.
        places.sort { ($0.time, $1.file, $0.entry) < ($1.time, $0.file, $1.entry) }
        return .success(hand(places, files, limit: log.limit, chunk))
    }

    /// The boot of a number: 0 is the newest, -1 the one before.
    private static func boot(_ number: Int, of files: [JournalFile]) -> [UInt8]? {
        var first: [[UInt8]: Int] = [:]
        for file in files { for boot in file.boots { first[boot.id] = min(first[boot.id] ?? .max, boot.first) } }
        let sorted = first.sorted { $0.value < $1.value }
        let at = sorted.count - 1 + number
        return sorted.indices.contains(at) ? sorted[at].key : nil
    }

    /// The last entries that make up the limit, in chunks.
    private func hand(
        _ places: [Place], _ files: [JournalFile], limit: Int, _ chunk: (UnsafeRawBufferPointer) -> Bool
    ) -> ScanResult {
        var start = places.count
        var bytes = 0
        let end = ContinuousClock.now + Self.patience
        while start > 0, bytes < limit, ContinuousClock.now < end {
            let place = places[start - 1]
            bytes += JournalLine(files[place.file], place.entry, time: place.time).bytes.count
            if bytes <= limit { start -= 1 }
        }
        var buffer: [UInt8] = []
        var handed = 0
        func flush() -> Bool {
            defer { buffer.removeAll(keepingCapacity: true) }
            handed += buffer.count
            return buffer.isEmpty || buffer.withUnsafeBytes { chunk($0) }
        }
        for place in places[start...] {
            let line = JournalLine(files[place.file], place.entry, time: place.time).bytes
            if buffer.count + line.count > Pieces.longest, !flush() { return ScanResult(bytes: handed, isCut: true) }
            buffer += line
        }
        _ = flush()
        return ScanResult(bytes: handed, isCut: start > 0)
    }
}
