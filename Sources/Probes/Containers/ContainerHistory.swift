import CRI
import Facts

/// The runs of one container of one pod, as far as the runtime still has them.
struct ContainerHistory: Sendable {
    var namespace: String
    var pod: String
    var name: String
    /// The newest run.
    var newest: Container
    /// The newest run that has ended; the newest itself, or the one before.
    var ended: Container?

    /// A crash loop's back-off is at most 300 s (kubelet 1.36); within this time, in seconds, its last end is "now".
    static let recent = 900
    /// Fewer starts may be one-off trouble at boot.
    static let leastRestarts = 3

    /// Groups a runtime's containers by pod and name.
    static func all(_ containers: [Container]) -> [ContainerHistory] {
        let groups = Dictionary(grouping: containers) { container in
            "\(container.labels["io.kubernetes.pod.uid"] ?? container.podSandboxId) \(container.metadata.name)"
        }
        return groups.values.compactMap { runs in
            let sorted = runs.sorted { ($0.metadata.attempt, $0.createdAt) > ($1.metadata.attempt, $1.createdAt) }
            guard let newest = sorted.first else { return nil }
            return ContainerHistory(
                namespace: newest.labels["io.kubernetes.pod.namespace"] ?? "",
                pod: newest.labels["io.kubernetes.pod.name"] ?? newest.podSandboxId,
                name: newest.metadata.name, newest: newest, ended: sorted.first { $0.state == .exited })
        }.sorted { ($0.namespace, $0.pod, $0.name) < ($1.namespace, $1.pod, $1.name) }
    }

    /// Whether it ends and is started again and again: it was started at least three times anew, its last end is recent, and it does not
    /// run steadily since. The word CrashLoopBackOff is not asked for: between restarts most such containers read `terminated`.
    func isLooping(lastEnd: Int?, started: Int?, now: Int) -> Bool {
        guard newest.metadata.attempt >= Self.leastRestarts, let lastEnd, now - lastEnd <= Self.recent else { return false }
        if newest.state == .running, let started { return now - started < Self.recent }
        return true
    }
}
