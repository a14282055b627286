import Facts
import Hosts

/// Looks for what stands around the runtime: runc, crictl, and the cgroups in which pods run.
public struct RuntimeToolsProbe: Probe {
    public init() {}

    public var name: String { "runtime-tools" }
    public var subject: String { "runc, crictl and the pods' cgroups" }
    public var gives: [FactKey] { RuntimeFacts.tools }

    public func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        async let runc = InstalledVersion.ask("runc", on: host)
        async let crictl = InstalledVersion.ask("crictl", on: host)
        async let pods = podCgroups(host)
        switch await runc {
        case .known(let version, let source):
            facts.set(RuntimeFacts.runcVersion, .text(version.text), from: source)
            facts.set(RuntimeFacts.runcMinor, .integer(version.minor), from: source)
        case .notThere:
            facts.setAbsent(RuntimeFacts.runcVersion, from: Source("runc --version", "no such program"))
            facts.setAbsent(RuntimeFacts.runcMinor, from: Source("runc --version", "no such program"))
        case .unseen(let sentence): facts.miss([RuntimeFacts.runcVersion, RuntimeFacts.runcMinor], sentence)
        }
        switch await crictl {
        case .known(_, let source): facts.set(RuntimeFacts.hasCrictl, true, from: source)
        case .notThere: facts.set(RuntimeFacts.hasCrictl, false, from: Source("crictl --version", "no such program"))
        case .unseen(let sentence): facts.miss(RuntimeFacts.hasCrictl, sentence)
        }
        let (drivers, sources, reason) = await pods
        if let reason {
            facts.miss(RuntimeFacts.podCgroups, reason)
        } else {
            facts.set(RuntimeFacts.podCgroups, .list(drivers), from: sources)
        }
        return facts
    }

    /// The drivers under whose folders pods have cgroups, on cgroup v2 and on v1's memory hierarchy.
    private func podCgroups(_ host: any Host) async -> (drivers: [String], sources: [Source], reason: String?) {
        var drivers: [String] = []
        var sources: [Source] = []
        for (driver, folder) in [("systemd", "kubepods.slice"), ("cgroupfs", "kubepods")] {
            for root in ["/sys/fs/cgroup", "/sys/fs/cgroup/memory"] where !drivers.contains(driver) {
                do {
                    if let pod = try await pod(in: "\(root)/\(folder)", host) {
                        drivers.append(driver)
                        sources.append(.file(pod))
                    }
                } catch {
                    if !error.isAbsence { return ([], [], error.description) }
                }
            }
        }
        return (drivers, sources, nil)
    }

    /// A pod's cgroup in the folder or in those of its classes of service.
    private func pod(in folder: String, _ host: any Host) async throws(HostError) -> String? {
        let names = try await host.list(folder).filter { $0.kind == .directory }.map(\.name)
        if let pod = names.first(where: Self.isPod) { return "\(folder)/\(pod)" }
        for name in names where name.contains("besteffort") || name.contains("burstable") {
            let inner = try await host.list("\(folder)/\(name)").filter { $0.kind == .directory }.map(\.name)
            if let pod = inner.first(where: Self.isPod) { return "\(folder)/\(name)/\(pod)" }
        }
        return nil
    }

    /// `pod6f1c…`, `kubepods-besteffort-pod6f1c….slice`.
    private static func isPod(_ name: String) -> Bool {
        if name.hasPrefix("pod") { return true }
        return name.hasPrefix("kubepods-") && name.range(of: "-pod") != nil
    }
}
