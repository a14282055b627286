import Facts
import Hosts

/// The logs that containers write under /var/log/pods: NAMESPACE_POD_UID/CONTAINER/RESTARTS.log.
enum ContainerLogs {
    /// Where the kubelet keeps them (`podLogsDir`'s default, kubelet 1.36).
    static let folder = "/var/log/pods"
    /// The end that is read of a log of the system's own pods, and of any other.
    static let systemLimit = 50 << 20
    static let otherLimit = 1 << 20
    /// More containers than any kubelet runs; the rest is not read.
    static let most = 600
    /// The log of the run before counts as today's where that run ended this short a time ago, in seconds: in a crash loop
    /// (back-off up to 300 s) the reason stands there and not yet in the newest.
    static let crashLoop = 600

    /// For each container the newest log, and the one before where the newest is young: a crash loop's reason stands there.
    static func newest(at host: any Host) async throws(HostError) -> [NodeLog] {
        var logs: [NodeLog] = []
        for pod in try await host.list(folder) where pod.kind == .directory {
            let parts = pod.name.split(separator: "_", maxSplits: 2).map(String.init)
            guard parts.count == 3, logs.count < most else { continue }
            let containers = (try? await host.list("\(folder)/\(pod.name)")) ?? []
            for container in containers where container.kind == .directory {
                logs += await files("\(folder)/\(pod.name)/\(container.name)", parts[0], parts[1], container.name, host)
            }
        }
        return logs
    }

    private static func files(_ path: String, _ namespace: String, _ pod: String, _ container: String, _ host: any Host) async
        -> [NodeLog]
    {
        let entries = ((try? await host.list(path)) ?? []).compactMap { entry -> (number: Int, entry: FileStatus)? in
            guard entry.name.hasSuffix(".log"), let number = Int(entry.name.dropLast(4)) else { return nil }
            return (number, entry)
        }.sorted { $0.number < $1.number }
        let now = await host.now()
        let limit = namespace == "kube-system" ? systemLimit : otherLimit
        return entries.suffix(2).map { number, entry in
            let isNewest = number == entries.last?.number
            let isToday = isNewest || now - entry.modified <= crashLoop
            return NodeLog(
                name: "\(isToday ? "" : "previous/")container/\(namespace)/\(pod)/\(container)", shownAs: "\(path)/\(entry.name)",
                source: .file(path: "\(path)/\(entry.name)", limit: limit), container: container)
        }
    }
}
