import Addresses
import Facts
import Planning

/// Brings the list of machines in line with a topology: keeps what a person wrote, adds places, drops places nobody filled.
enum MachineSizing {
    /// - Parameter this: the machine that drydock runs on; it becomes the first control plane where the list has none.
    static func fit(_ plan: inout ClusterPlan, controlPlanes: Int? = nil, members: Int? = nil, this: Machine) {
        let isSingle = plan.topology == .single
        let controlPlaneCount = isSingle ? 1 : controlPlanes ?? max(3, plan.machines(.controlPlane).count)
        let makesMembers = plan.topology == .external && plan.etcd.endpoints.isEmpty
        let memberCount = makesMembers ? members ?? max(3, plan.machines(.etcd).count) : 0
        let workerCount = isSingle ? plan.machines(.worker).count : max(2, plan.machines(.worker).count)
        resize(&plan.machines, .controlPlane, controlPlaneCount, "cp", first: this)
        resize(&plan.machines, .worker, workerCount, "worker")
        resize(&plan.machines, .etcd, memberCount, "etcd")
    }

    private static func resize(
        _ machines: inout [Machine], _ role: Machine.Role, _ count: Int, _ prefix: String, first: Machine? = nil
    ) {
        var number = 1
        while machines.count(where: { $0.roles.contains(role) }) < count {
            if let first, !machines.contains(where: { $0.roles.contains(role) }),
                !machines.contains(where: { $0.name == first.name })
            {
                machines.insert(first, at: 0)
                continue
            }
            let name = "\(prefix)\(number)"
            number += 1
            guard !machines.contains(where: { $0.name == name }) else { continue }
            let last = machines.lastIndex { $0.roles.contains(role) } ?? machines.count - 1
            machines.insert(Machine(name: name, addresses: [], roles: [role]), at: last + 1)
        }
        while machines.count(where: { $0.roles.contains(role) }) > count,
            let last = machines.lastIndex(where: { $0.roles == [role] })
        {
            // Places that nobody filled go first.
            machines.remove(at: machines.lastIndex { $0.roles == [role] && isUnfilled($0) } ?? last)
        }
    }

    /// Sets the described machines aside that an answer left no place for, and gives new places to those that were.
    static func keep(_ before: [Machine], _ machines: inout [Machine], aside: inout [Machine]) {
        guard before != machines else { return }
        aside += before.filter { old in !isUnfilled(old) && !machines.contains { $0.name == old.name } }
        for index in machines.indices where isUnfilled(machines[index]) && !before.contains(machines[index]) {
            let others = machines.enumerated().filter { $0.offset != index }.map(\.element.name)
            let back = aside.firstIndex { $0.roles == machines[index].roles && !others.contains($0.name) }
            if let back { machines[index] = aside.remove(at: back) }
        }
    }

    /// Whether nobody has said yet which machine this is.
    static func isUnfilled(_ machine: Machine) -> Bool { machine.addresses.isEmpty }
}

extension Wizard {
    /// The machine that drydock runs on, as far as it was seen.
    public var thisMachine: Machine {
        let addresses = facts.list(MachineIdentityFacts.localAddresses) ?? []
        let usable = addresses.filter {
            !$0.hasPrefix("127.") && !$0.hasPrefix("169.254.") && !$0.hasPrefix("fe80:") && $0 != "::1"
        }
        let address = usable.first { !$0.contains(":") } ?? usable.first
        let name = nodeName.isEmpty ? "cp1" : nodeName.lowercased()
        var machine = Machine(
            name: name, addresses: address.map { [$0] } ?? [], roles: [.controlPlane], os: seenOS,
            interface: address.flatMap { interface(of: $0) } ?? "")
        machine.osVersion = seenOSVersion
        machine.architecture = seenArchitecture
        return machine
    }

    /// Whether the machine that drydock runs on is one of the plan's, so that what was seen here tells of the cluster.
    var isMember: Bool { plan.machines.contains { $0.name == thisMachine.name } }

    private static let systems: [String: OperatingSystem] = [
        "debian": .debian, "ubuntu": .ubuntu, "fedora": .fedora, "amzn": .amazonLinux, "suse": .suse, "flatcar": .flatcar,
        "rhel": .rhel, "centos": .rhel,
    ]

    private var seenOS: OperatingSystem {
        guard let family = facts.list(MachineFacts.osFamily), !family.isEmpty else { return .debian }
        return family.lazy.compactMap { Self.systems[$0] }.first ?? .other
    }

    /// Only where the system is itself one of those that plans know: derivatives number their versions differently. Rocky and
    /// AlmaLinux count as RHEL does.
    private var seenOSVersion: String {
        guard let id = facts.text(MachineFacts.osID), Self.systems[id] != nil || ["rocky", "almalinux"].contains(id) else {
            return ""
        }
        return facts.text(MachineFacts.osVersion) ?? ""
    }

    private var seenArchitecture: Machine.Architecture {
        switch facts.text(MachineFacts.architecture) {
        case "aarch64"?, "arm64"?: .arm64
        case "ppc64le"?: .ppc64le
        case "s390x"?: .s390x
        default: .amd64
        }
    }

    /// The interface on whose own network an address lies.
    private func interface(of address: String) -> String? {
        guard let address = IPAddress(address) else { return nil }
        let own = (facts.rows(NetworkFacts.routes) ?? []).filter { row in
            (row.text(.gateway) ?? "").isEmpty && row.flag(.isPodNetwork) != true
                && row.text(.destination).flatMap { IPRange($0) }.map { $0.length > 0 && $0.contains(address) } == true
        }
        return own.first?.text(.interface)
    }

    /// Why a page does not apply where a cluster is there and no machine joins or leaves it; nil where one does.
    var staysAsItIs: String? {
        guard let task = plan.existing?.task, !task.joins, !task.takesAway else { return nil }
        return "The cluster stays as it is there."
    }

    /// Why a page does not apply where nothing of ours is set up; nil where it does.
    var notPlanned: String? {
        switch plan.tool {
        case .managed: "The provider decides this."
        case .kops: "kops decides this for the machines that it creates."
        case .kubeadm, .kubespray: nil
        }
    }
}
