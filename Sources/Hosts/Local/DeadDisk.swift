import Synchronization

/// The disk of a machine that does not run, mounted at a folder: what may be said of it, and what only the running machine could say.
enum DeadDisk {
    /// Where the kernel tells its hostname.
    static let hostname = "/proc/sys/kernel/hostname"
    /// How long reading its journal may take.
    private static let patience = Duration.seconds(10)

    /// Folders that only a running machine fills. That they are empty on a disk says nothing.
    static func isLive(_ path: String) -> Bool {
        ["/proc", "/sys", "/dev", "/run", "/var/run"].contains { path == $0 || path.hasPrefix($0 + "/") }
    }

    /// When the machine wrote last: into its journal, or into the files that it keeps changing while it runs.
    static func lastSeen(_ files: LocalFiles) -> Int? {
        let traces = ["/var/lib/systemd/timesync/clock", "/var/log/syslog", "/var/log/messages", "/var/lib/systemd/random-seed"]
        let times = traces.compactMap { path in try? files.status(path).get().modified }
        return ([JournalFolder(files: files).newest()].compactMap { $0 } + times).max().map(Plausible.time)
    }

    /// A log out of the disk's journal files.
    static func scan(
        _ log: LogSource, _ files: LocalFiles, _ chunk: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
    ) async throws(HostError) -> ScanResult {
        let gate = Gate { bytes in
            chunk(bytes)
            return true
        }
        defer { gate.close() }
        let places = HungPlaces.shared
        let place = places.place(of: files.root.prefix + JournalFolder.places[0])
        return try await places.call(log.key, at: place, within: patience) {
            JournalFolder(files: files).scan(log) { gate.pass($0) }
        }
    }
}

/// When the machine of a disk ran last, once it was looked for.
final class LastSeen: Sendable {
    private let found = Mutex<Int?>(nil)

    var seconds: Int? { found.withLock { $0 } }

    /// Keeps the first that is found.
    func keep(_ seconds: Int) -> Int {
        found.withLock { found in
            let kept = found ?? seconds
            found = kept
            return kept
        }
    }
}
