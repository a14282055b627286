import Addresses
import Facts

/// The cluster's ranges share no address with a network that a machine reaches or a nameserver that it asks. Judged only for
/// machines at which drydock looked.
struct RangesAreOffMachineNetworks: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        let ranges = ClusterRange.all(checked)
        return checked.plan.machines.flatMap { machine -> [PlanProblem] in
            guard let facts = checked.facts[machine.name] else { return [] }
            return ranges.flatMap { range in
                networks(range, machine, facts) + addresses(range, machine, facts) + nameservers(range, machine, facts)
            }
        }
    }

    private func networks(_ range: ClusterRange, _ machine: Machine, _ facts: FactSet) -> [PlanProblem] {
        (facts.rows(NetworkFacts.routes) ?? []).compactMap { row in
            // A default route leads everywhere, and the network add-on's own routes are those of pods.
            guard row.flag(.isPodNetwork) != true, let route = row.text(.destination).flatMap({ IPRange($0) }),
                route.length > 0,
                route.overlaps(range.range)
            else { return nil }
            let interface = row.text(.interface) ?? "an interface"
            return PlanProblem(
                range.path,
                "\(range.range) for \(range.what) overlaps with \(route), which \(machine.name) reaches by \(interface). Pods on it could not reach that network. Use another range."
            )
        }
    }

    private func addresses(_ range: ClusterRange, _ machine: Machine, _ facts: FactSet) -> [PlanProblem] {
        (facts.list(MachineIdentityFacts.localAddresses) ?? []).compactMap { text in
            guard let address = IPAddress(text), range.range.contains(address), !machine.addresses.contains(text) else {
                return nil
            }
            return PlanProblem(
                range.path, "\(range.range) for \(range.what) holds \(text), which \(machine.name) has. Use another range.")
        }
    }

    private func nameservers(_ range: ClusterRange, _ machine: Machine, _ facts: FactSet) -> [PlanProblem] {
        (facts.list(DNSFacts.nameservers) ?? []).compactMap { text in
            guard let address = IPAddress(text), range.range.contains(address) else { return nil }
            return PlanProblem(
                range.path,
                "\(range.range) for \(range.what) holds \(text), the nameserver of \(machine.name). Names outside the cluster could not be resolved. Use another range."
            )
        }
    }
}
