import Planning
import Text
import YAML

/// A machine as one line: `cp1 192.0.2.11 control-plane a debian-12 root`.
public enum MachineText {
    public static func line(_ machine: Machine) -> String {
        let roles = machine.roles.map(\.rawValue).joined(separator: "+")
        let addresses = machine.addresses.joined(separator: "+")
        return [machine.name, addresses, roles, machine.zone.isEmpty ? "-" : machine.zone, system(machine), machine.user]
            .joined(separator: " ")
    }

    /// `debian-12`; `debian` where the version is not known.
    public static func system(_ machine: Machine) -> String {
        machine.osVersion.isEmpty ? machine.os.rawValue : "\(machine.os.rawValue)-\(machine.osVersion)"
    }

    /// A system, and its version after a dash where there is one.
    static func system(_ word: String) -> (os: OperatingSystem, version: String)? {
        if let os = OperatingSystem(rawValue: word) { return (os, "") }
        return OperatingSystem.allCases.first { word.hasPrefix($0.rawValue + "-") }.map { os in
            (os, String(word.dropFirst(os.rawValue.count + 1)))
        }
    }
}

/// Reads lists of machines as people have them: lines of drydock's own form, or an Ansible inventory.
public enum MachineList {
    /// The machines, and a sentence with its line for each line that says nothing.
    public static func read(_ text: String) -> (machines: [Machine], problems: [String]) {
        if PastedInventory.isOne(text) { return machines(PastedInventory(text)) }
        return plain(
            text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                String(line.prefix { $0 != "#" && $0 != ";" }).trimmingBlanks
            })
    }

    private static func plain(_ lines: [String]) -> ([Machine], [String]) {
        var machines: [Machine] = []
        var problems: [String] = []
        for (index, line) in lines.enumerated() where !line.isEmpty {
            let words = line.split { $0 == " " || $0 == "\t" || $0 == "," }.map(String.init)
            guard words.count >= 2 else {
                problems.append(
                    "Line \(index + 1) is \"\(line)\"; a name and an address are expected, then roles, zone, system and user.")
                continue
            }
            var machine = Machine(name: words[0], addresses: words[1].split(separator: "+").map(String.init), roles: [.worker])
            var rest = words.dropFirst(2)
            if let roles = rest.first.map({ $0.split(separator: "+").map { Machine.Role(rawValue: String($0)) } }) {
                rest = rest.dropFirst()
                let known = roles.compactMap { $0 }
                if known.count == roles.count {
                    machine.roles = known
                } else {
                    let names = Machine.Role.allCases.map(\.rawValue).joined(separator: ", ")
                    problems.append("Line \(index + 1): \"\(words[2])\" is not a role; the roles are \(names), joined with +.")
                }
            }
            if let zone = rest.popFirst(), zone != "-" { machine.zone = zone }
            if let word = rest.popFirst() {
                if let system = MachineText.system(word) {
                    machine.os = system.os
                    machine.osVersion = system.version
                } else {
                    let names = OperatingSystem.allCases.map(\.rawValue)
                    let near = NearestWord.to(word, among: names).map { " Did you mean \($0)?" } ?? ""
                    problems.append(
                        "Line \(index + 1): \"\(word)\" is not a known system; these are: \(names.joined(separator: ", ")).\(near)"
                    )
                }
            }
            if let user = rest.popFirst() { machine.user = user }
            machines.append(machine)
        }
        return (machines, problems)
    }

    /// Groups give the roles: Kubespray's names and the usual ones.
    private static let groups: [String: Machine.Role] = [
        "kube_control_plane": .controlPlane, "control_plane": .controlPlane, "control-plane": .controlPlane,
        "masters": .controlPlane,
        "master": .controlPlane, "kube-master": .controlPlane, "kube_node": .worker, "kube-node": .worker, "workers": .worker,
        "worker": .worker, "nodes": .worker, "etcd": .etcd, "load_balancer": .loadBalancer, "loadbalancer": .loadBalancer,
        "haproxy": .loadBalancer,
    ]

    /// The system of Ansible's facts, where an inventory has them as variables; Windows also by the way in.
    private static func system(_ variables: [String: String]) -> (OperatingSystem, String)? {
        let words = ["ansible_distribution", "ansible_os_family", "os"].compactMap { variables[$0]?.lowercased() }
        var os = words.lazy.compactMap { word in systems.first { word.hasPrefix($0.key) }?.value }.first
        if ["winrm", "psrp"].contains(variables["ansible_connection"]?.lowercased() ?? "") { os = .windows }
        guard let os else { return nil }
        return (os, os == .windows ? "" : variables["ansible_distribution_version"] ?? "")
    }

    /// How distributions and families begin in Ansible's facts (ansible module_utils/facts/system/distribution.py).
    private static let systems: [(key: String, value: OperatingSystem)] = [
        ("debian", .debian), ("ubuntu", .ubuntu), ("redhat", .rhel), ("rhel", .rhel), ("rocky", .rhel), ("alma", .rhel),
        ("centos", .rhel), ("oracle", .rhel), ("fedora", .fedora), ("amazon", .amazonLinux), ("suse", .suse), ("sles", .suse),
        ("opensuse", .suse), ("flatcar", .flatcar), ("windows", .windows), ("microsoft", .windows),
    ]

    /// `uname -m`, or Kubernetes' own word.
    private static func architecture(_ word: String) -> Machine.Architecture? {
        ["x86_64": .amd64, "aarch64": .arm64][word] ?? Machine.Architecture(rawValue: word)
    }

    private static func machines(_ inventory: PastedInventory) -> ([Machine], [String]) {
        var problems = inventory.problems
        var machines = inventory.all.map { host -> Machine in
            var machine = Machine(name: host.name, addresses: [], roles: [])
            let address = ["ip", "ansible_host", "ansible_ssh_host"].lazy.compactMap { host.variables[$0] }.first
            if let address { machine.addresses = [address] }
            if let system = system(host.variables) { (machine.os, machine.osVersion) = system }
            machine.user =
                host.variables["ansible_user"] ?? host.variables["ansible_ssh_user"] ?? Machine.usualUser(of: machine.os)
            if let other = host.variables["ip6"] ?? host.variables["access_ip6"], let address, other != address {
                machine.addresses.append(other)
            }
            if let kind = host.variables["ansible_architecture"] ?? host.variables["ansible_facts.architecture"] {
                machine.architecture = architecture(kind) ?? machine.architecture
            }
            let roles = host.groups.compactMap { groups[$0] }
            machine.roles = Machine.Role.allCases.filter(roles.contains)
            return machine
        }
        for machine in machines where machine.addresses.isEmpty {
            problems.append("The host \(machine.name) has neither ansible_host nor ip, so its address is not known.")
        }
        for index in machines.indices where machines[index].roles.isEmpty { machines[index].roles = [.worker] }
        // Kubespray's [etcd] often repeats the control planes: then etcd is stacked.
        for index in machines.indices where machines[index].roles.contains(.controlPlane) {
            machines[index].roles.removeAll { $0 == .etcd }
        }
        return (machines, problems)
    }
}

extension String {
    var trimmingBlanks: String {
        String(
            drop { $0 == " " || $0 == "\t" || $0 == "\r" }.reversed().drop { $0 == " " || $0 == "\t" || $0 == "\r" }.reversed())
    }
}
