import Facts
import Hosts
import Text

/// SELinux, as the kernel has it and as it will be after the next boot.
struct SecurityProbe: Probe {
    let name = "security"
    let subject = "SELinux"
    let needs: [FactKey] = []
    let gives: [FactKey] = [SecurityFacts.selinux, SecurityFacts.selinuxAtBoot]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        let enforce = "/sys/fs/selinux/enforce"
        switch await SmallFile.read(enforce, at: host) {
        case .absent: facts.set(SecurityFacts.selinux, "disabled", from: .file(enforce, "does not exist"))
        case .unseen(let reason): facts.miss(SecurityFacts.selinux, reason)
        case .text(let text):
            facts.set(
                SecurityFacts.selinux, .text(text.trimmed == "1" ? "enforcing" : "permissive"), from: .file(enforce, text.trimmed)
            )
        }
        let path = "/etc/selinux/config"
        let config = await SmallFile.read(path, at: host)
        if case .unseen(let reason) = config {
            facts.miss(SecurityFacts.selinuxAtBoot, reason)
        } else if let variable = MachineProbe.variables(config)["SELINUX"] {
            facts.set(SecurityFacts.selinuxAtBoot, .text(variable.value.lowercased()), from: variable.source(path))
        } else {
            facts.setAbsent(SecurityFacts.selinuxAtBoot, from: .file(path))
        }
        return facts
    }
}
