import CRI

/// The logs of the system's pods that a cluster's bundle has, under the paths at which the kubelet keeps them.
struct BundlePodLogs {
    /// The bytes of each log by its path.
    private(set) var logs: [(path: String, bytes: [UInt8])] = []

    /// More logs than the parts of a control plane have.
    private static let most = 100

    init(_ bundle: BundleContents, _ api: BundleAPI) {
        guard bundle.kind == .supportBundle || bundle.kind == .clusterDump else { return }
        for pod in api.pods where logs.count < Self.most {
            let metadata = pod["metadata"]
            guard let namespace = metadata["namespace"].text, let name = metadata["name"].text,
                let uid = metadata["uid"].text, namespace == "kube-system" || namespace == "kube-flannel",
                [namespace, name, uid].allSatisfy({ !$0.contains("/") && $0 != ".." })
            else { continue }
            for status in pod["status"]["containerStatuses"].elements ?? [] {
                guard let container = status["name"].text, !container.contains("/") else { continue }
                let folder = "/var/log/pods/\(namespace)_\(name)_\(uid)/\(container)"
                let restarts = max(0, status["restartCount"].int ?? 0)
                if let bytes = Self.log(of: container, namespace, name, bundle) {
                    logs.append(("\(folder)/\(restarts).log", bytes))
                }
                let before = "cluster-resources/pods/logs/\(namespace)/\(name)/\(container)-previous.log"
                if restarts > 0, let bytes = bundle.bytes(before) { logs.append(("\(folder)/\(restarts - 1).log", bytes)) }
            }
        }
    }

    private static func log(of container: String, _ namespace: String, _ pod: String, _ bundle: BundleContents) -> [UInt8]? {
        if let bytes = bundle.bytes("cluster-resources/pods/logs/\(namespace)/\(pod)/\(container).log") { return bytes }
        guard let all = bundle.text("\(namespace)/\(pod)/logs.txt") else { return nil }
        // ==== START logs for container etcd of pod kube-system/etcd-cp1 ====
        let start = "==== START logs for container \(container) of pod"
        var isOwn = false
        var out: [UInt8] = []
        for line in all.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("==== START ") {
                isOwn = line.hasPrefix(start)
            } else if line.hasPrefix("==== END ") {
                isOwn = false
            } else if isOwn {
                out += Array(line.utf8) + [10]
            }
        }
        return out.isEmpty ? nil : out
    }
}
