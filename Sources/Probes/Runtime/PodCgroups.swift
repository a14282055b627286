import Hosts
import Text

/// The cgroups of pods, below the folder of each driver: on cgroup v2 and on v1's memory hierarchy.
///
/// Folders outlive their pods where nothing takes them away. So where both drivers have pods' folders, only those count in which a
/// process runs.
struct PodCgroups: Sendable {
    /// A driver and one pod's folder that shows it.
    struct Seen: Sendable, Equatable {
        var driver: String
        var folder: String
    }

    /// At most so many pods' folders are looked into for a process, and so deep: a pod's, its containers', what these make.
    private static let most = 250
    private static let depth = 4

    static func look(at host: any Host) async -> Result<[Seen], HostError> {
        do throws(HostError) {
            var found: [(driver: String, pods: [String])] = []
            for (driver, folder) in [("systemd", "kubepods.slice"), ("cgroupfs", "kubepods")] {
                var pods: [String] = []
                for root in ["/sys/fs/cgroup", "/sys/fs/cgroup/memory"] {
                    do { pods += try await self.pods(in: "\(root)/\(folder)", host) } catch  where error.isAbsence {}
                }
                if !pods.isEmpty { found.append((driver, pods)) }
            }
            guard found.count > 1 else { return .success(found.map { Seen(driver: $0.driver, folder: $0.pods[0]) }) }
            var live: [Seen] = []
            for (driver, pods) in found {
                if let pod = try await firstLive(pods, host) { live.append(Seen(driver: driver, folder: pod)) }
            }
            return .success(live)
        } catch { return .failure(error) }
    }

    /// The pods' cgroups in the folder and in those of its classes of service.
    private static func pods(in folder: String, _ host: any Host) async throws(HostError) -> [String] {
        let names = try await host.list(folder).filter { $0.kind == .directory }.map(\.name)
        var pods = names.filter(isPod).map { "\(folder)/\($0)" }
        for name in names where name.contains("besteffort") || name.contains("burstable") {
            let inner = try await host.list("\(folder)/\(name)").filter { $0.kind == .directory }.map(\.name)
            pods += inner.filter(isPod).map { "\(folder)/\(name)/\($0)" }
        }
        return pods
    }

    /// `pod6f1c…`, `kubepods-besteffort-pod6f1c….slice`.
    private static func isPod(_ name: String) -> Bool {
        if name.hasPrefix("pod") { return true }
        return name.hasPrefix("kubepods-") && name.range(of: "-pod") != nil
    }

    private static func firstLive(_ pods: [String], _ host: any Host) async throws(HostError) -> String? {
        for pod in pods.prefix(most) where try await isLive(pod, depth, host) { return pod }
        return nil
    }

    /// Whether a process runs in the cgroup or below it. Processes of a pod are in its containers' cgroups (cgroups(7)).
    private static func isLive(_ folder: String, _ depth: Int, _ host: any Host) async throws(HostError) -> Bool {
        do {
            if !(try await host.read("\(folder)/cgroup.procs", limit: 4096).trimmed.isEmpty) { return true }
            guard depth > 0 else { return false }
            for entry in try await host.list(folder) where entry.kind == .directory {
                if try await isLive("\(folder)/\(entry.name)", depth - 1, host) { return true }
            }
            return false
        } catch  where error.isAbsence {
            // It went while it was looked at.
            return false
        }
    }
}
