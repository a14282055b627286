/// Machines that are clones of one image, and two machines under one name.
enum DuplicateIdentities {
    static func findings(in members: [FleetMember]) -> [FleetFinding] {
        machineIDs(members) + firmwareIDs(members) + hardwareAddresses(members) + names(members)
    }

    private static func machineIDs(_ members: [FleetMember]) -> [FleetFinding] {
        FleetJudge.shared(members) { [$0.machineID].compactMap(\.self) }.map { id, nodes in
            FleetFinding(
                "nodes-share-machine-id", ["BY-NW-23"], "Nodes have the same machine-id", .error,
                says: """
                    \(FleetFinding.names(nodes)) have the machine-id \(id); each machine needs its own. On all but one of them run \
                    rm /etc/machine-id && systemd-machine-id-setup, and reboot.
                    """,
                why: """
                    systemd-networkd derives its DHCP identity from the machine-id, so the machines may get the same address, and \
                    network add-ons mistake them for one node.
                    """, nodes: nodes, seen: \.machineID)
        }
    }

    private static func firmwareIDs(_ members: [FleetMember]) -> [FleetFinding] {
        FleetJudge.shared(members) { [$0.productUUID].compactMap(\.self) }.map { id, nodes in
            FleetFinding(
                "nodes-share-product-uuid", ["SD-PR-07"], "Nodes have the same product_uuid", .warning,
                says: """
                    \(FleetFinding.names(nodes)) have the product_uuid \(id); each machine needs its own. Give the copies a new UUID in \
                    the hypervisor.
                    """,
                why:
                    "kubeadm requires a unique product_uuid on every node: programs that tell machines apart by it mistake these for one.",
                nodes: nodes, seen: \.productUUID)
        }
    }

    private static func hardwareAddresses(_ members: [FleetMember]) -> [FleetFinding] {
        // Some drivers give all their devices zeroes.
        let shared = FleetJudge.shared(members) { member in member.macs.filter { $0.value != "00:00:00:00:00:00" } }
        return shared.map { mac, nodes in
            FleetFinding(
                "nodes-share-mac-address", ["SD-PR-06"], "Nodes have the same MAC address", .error,
                says: """
                    \(FleetFinding.names(nodes)) have an interface with the address \(mac); on one network each needs its own. Give the \
                    copies a new MAC address in the hypervisor.
                    """,
                why:
                    "On one network the switch sends packets for both to whichever sent last, so connections to either break.",
                nodes: nodes, seen: { member in member.macs.first { $0.value == mac } })
        }
    }

    /// Two machines of one cluster under one name. Two captures of one machine have one machine-id.
    private static func names(_ members: [FleetMember]) -> [FleetFinding] {
        FleetJudge.clusters(members).flatMap { cluster in
            Dictionary(grouping: cluster, by: \.name).sorted { $0.key < $1.key }.compactMap { name, nodes -> FleetFinding? in
                let ids = Set(nodes.compactMap(\.machineID?.value))
                guard ids.count > 1 else { return nil }
                return FleetFinding(
                    "machines-share-node-name", ["SD-PR-05"], "Machines of one cluster have the same node name", .error,
                    says: """
                        \(ids.count) machines with different machine-ids are called \(name) and trust the same cluster; each needs a \
                        name of its own. Rename all but one, then run kubeadm reset and join on them.
                        """,
                    why: "A cluster keeps one Node object per name: the kubelets overwrite each other's status and pods.",
                    nodes: nodes, seen: \.machineID)
            }
        }
    }
}
