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
    /// A run that lasted so long was a good one, in seconds: the kubelet forgets its back-off after it (kubernetes 1.36.2
    /// pkg/kubelet/kubelet.go, twice MaxCrashLoopBackOff). What it wrote is history once another has begun.
    static let goodRun = 600

    /// For each container the newest log, and the one before where the newest is young: a crash loop's reason stands there. A static
    /// pod whose manifest was changed is another pod of the same name: what the former one wrote is history.
    static func newest(at host: any Host) async throws(HostError) -> [NodeLog] {
        var logs: [String: [(logs: [NodeLog], modified: Int)]] = [:]
        var count = 0
        for pod in try await host.list(folder) where pod.kind == .directory {
            let parts = pod.name.split(separator: "_", maxSplits: 2).map(String.init)
            guard parts.count == 3, count < most else { continue }
            let containers = (try? await host.list("\(folder)/\(pod.name)")) ?? []
            for container in containers where container.kind == .directory {
                let found = await files("\(folder)/\(pod.name)/\(container.name)", parts[0], parts[1], container.name, host)
                guard let newest = found.last else { continue }
                let name = "\(parts[0])/\(parts[1])/\(container.name)"
                count += found.count
                logs[name, default: []] += [(found.map(\.log), newest.modified)]
            }
        }
        return logs.sorted { $0.key < $1.key }.flatMap { ofFormerPods($0.value) }
    }

    /// The logs of pods of one name: of all but the newest pod they are called previous.
    private static func ofFormerPods(_ pods: [(logs: [NodeLog], modified: Int)]) -> [NodeLog] {
        let newest = pods.map(\.modified).max()
        return pods.flatMap { pod in
            pod.logs.map { log in
                guard pod.modified != newest, !log.name.hasPrefix("previous/") else { return log }
                var log = log
                log.name = "previous/" + log.name
                return log
            }
        }
    }

    private static func files(_ path: String, _ namespace: String, _ pod: String, _ container: String, _ host: any Host) async
        -> [(log: NodeLog, modified: Int)]
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
            let log = NodeLog(
                name: "\(isToday ? "" : "previous/")container/\(namespace)/\(pod)/\(container)", shownAs: "\(path)/\(entry.name)",
                source: .file(path: "\(path)/\(entry.name)", limit: limit), container: container, isEarlierRun: !isNewest)
            return (log, entry.modified)
        }
    }
}
