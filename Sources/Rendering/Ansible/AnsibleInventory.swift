import Planning
import Steps
import YAML

/// The machines of the project, their groups and variables.
struct AnsibleInventory {
    var machines: [Machine]
    var context: PlanContext

    init(machines: [Machine], context: PlanContext) {
        self.machines = machines
        self.context = context
    }

    /// Groups by their role in the plan; those without a machine are left out.
    var groups: [(name: String, machines: [String])] {
        let controlPlanes = machines.filter { $0.roles.contains(.controlPlane) }.map(\.name)
        let etcd = machines.filter { $0.roles.contains(.etcd) }.map(\.name)
        let all: [(String, [String])] = [
            ("control_plane", controlPlanes), ("first_control_plane", Array(controlPlanes.prefix(1))),
            ("further_control_planes", Array(controlPlanes.dropFirst())),
            ("worker", machines.filter { $0.roles.contains(.worker) && !$0.roles.contains(.controlPlane) }.map(\.name)),
            ("etcd", etcd), ("first_etcd_member", Array(etcd.prefix(1))), ("further_etcd_members", Array(etcd.dropFirst())),
            ("load_balancer", machines.filter { $0.roles.contains(.loadBalancer) }.map(\.name)),
        ]
        return all.filter { !$0.1.isEmpty }
    }

    /// A pattern for exactly these machines: a group's name where there is one.
    func pattern(_ names: [String]) -> String {
        if names.count == machines.count { return "all" }
        let wanted = Set(names)
        if let group = groups.first(where: { Set($0.machines) == wanted }) { return group.name }
        for (index, one) in groups.enumerated() {
            if let other = groups[(index + 1)...].first(where: { Set(one.machines).union($0.machines) == wanted }) {
                return "\(one.name):\(other.name)"
            }
        }
        return names.joined(separator: ":")
    }

    func documents(_ steps: [Step]) -> [PlannedFile] {
        let children = groups.map { group in
            ConfigEntry(
                group.name, .map([ConfigEntry("hosts", .map(group.machines.map { ConfigEntry($0, .map([])) }))]))
        }
        let hosts = "---\n" + YAMLText.document([ConfigEntry("all", .map([ConfigEntry("children", .map(children))]))])
        var out = [
            PlannedFile("inventory/hosts.yml", hosts),
            PlannedFile("inventory/group_vars/all.yml", "---\n" + YAMLText.document(variables(steps))),
        ]
        for machine in machines {
            var entries: [ConfigEntry] = []
            if !machine.address.isEmpty { entries.append(ConfigEntry("ansible_host", .text(machine.address))) }
            entries.append(ConfigEntry("ansible_user", .text(machine.user)))
            out.append(PlannedFile("inventory/host_vars/\(machine.name).yml", "---\n" + YAMLText.document(entries)))
        }
        return out
    }

    private func variables(_ steps: [Step]) -> [ConfigEntry] {
        let needed = Placeholder.allCases.filter { placeholder in
            steps.contains { $0.files.contains { $0.placeholders.contains(placeholder) } }
        }
        var out = needed.map { placeholder in
            ConfigEntry(
                AnsibleText.variable(placeholder), .text(Self.value(placeholder)),
                comment: placeholder.about + ". " + Self.about(placeholder))
        }
        let lines = needed.map {
            "{{ '\($0.rawValue)=' ~ \(AnsibleText.variable($0)) ~ drydock_line_end if \(AnsibleText.variable($0)) else '' }}"
        }
        out.append(ConfigEntry("drydock_secrets", .text(lines.joined()), comment: "What the steps are given on stdin."))
        return out
    }

    private static func about(_ placeholder: Placeholder) -> String {
        switch placeholder {
        case .joinToken, .caCertHash, .certificateKey:
            "Plays that can make it on a control plane do so; elsewhere it is taken from the environment."
        case .encryptionKey, .keepalivedPassword, .ipsecKey:
            "Made once, on the machine that runs Ansible, and kept in the folder secrets: keep that folder safe and out of git."
        }
    }

    /// Ansible makes what is random and keeps it; what a cluster makes comes from there or from the person.
    private static func value(_ placeholder: Placeholder) -> String {
        func password(_ name: String, _ rest: String) -> String {
            "lookup('ansible.builtin.password', inventory_dir ~ '/../secrets/\(name) \(rest)')"
        }
        switch placeholder {
        case .joinToken, .caCertHash, .certificateKey:
            return "{{ lookup('ansible.builtin.env', 'DRYDOCK_\(placeholder.rawValue)') }}"
        case .encryptionKey: return "{{ \(password("encryption-key", "chars=ascii_letters,digits length=32")) | b64encode }}"
        case .keepalivedPassword: return "{{ \(password("keepalived-password", "chars=ascii_letters,digits length=8")) }}"
        case .ipsecKey: return "{{ \(password("ipsec-key", "chars=digits,abcdef length=40")) }}"
        }
    }
}
