import Glibc
import Synchronization
import Text

/// Reads the end of a unit's or the kernel's journal through journalctl; the kernel's from dmesg where there is no journal.
///
/// journalctl gives 25 to 45 MB/s and cannot be told a number of bytes. So a first short run measures how long an entry is,
/// and a second asks for as many entries from the end (`-n`) as make up the limit. Most logs end with the first run.
struct JournalScan: Sendable {
    /// Entries of the first run.
    static let sampleEntries = 2_000
    /// A run of journalctl ends within this time.
    static let patience = Duration.seconds(10)
    /// One that says nothing for so long hangs.
    static let silence = Duration.seconds(5)

    let log: LogSource
    let files: LocalFiles

    /// Hands on the log, oldest entry first; out of the journal's files where no program tells it.
    func scan(_ chunk: @escaping @Sendable (UnsafeRawBufferPointer) -> Void) async throws(HostError) -> ScanResult {
        let hasBegun = Mutex(false)
        do throws(HostError) {
            return try await scanByPrograms { bytes in
                hasBegun.withLock { $0 = true }
                chunk(bytes)
            }
        } catch {
            // What is handed on already cannot be taken back.
            if case .denied = error { throw error }
            guard !hasBegun.withLock({ $0 }), let read = try? await DeadDisk.scan(log, files, chunk), read.bytes > 0 else {
                throw error
            }
            return read
        }
    }

    private func scanByPrograms(_ chunk: @escaping @Sendable (UnsafeRawBufferPointer) -> Void) async throws(HostError)
        -> ScanResult
    {
        guard case .kernel(0, _) = log else { return try await scanJournal(chunk) }
        do throws(HostError) {
            let result = try await scanJournal(chunk)
            // A journal without the kernel's messages is a container's: the kernel's own buffer may have them.
            guard result.bytes == 0 else { return result }
            return (try? await scanKernelBuffer(chunk)) ?? result
        } catch {
            do throws(HostError) {
                return try await scanKernelBuffer(chunk)
            } catch let other {
                if case .noProgram = other { throw error }
                throw other
            }
        }
    }

    private var arguments: [String] {
        let which =
            switch log {
            case .journal(let unit, let boot, _): ["-u", unit, "-b", "\(boot)"]
            case .kernel(let boot, _): ["-k", "-b", "\(boot)"]
            case .file: [String]()
            }
        return which + ["-o", "short-unix", "--no-pager", "-q"]
    }

    private var name: String {
        switch log {
        case .journal(let unit, _, _): "The journal of \(unit)"
        case .kernel: "The kernel's log"
        case .file(let path, _): path
        }
    }

    private func command(entries: Int, limit: Int) -> Command {
        Command("journalctl", arguments + ["-n", "\(entries)"], deadline: Self.patience, limit: limit)
    }

    private func run(_ command: Command) -> CommandRun {
        var run = CommandRun(command)
        run.silence = Self.silence
        return run
    }

    private func scanJournal(_ chunk: @escaping @Sendable (UnsafeRawBufferPointer) -> Void) async throws(HostError) -> ScanResult
    {
        let sample = try await run(command(entries: Self.sampleEntries, limit: 8 << 20)).collect()
        guard sample.succeeded else { throw .failed(path: name, because: Self.reason(sample.errorText, sample.status)) }
        guard !sample.out.isEmpty else {
            try await proveJournal()
            return ScanResult(bytes: 0, isCut: false)
        }
        let entries = EntryCount.count(in: sample.out)
        let isWhole = entries < Self.sampleEntries && !sample.isCut
        guard !isWhole, sample.out.count < log.limit else {
            let end = Self.end(of: sample.out, limit: log.limit)
            end.withUnsafeBytes { Pieces.each(of: $0, chunk) }
            return ScanResult(bytes: end.count, isCut: !isWhole || end.count < sample.out.count)
        }
        let wanted = max(Self.sampleEntries, log.limit / max(1, sample.out.count / entries))
        return try await stream(entries: wanted, chunk)
    }

    /// The second, long run. Entries that are longer than the sampled ones may make up to four times the limit; to stop
    /// earlier would lose the newest.
    private func stream(
        entries: Int, _ chunk: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
    ) async throws(HostError) -> ScanResult {
        let seen = EntryCount()
        let most = max(log.limit, 1 << 20) * 4
        let (status, err) = try await run(command(entries: entries, limit: 64 << 10)).stream { bytes in
            seen.take(bytes)
            Pieces.each(of: bytes, chunk)
            return seen.bytes < most
        }
        guard status == 0 || seen.bytes >= most else { throw .failed(path: name, because: Self.reason(err.text, status)) }
        return ScanResult(bytes: seen.bytes, isCut: seen.entries >= entries)
    }

    private func scanKernelBuffer(
        _ chunk: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
    ) async throws(HostError) -> ScanResult {
        let output = try await CommandRun(Command("dmesg", [], deadline: .seconds(5), limit: 16 << 20)).collect()
        guard output.succeeded else { throw .failed(path: name, because: Self.reason(output.errorText, output.status)) }
        let boot = try await BlockingPool.shared.call("/proc/stat", within: .seconds(3)) { [files] in
            files.read("/proc/stat", limit: 4 << 20).map { KernelBuffer.bootTime(in: $0.bytes) }
        }
        let all = KernelBuffer.dated(output.out, boot: boot)
        let lines = Self.end(of: all, limit: log.limit)
        lines.withUnsafeBytes { Pieces.each(of: $0, chunk) }
        return ScanResult(bytes: lines.count, isCut: output.isCut || lines.count < all.count)
    }

    /// No entry can mean that nothing was logged, or that there is no journal, or that this user may not read it: only the
    /// first is an answer.
    private func proveJournal() async throws(HostError) {
        var denied: HostError?
        var found = false
        for folder in ["/var/log/journal", "/run/log/journal"] {
            do throws(HostError) {
                let machines = try await look(folder)
                for machine in machines where machine.kind == .directory {
                    let entries = try await look(folder + "/" + machine.name)
                    let journals = entries.filter { $0.name.hasSuffix(".journal") }
                    found = found || !journals.isEmpty
                    guard let system = journals.first(where: { $0.name == "system.journal" }) else { continue }
                    let path = folder + "/" + machine.name + "/" + system.name
                    if try await !isReadable(path) { denied = .denied(path: path) }
                }
            } catch {
                if case .denied = error { denied = error }
            }
        }
        if let denied { throw denied }
        if !found { throw .failed(path: name, because: "this machine keeps no journal") }
    }

    private func look(_ folder: String) async throws(HostError) -> [FileStatus] {
        let places = HungPlaces.shared
        return try await places.call(folder, at: places.place(of: folder + "/"), within: .seconds(3)) { [files] in
            files.list(folder)
        }
    }

    private func isReadable(_ path: String) async throws(HostError) -> Bool {
        let places = HungPlaces.shared
        return try await places.call(path, at: places.place(of: path), within: .seconds(3)) { .success(access(path, R_OK) == 0) }
    }

    private static func reason(_ text: String, _ status: Int) -> String {
        let line = text.split(separator: "\n").first.map { $0.trimmed } ?? ""
        return line.isEmpty ? "it ended with status \(status)" : line
    }

    /// The last bytes, from the start of a line.
    static func end(of bytes: [UInt8], limit: Int) -> ArraySlice<UInt8> {
        guard bytes.count > limit else { return bytes[...] }
        let start = bytes.count - limit
        guard bytes[start - 1] != UInt8(ascii: "\n") else { return bytes[start...] }
        let newline = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count - 1
        return bytes[(newline + 1)...]
    }
}

/// Counts journal entries: lines that do not start with white space (those continue a message of several lines).
final class EntryCount: Sendable {
    private struct State {
        var bytes = 0
        var entries = 0
        var isAtStart = true
    }

    private let state = Mutex(State())

    var bytes: Int { state.withLock { $0.bytes } }
    var entries: Int { state.withLock { $0.entries } }

    func take(_ bytes: UnsafeRawBufferPointer) {
        state.withLock { state in
            state.bytes += bytes.count
            var index = 0
            while index < bytes.count {
                if state.isAtStart, bytes[index] != UInt8(ascii: " ") { state.entries += 1 }
                state.isAtStart = false
                guard let base = bytes.baseAddress, let newline = memchr(base + index, 0x0a, bytes.count - index) else { return }
                index = UnsafeRawPointer(newline) - base + 1
                state.isAtStart = true
            }
        }
    }

    static func count(in bytes: [UInt8]) -> Int {
        let count = EntryCount()
        bytes.withUnsafeBytes { count.take($0) }
        return count.entries
    }
}
