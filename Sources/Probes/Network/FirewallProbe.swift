import Facts
import Hosts
import Text

/// Looks whether ufw is switched on.
struct FirewallProbe: Probe {
    let name = "firewall"
    let subject = "the machine's firewall"
    let needs: [FactKey] = []
    let gives: [FactKey] = [FirewallFacts.ufwIsEnabled]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        let path = "/etc/ufw/ufw.conf"
        let file = await SmallFile.read(path, at: host)
        switch file {
        case .absent: facts.setAbsent(FirewallFacts.ufwIsEnabled, from: .file(path, "does not exist"))
        case .unseen(let reason): facts.miss(FirewallFacts.ufwIsEnabled, reason)
        case .text:
            let line = file.settings.last { $0.line.trimmed.uppercased().hasPrefix("ENABLED=") }
            let isOn = line.map { $0.line.trimmed.lowercased().hasSuffix("=yes") } ?? false
            facts.set(FirewallFacts.ufwIsEnabled, .flag(isOn), from: .file(path, line: line?.number, line?.line.trimmed ?? ""))
        }
        return facts
    }
}
