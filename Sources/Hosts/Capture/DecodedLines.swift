import Synchronization

/// Lines of an index that were decoded once, by where they begin; all copies of the index share them.
final class DecodedLines: Sendable {
    private let lines = Mutex<[Int: CaptureLine]>([:])

    func line(_ start: Int) -> CaptureLine? { lines.withLock { $0[start] } }
    func keep(_ line: CaptureLine, _ start: Int) { lines.withLock { $0[start] = line } }
}
