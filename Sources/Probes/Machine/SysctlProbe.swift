import Facts
import Hosts

/// Kernel settings: what holds now, from /proc/sys, and what files under sysctl.d will set at the next boot.
struct SysctlProbe: Probe {
    let name = "sysctl"
    let subject = "the kernel's settings"
    let needs: [FactKey] = []
    let gives =
        SysctlFacts.settings.map(\.key) + [SysctlFacts.ipForwardAtBoot]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        for setting in SysctlFacts.settings {
            let path = Self.path(of: setting.name)
            facts.set(setting.key, of: await .read(path, limit: 4096, at: host), at: path) { Int($0).map(Value.integer) }
        }
        await files(host, &facts)
        return facts
    }

    /// Such as /proc/sys/net/ipv4/ip_forward: no setting that is asked for has a dot within a part of its name.
    private static func path(of name: String) -> String { "/proc/sys/" + String(name.map { $0 == "." ? "/" : $0 }) }

    private func files(_ host: any Host, _ facts: inout FactSet) async {
        let (key, name) = (SysctlFacts.ipForwardAtBoot, "net.ipv4.ip_forward")
        do throws(HostError) {
            if let line = try await SysctlFiles.lines(at: host).last(where: { $0.name == name }), let value = Int(line.value) {
                facts.set(key, .integer(value), from: line.source)
            } else {
                facts.setAbsent(key, from: Source("sysctl.d", "no file sets \(name)"))
            }
        } catch {
            facts.miss(key, error.reason)
        }
    }
}
