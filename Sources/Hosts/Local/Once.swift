import Synchronization

/// A right that can be taken once, by whoever is first.
final class Once: Sendable {
    private let taken = Mutex(false)

    /// Whether the caller is the first.
    func take() -> Bool {
        taken.withLock { taken in
            defer { taken = true }
            return !taken
        }
    }
}

extension Duration {
    /// As a number of seconds.
    var inSeconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) / 1e18
    }
}
