import Applying
import Synchronization

/// What a run told, and a stop that comes at a line.
final class Heard: Sendable {
    private let all = Mutex([Progress]())
    let stop = Stop()

    var progress: [Progress] { all.withLock { $0 } }
    var lines: [String] { progress.compactMap { if case .output(let line) = $0 { line } else { nil } } }
    var bars: [String] { progress.compactMap { if case .bar(let line) = $0 { line } else { nil } } }
    var commands: [String] { progress.compactMap { if case .command(let line) = $0 { line } else { nil } } }
    /// One letter for each.
    var kinds: String {
        progress.map { progress in
            switch progress {
            case .began(_, let index, let count): "(\(index + 1)/\(count)"
            case .command: "$"
            case .output: "|"
            case .bar: ""
            case .ended: ")"
            }
        }.joined()
    }

    /// - Parameter react: called with the stop at each thing that is told.
    func watch(_ react: @escaping @Sendable (Progress, Stop) -> Void = { _, _ in }) -> RunWatch {
        RunWatch(stop: stop) { [self] progress in
            all.withLock { $0.append(progress) }
            react(progress, stop)
        }
    }
}
