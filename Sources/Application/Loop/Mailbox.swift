import Screens
import Synchronization
import Terminal

/// What background work sends to the loop. Any thread may put, the loop takes.
final class Mailbox: Sendable {
    private let messages = Mutex<[Message]>([])
    private let waker: Waker?

    /// - Parameter waker: ends the display's wait; nil on a stream, where the loop asks by itself.
    init(waker: Waker?) { self.waker = waker }

    func put(_ message: Message) {
        messages.withLock { messages in
            // Only the newest step of a look counts: a slow terminal draws it once.
            if case .looked(let progress, let facts, let report) = message, case .looked(_, _, let before)? = messages.last {
                messages[messages.count - 1] = .looked(progress, facts, report ?? before)
            } else if case .work(let what, .output(let lines)) = message,
                case .work(let same, .output(let before))? = messages.last, same == what
            {
                messages[messages.count - 1] = .work(what, .output(before + lines))
            } else {
                messages.append(message)
            }
        }
        waker?.wake()
    }

    func take() -> [Message] {
        messages.withLock { messages in
            defer { messages = [] }
            return messages
        }
    }

    /// Forgets how far stopped work had come.
    func dropProgress() {
        messages.withLock { messages in
            messages.removeAll { message in
                switch message {
                case .looked: true
                case .machines(let look): if case .running = look { true } else { false }
                case .captured(let outcome): if case .running = outcome { true } else { false }
                default: false
                }
            }
        }
    }
}
