import Facts
import Planning

/// The machines: names, addresses, roles, zones.
struct MachinesPage: WizardPage {
    let title = "Machines"
    let purpose = "Which machines make up the cluster?"
    /// The question that stands for the whole list.
    static let list = Setting.machines.id

    func skipped(_ wizard: Wizard) -> String? { wizard.notPlanned }

    func questions(_ wizard: Wizard) -> [Question] {
        [
            Question(
                Self.list, "Machines", .action, value: wizard.plan.machines.map(MachineText.line).joined(separator: "\n"),
                because: Rationale("this machine first, then places for the others", .taste),
                about:
                    "The names become node names. Names and addresses must be unique."
            )
        ]
    }

    func defaults(_ wizard: Wizard) -> [(question: String, value: String)] {
        // The default list depends on the topology, which fits it when it is answered; here only this machine is put in.
        [(Self.list, "")]
    }

    func put(_ value: String, for question: String, into plan: inout ClusterPlan, _ wizard: Wizard) {
        guard question == Self.list else { return }
        if value.isEmpty {
            if let existing = plan.existing {
                var this = wizard.thisMachine
                this.roles = [Self.role(existing.task, wizard)]
                plan.machines = [this]
                return
            }
            // Places are made anew, so that this machine's name and address follow what was seen.
            plan.machines.removeAll { MachineSizing.isUnfilled($0) || $0.name == wizard.thisMachine.name }
            MachineSizing.fit(
                &plan, controlPlanes: wizard.count(.controlPlane), members: wizard.count(.etcd), this: wizard.thisMachine)
        } else {
            let (machines, problems) = MachineList.read(value)
            if problems.isEmpty { plan.machines = machines }
        }
    }

    /// What this machine is by default: what it joins as, else what it was seen to be.
    private static func role(_ task: ExistingCluster.Task, _ wizard: Wizard) -> Machine.Role {
        if task.joins { return task == .joinControlPlane ? .controlPlane : .worker }
        switch wizard.facts.text(NodeFacts.role) {
        case "control-plane"?: return .controlPlane
        case "etcd"? where wizard.plan.topology == .external: return .etcd
        default: return task == .remove ? .worker : .controlPlane
        }
    }

    func facts(_ wizard: Wizard) -> [String] {
        var out: [String] = []
        let unfilled = wizard.plan.machines.count(where: MachineSizing.isUnfilled)
        if unfilled > 0 {
            out.append("\(unfilled) of \(wizard.plan.machines.count) machines have no address yet.")
        }
        if let id = wizard.facts.text(MachineIdentityFacts.machineID) {
            out.append(
                "This machine's machine-id is \(id); a clone with the same ID would get the same addresses. The product_uuid must differ too."
            )
        }
        let others = wizard.others.keys.sorted()
        if !wizard.captures.isEmpty, others.isEmpty {
            out.append("Captures were read, but by name and address none of them is from another machine on this list.")
        } else if others.isEmpty {
            out.append(
                "Nothing is known about the other machines yet. They can be looked at over ssh from here, or captures of them given with --captures."
            )
        } else {
            out.append("\(others.joined(separator: ", ")): what was seen there counts, and clones among them are named here.")
        }
        // What only this machine itself reaches is no address of a node.
        let addresses = (wizard.facts.list(MachineIdentityFacts.localAddresses) ?? []).filter { address in
            !["127.", "fe80:"].contains { address.hasPrefix($0) } && address != "::1"
        }
        if addresses.count > 1 {
            out.append(
                "This machine has the addresses \(addresses.joined(separator: ", ")); the node uses the first one in the plan.")
        }
        return out
    }
}

extension Wizard {
    /// How many machines of a role the plan has now; nil for none.
    func count(_ role: Machine.Role) -> Int? {
        let count = plan.machines(role).count
        return count == 0 ? nil : count
    }
}
