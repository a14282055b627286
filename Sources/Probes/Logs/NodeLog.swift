import Facts
import Hosts

/// A log of the node, as rules name it.
struct NodeLog: Sendable {
    /// The unit whose journal it is, as systemd sees it.
    struct Unit: Sendable {
        /// `kubelet.service`.
        var name: String
        /// Whether it is active; nil where systemd did not tell.
        var isUp: Bool?
        /// When its main process was started last, in seconds since the epoch.
        var started: Int?
        var restarts: Int?
    }

    /// `kubelet`, `runtime`, `etcd`, `kernel`, `audit`, `container/NAMESPACE/POD/CONTAINER`; of the boot before with `previous/` in front.
    var name: String
    /// What evidence calls it: `journal of kubelet.service`, a file's path.
    var shownAs: String
    var source: LogSource
    var unit: Unit?
    /// The container that writes it.
    var container: String?
    /// It is of the run before a container's newest.
    var isEarlierRun = false

    /// Whether what stands at the end of a run is looked at: of units, and of the containers of the cluster's own parts.
    var hasRuns: Bool { unit != nil || name.hasPrefix("container/kube-system/") }

    /// What writes it, for a person.
    var program: String {
        if let unit { return unit.name }
        let parts = name.split(separator: "/").suffix(3)
        guard container != nil, parts.count == 3 else { return name }
        return "the container \(parts[parts.endIndex - 1]) of the pod \(parts[parts.startIndex])/\(parts[parts.startIndex + 1])"
    }

    /// Which of its lines are no history.
    func reach(_ runs: UnitRuns, _ now: Int, last: Int?) -> LogReach {
        guard let unit else { return LogReach(now: now) }
        return LogReach(now: now, runs: runs, isUp: unit.isUp, started: unit.started, restarts: unit.restarts, last: last)
    }
}
