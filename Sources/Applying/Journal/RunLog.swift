import Glibc
import Steps
import Synchronization

/// All that a run's commands wrote, beside its journal and for root alone. A run without a command has none. It is for people: a line
/// that cannot be written is lost, and nothing waits for it.
final class RunLog: Sendable {
    /// A log that grows beyond this is of no use to anybody; its end is kept by the journal.
    private static let longest = 32 << 20

    let path: String
    private let state = Mutex(State())

    private struct State {
        var file: Int32?
        var count = 0
        /// What stands before the first command of a step.
        var heading: String?
    }

    /// The log is made with its first line.
    init(_ path: String) { self.path = path }

    deinit { _ = state.withLock { $0.file.map(Glibc.close) } }

    /// Whether anything was written.
    var isThere: Bool { state.withLock { $0.file != nil } }

    func write(_ progress: Progress) {
        switch progress {
        case .began(let step, let index, let count):
            state.withLock { $0.heading = "\(Self.now) step \(index + 1) of \(count): \(step.title)" }
        case .command(let line): put("\(Self.now) $ \(line)")
        case .output(let line): put(line)
        case .bar: break
        case .ended(let end):
            guard state.withLock({ $0.file != nil && $0.heading == nil }) else { return }
            put("\(Self.now) \(end.state.rawValue)\(end.says.map { ": \($0)" } ?? "")")
        }
    }

    private func put(_ line: String) {
        state.withLock { state in
            guard state.count < Self.longest else { return }
            if state.file == nil {
                let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
                guard file >= 0 else { return }
                state.file = file
            }
            let bytes = Array(((state.heading.map { $0 + "\n" } ?? "") + line + "\n").utf8)
            state.heading = nil
            state.count += bytes.count
            guard let file = state.file else { return }
            _ = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
        }
    }

    private static var now: String {
        var (seconds, parts) = (time(nil), tm())
        gmtime_r(&seconds, &parts)
        var text = [CChar](repeating: 0, count: 24)
        strftime(&text, text.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
