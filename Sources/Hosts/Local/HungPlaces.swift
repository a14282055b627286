import Glibc
import Synchronization

/// Places where a call hangs now: a file system whose server is gone, a folder on it. What lies there is not asked again while
/// that call hangs: each further one would wait as long, and cost a thread.
final class HungPlaces: Sendable {
    static let shared = HungPlaces()

    private struct State {
        var stuck: [String: Int] = [:]
        var mounts: Set<String> = []
        var mountsRead: ContinuousClock.Instant?
    }

    /// One call, as far as it came.
    private final class Call: Sendable {
        enum Phase { case waiting, running, stuck, back }
        let phase = Mutex(Phase.waiting)
    }

    private let state = Mutex(State())

    /// `BlockingPool.call`, given up at once where a call at the same place hangs.
    func call<Answer: Sendable>(
        _ what: String, at place: String, within deadline: Duration, on pool: BlockingPool = .shared,
        _ body: @escaping @Sendable () -> Result<Answer, HostError>
    ) async throws(HostError) -> Answer {
        guard !isHung(place) else { throw .timedOut(what: what, seconds: deadline.inSeconds) }
        let call = Call()
        do throws(HostError) {
            return try await pool.call(what, within: deadline) { [self] in
                call.phase.withLock { $0 = .running }
                let answer = body()
                if call.phase.withLock({ phase in
                    defer { phase = .back }
                    return phase == .stuck
                }) {
                    release(place)
                }
                return answer
            }
        } catch {
            if case .timedOut = error { mark(place, call) }
            throw error
        }
    }

    func isHung(_ place: String) -> Bool { state.withLock { $0.stuck[place] != nil } }

    private func mark(_ place: String, _ call: Call) {
        call.phase.withLock { phase in
            guard phase == .running else { return }
            phase = .stuck
            state.withLock { $0.stuck[place, default: 0] += 1 }
        }
    }

    private func release(_ place: String) {
        state.withLock { state in
            let left = (state.stuck[place] ?? 1) - 1
            state.stuck[place] = left > 0 ? left : nil
        }
    }

    /// What hangs together with a path: the file system that is mounted above it; on the root's own, its folder.
    func place(of path: String) -> String {
        let mounts = mounts()
        let folder = path[..<(path.lastIndex(of: "/") ?? path.endIndex)]
        var above = path[...]
        while !above.isEmpty {
            if mounts.contains(String(above)) { return String(above) }
            above = above[..<(above.lastIndex(of: "/") ?? above.startIndex)]
        }
        return "\(folder)/"
    }

    /// Where file systems are mounted but for `/`; read again after some seconds. /proc itself never hangs.
    private func mounts() -> Set<String> {
        state.withLock { state in
            if let read = state.mountsRead, .now - read < .seconds(5) { return state.mounts }
            state.mountsRead = .now
            state.mounts = Set(Self.mountPoints())
            return state.mounts
        }
    }

    private static func mountPoints() -> [String] {
        let file = open("/proc/self/mounts", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return [] }
        defer { close(file) }
        var bytes: [UInt8] = []
        while bytes.count < 4 << 20, case let (more, nil) = LocalFiles.read(file, atMost: 64 << 10), !more.isEmpty {
            bytes += more
        }
        return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
            guard fields.count == 3, fields[1].count > 1 else { return nil }
            return unescaped(String(decoding: fields[1], as: UTF8.self))
        }
    }

    /// `\040` and its like, as /proc writes blanks in paths.
    private static func unescaped(_ text: String) -> String {
        guard text.contains("\\") else { return text }
        return [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")].reduce(text) { text, pair in
            text.split(separator: pair.0, omittingEmptySubsequences: false).joined(separator: pair.1)
        }
    }
}
