import Screens
import Synchronization
import Terminal

/// What background work sends to the loop. Any thread may put, the loop takes.
final class Mailbox: Sendable {
    private let letters = Mutex<[Letter]>([])
    private let waker: Waker?

    /// - Parameter waker: ends the display's wait; nil on a stream, where the loop asks by itself.
    init(waker: Waker?) { self.waker = waker }

    func put(_ letter: Letter) {
        letters.withLock { letters in
            // Only the newest step of a look counts: a slow terminal draws it once.
            if case .looked(let progress, let facts, let report) = letter, case .looked(_, _, let before)? = letters.last {
                letters[letters.count - 1] = .looked(progress, facts, report ?? before)
            } else {
                letters.append(letter)
            }
        }
        waker?.wake()
    }

    func take() -> [Letter] {
        letters.withLock { letters in
            defer { letters = [] }
            return letters
        }
    }

    /// Forgets how far stopped work had come.
    func dropProgress() {
        letters.withLock { letters in
            letters.removeAll { letter in
                switch letter {
                case .looked: true
                case .captured(let outcome): if case .running = outcome { true } else { false }
                default: false
                }
            }
        }
    }
}
