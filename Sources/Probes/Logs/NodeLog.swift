import Facts
import Hosts

/// A log of the node, as rules name it.
struct NodeLog: Sendable {
    /// `kubelet`, `runtime`, `etcd`, `kernel`, `audit`, `container/NAMESPACE/POD/CONTAINER`; of the boot before with `previous/` in front.
    var name: String
    /// What evidence calls it: `journal of kubelet.service`, a file's path.
    var shownAs: String
    var source: LogSource
    /// When what writes it last started; lines from then on are "since start".
    var started: Instant?
    /// The container that writes it.
    var container: String?
}
