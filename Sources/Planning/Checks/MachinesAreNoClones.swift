import Facts

/// No two machines have one machine-id, product_uuid or hardware address, as clones of one image do. Judged only for machines at
/// which drydock looked.
///
/// Kubernetes' own documentation asks for a unique MAC address and product_uuid on every node (Installing kubeadm, 1.36). Firmware
/// that gives every machine the same product_uuid exists, so that one and a hardware address are warnings; two machines of one
/// machine-id get the same address from a DHCP server, and that id is easily made anew.
struct MachinesAreNoClones: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        var owners: [String: String] = [:]
        return checked.plan.machines.enumerated().flatMap { index, machine -> [PlanProblem] in
            guard let facts = checked.facts[machine.name] else { return [] }
            return Self.identities(facts).compactMap { kind, value in
                let key = "\(kind.rawValue) \(value.lowercased())"
                guard let owner = owners[key] else {
                    owners[key] = machine.name
                    return nil
                }
                // One hardware address on two interfaces of a machine is a bond or a bridge.
                guard owner != machine.name else { return nil }
                return PlanProblem(
                    "spec.machines[\(index)]",
                    "\(machine.name) and \(owner) have the same \(kind.rawValue), \(value): one is a clone of the other. "
                        + "Give it its own, as the recipe give-clone-its-own-identity describes.",
                    isError: kind == .machineID)
            }
        }
    }

    private enum Kind: String { case machineID = "machine-id", productUUID = "product_uuid", hardwareAddress = "MAC address" }

    private static func identities(_ facts: FactSet) -> [(Kind, String)] {
        var out: [(Kind, String)] = []
        if let id = facts.text(MachineIdentityFacts.machineID) { out.append((.machineID, id)) }
        if let id = facts.text(MachineIdentityFacts.productUUID), !isFiller(id) { out.append((.productUUID, id)) }
        for row in facts.rows(MachineIdentityFacts.interfaces) ?? [] {
            if let address = row.text(.mac), !isFiller(address) { out.append((.hardwareAddress, address)) }
        }
        return out
    }

    /// What stands there where nothing was set: one digit again and again.
    private static func isFiller(_ text: String) -> Bool { Set(text.filter { $0.isHexDigit }).count < 2 }
}
