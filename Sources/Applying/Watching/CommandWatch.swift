import Synchronization

/// Looks at the machine while a command runs that may wait in vain for minutes, and ends it when the cause is certain.
public struct CommandWatch: Sendable {
    /// The time between two looks.
    let pause: Duration
    /// A look: the cause, a whole sentence, once it is certain.
    let look: @Sendable () async -> String?

    public init(every pause: Duration = .seconds(10), look: @escaping @Sendable () async -> String?) {
        self.pause = pause
        self.look = look
    }

    /// Whether it is a command to watch: `kubeadm init` and `kubeadm join` wait up to five minutes for a control plane or a kubelet that may
    /// never come up; their phases by themselves do not.
    public static func isMeant(_ words: [String]) -> Bool {
        guard let at = words.firstIndex(where: { $0 == "kubeadm" || $0.hasSuffix("/kubeadm") }), at + 1 < words.count else {
            return false
        }
        return ["init", "join"].contains(words[at + 1]) && !words.dropFirst(at + 2).starts(with: ["phase"])
    }

    /// Looks until a cause is certain or the task is cancelled; then `end` is called.
    func go(_ end: @Sendable (String) -> Void) async {
        while (try? await Task.sleep(for: pause)) != nil {
            guard let cause = await look() else { continue }
            if !Task.isCancelled { end(cause) }
            return
        }
    }
}

/// Why a command was ended by its watch.
final class WatchCause: Sendable {
    private let value = Mutex<String?>(nil)

    var text: String? {
        get { value.withLock { $0 } }
        set { value.withLock { $0 = newValue } }
    }
}
