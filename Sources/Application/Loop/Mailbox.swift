import Synchronization
import Terminal

/// What background work sends to the loop. Any thread may put, the loop takes.
final class Mailbox: Sendable {
    private let letters = Mutex<[Letter]>([])
    private let waker: Waker?

    /// - Parameter waker: ends the display's wait; nil on a stream, where the loop asks by itself.
    init(waker: Waker?) { self.waker = waker }

    func put(_ letter: Letter) {
        letters.withLock { $0.append(letter) }
        waker?.wake()
    }

    func take() -> [Letter] {
        letters.withLock { letters in
            defer { letters = [] }
            return letters
        }
    }
}
