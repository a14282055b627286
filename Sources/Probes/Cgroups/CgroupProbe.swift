import Facts
import Hosts
import Text

/// Looks at how control groups are mounted.
public struct CgroupProbe: Probe {
    public init() {}

    public var name: String { "cgroups" }
    public var subject: String { "the control groups" }
    public var needs: [FactKey] { [] }
    public var gives: [FactKey] { CgroupFacts.look }

    public func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        let mounts: CgroupMounts
        do {
            mounts = CgroupMounts(try await host.read("/proc/mounts").text)
        } catch {
            facts.miss(CgroupFacts.look, error.reason)
            return facts
        }
        let v1 = Source("/proc/mounts", mounts.v1.first?.line ?? "no cgroup of version 1")
        let names = mounts.v1Controllers
        facts.set(CgroupFacts.v1Controllers, names.isEmpty ? .absent : .list(names), from: v1)
        if !names.isEmpty || mounts.v2 != nil {
            facts.set(
                CgroupFacts.version, names.isEmpty ? "v2" : "v1",
                from: names.isEmpty ? Source("/proc/mounts", mounts.v2?.line ?? "") : v1)
        } else {
            facts.setAbsent(CgroupFacts.version, from: v1)
        }
        await setV2(mounts, host, &facts)
        return facts
    }

    private func setV2(_ mounts: CgroupMounts, _ host: any Host, _ facts: inout FactSet) async {
        guard let mount = mounts.v2 else {
            facts.setAbsent(CgroupFacts.v2Controllers, from: Source("/proc/mounts", "no cgroup of version 2"))
            return
        }
        let path = mount.folder + "/cgroup.controllers"
        do {
            let text = try await host.read(path).trimmed
            let names = text.split(separator: " ").map(String.init)
            facts.set(CgroupFacts.v2Controllers, names.isEmpty ? .absent : .list(names), from: .file(path, text))
        } catch {
            facts.miss(CgroupFacts.v2Controllers, error.reason)
        }
    }
}

/// The lines of /proc/mounts that are control groups.
struct CgroupMounts: Sendable, Equatable {
    struct Mount: Sendable, Equatable {
        var folder: String
        var options: [String]
        var line: String
    }

    var v1: [Mount] = []
    var v2: Mount?

    init(_ mounts: String) {
        for line in mounts.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count >= 4, fields[2] == "cgroup" || fields[2] == "cgroup2" else { continue }
            let mount = Mount(
                folder: String(fields[1]), options: fields[3].split(separator: ",").map(String.init), line: String(line))
            if fields[2] == "cgroup2" {
                v2 = v2 ?? mount
            } else {
                v1.append(mount)
            }
        }
    }

    /// The kernel's controllers among the options (cgroups(7)); a named hierarchy such as name=systemd has none.
    var v1Controllers: [String] {
        let known: Set<String> = [
            "cpu", "cpuacct", "cpuset", "memory", "devices", "freezer", "net_cls", "net_prio", "blkio", "perf_event", "hugetlb",
            "pids",
            "rdma", "misc",
        ]
        var names: Set<String> = []
        for mount in v1 { names.formUnion(mount.options.filter(known.contains)) }
        return names.sorted()
    }
}
