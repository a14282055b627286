import Planning

/// `inventory.ini`.
enum KubesprayInventory {
    static func text(_ plan: ClusterPlan, _ tag: KubesprayTag) -> String {
        let controlPlanes = Kubespray.machines(plan).filter { $0.roles.contains(.controlPlane) }
        let workers = Kubespray.machines(plan).filter { $0.roles.contains(.worker) }
        // A cluster without workers runs pods on its control planes.
        let nodes = workers.isEmpty ? controlPlanes : workers
        let etcd = plan.etcdMachines
        var out = "# Written by drydock for Kubespray \(tag.text).\n"
        if tag.makesGroups {
            out += group("kube_control_plane", controlPlanes.map { host($0, etcd) })
            out +=
                plan.topology == .external
                ? group("etcd", etcd.map { host($0, etcd) }) : group("etcd:children", ["kube_control_plane"])
            // A host's variables stand where it comes first.
            out += group("kube_node", nodes.map { controlPlanes.contains($0) ? $0.name : host($0, etcd) })
            return out
        }
        out += group("all", Kubespray.machines(plan).map { host($0, etcd) })
        out += group("kube_control_plane", controlPlanes.map(\.name))
        out += group("etcd", etcd.map(\.name))
        out += group("kube_node", nodes.map(\.name))
        out += group("calico_rr", [])
        return out + group("k8s_cluster:children", ["kube_control_plane", "kube_node", "calico_rr"])
    }

    private static func group(_ name: String, _ lines: [String]) -> String {
        "\n[\(name)]\n" + lines.map { $0 + "\n" }.joined()
    }

    private static func host(_ machine: Machine, _ etcd: [Machine]) -> String {
        var words = [machine.name]
        if !machine.address.isEmpty {
            words.append("ansible_host=\(machine.address)")
            if let four = machine.addresses.first(where: { !$0.contains(":") }) { words.append("ip=\(four)") }
            if let six = machine.addresses.first(where: { $0.contains(":") }) { words.append("ip6=\(six)") }
        }
        if machine.user != "root" { words.append("ansible_user=\(machine.user)") }
        if let at = etcd.firstIndex(of: machine) { words.append("etcd_member_name=etcd\(at + 1)") }
        return words.joined(separator: " ")
    }
}
