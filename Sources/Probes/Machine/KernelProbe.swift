import Facts
import Hosts
import Text

/// The running kernel: its version, arguments, options, file systems, modules and cgroup controllers.
///
/// Nothing is loaded.
struct KernelProbe: Probe {
    let name = "kernel"
    let subject = "the kernel"
    let gives: [FactKey] = [
        KernelFacts.release, KernelFacts.number, KernelFacts.missingOptions, KernelFacts.hasOverlay,
        KernelFacts.hasBridgeNetfilter, KernelFacts.loadsModules, KernelFacts.hasModuleFolder, KernelFacts.modulesAtBoot,
        KernelFacts.missingControllers, KernelFacts.bridgesPods,
    ]
    let needs: [FactKey] = [CgroupFacts.version, CgroupFacts.v2Controllers]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        let path = "/proc/sys/kernel/osrelease"
        let file = await SmallFile.read(path, at: host)
        facts.set(KernelFacts.release, of: file, at: path) { $0.isEmpty ? nil : .text($0) }
        facts.set(KernelFacts.number, of: file, at: path) { KernelFacts.number(of: $0).map(Value.integer) }
        let release = file.text?.trimmed ?? ""
        await KernelOptions.set(release: release, at: host, &facts)
        facts.set(KernelFacts.hasOverlay, of: await .read("/proc/filesystems", at: host), at: "/proc/filesystems") {
            .flag($0.split(separator: "\n").contains { $0.split(separator: "\t").last == "overlay" })
        }
        await FileThere.set(KernelFacts.hasBridgeNetfilter, "/proc/sys/net/bridge", host, &facts)
        await FileThere.set(KernelFacts.loadsModules, "/proc/modules", host, &facts)
        await FileThere.set(KernelFacts.hasModuleFolder, "/lib/modules/\(release)", host, &facts)
        await modulesAtBoot(host, &facts)
        await controllers(host, known, &facts)
        await bridges(host, &facts)
        return facts
    }

    /// modules-load.d(5), and Debian's /etc/modules.
    private func modulesAtBoot(_ host: any Host, _ facts: inout FactSet) async {
        var names: [String] = []
        var sources: [Source] = []
        do throws(HostError) {
            var paths = ["/etc/modules"]
            for folder in ["/etc/modules-load.d", "/run/modules-load.d", "/usr/lib/modules-load.d"] {
                do {
                    paths += try await host.list(folder).filter { $0.name.hasSuffix(".conf") }.map { "\(folder)/\($0.name)" }
                } catch  where error.isAbsence { continue }
            }
            for path in paths {
                do {
                    let settings = SmallFile.text(try await host.read(path).text).settings
                    names += settings.map(\.line.trimmed)
                    if !settings.isEmpty { sources.append(.file(path, settings.map(\.line.trimmed).joined(separator: " "))) }
                } catch  where error.isAbsence { continue }
            }
            facts.set(KernelFacts.modulesAtBoot, .list(names), from: sources)
        } catch {
            facts.miss(KernelFacts.modulesAtBoot, error.reason)
        }
    }

    /// What kubeadm demands (system-validators 1.12, cgroup_validator_linux.go).
    ///
    /// On version 2, devices and freezer are no controllers of their own.
    private func controllers(_ host: any Host, _ known: FactSet, _ facts: inout FactSet) async {
        let key = KernelFacts.missingControllers
        switch known.text(CgroupFacts.version) {
        case "v2":
            guard let there = known.list(CgroupFacts.v2Controllers) else {
                return facts.miss(key, known.reason(CgroupFacts.v2Controllers) ?? "The controllers are not known.")
            }
            let missing = ["cpu", "cpuset", "memory", "pids"].filter { !there.contains($0) }
            facts.set(key, missing.isEmpty ? .absent : .list(missing), from: known.sources(CgroupFacts.v2Controllers))
        case "v1":
            let path = "/proc/cgroups"
            facts.set(key, of: await .read(path, at: host), at: path) { text in
                let missing = Self.missing(inCgroups: text)
                return missing.isEmpty ? .absent : .list(missing)
            }
        default:
            facts.miss(key, known.reason(CgroupFacts.version) ?? "No control groups are mounted.")
        }
    }

    /// /proc/cgroups: name, hierarchy, number of groups, whether it is on.
    static func missing(inCgroups text: String) -> [String] {
        let on = text.split(separator: "\n").compactMap { line -> String? in
            let fields = line.split { $0 == "\t" || $0 == " " }
            return fields.count >= 4 && fields[3] == "1" ? String(fields[0]) : nil
        }
        return ["cpu", "cpuacct", "cpuset", "devices", "freezer", "memory", "pids"].filter { !on.contains($0) }
    }

    private func bridges(_ host: any Host, _ facts: inout FactSet) async {
        let folder = "/etc/cni/net.d"
        do throws(HostError) {
            let endings = [".conf", ".conflist", ".json"]
            let first = try await host.list(folder).first { entry in endings.contains { entry.name.hasSuffix($0) } }
            guard let first else { return facts.set(KernelFacts.bridgesPods, false, from: .file(folder, "no configuration")) }
            let path = "\(folder)/\(first.name)"
            let text = try await host.read(path).text.filter { !$0.isWhitespace }
            let type = ["\"type\":\"bridge\"", "\"type\":\"flannel\""].first { text.range(of: $0) != nil }
            facts.set(KernelFacts.bridgesPods, .flag(type != nil), from: .file(path, type ?? ""))
        } catch  where error.isAbsence {
            facts.set(KernelFacts.bridgesPods, false, from: .file(folder, "does not exist"))
        } catch {
            facts.miss(KernelFacts.bridgesPods, error.reason)
        }
    }
}
