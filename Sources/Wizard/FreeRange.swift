import Addresses
import Facts
import Planning

/// Ranges for pods and Services that overlap nothing that the machine reaches.
enum FreeRange {
    /// Something that has addresses already.
    struct Occupied: Sendable, Equatable {
        var range: IPRange
        /// `the network of this machine's address 10.0.0.5`.
        var what: String
    }

    /// A range and why it was taken.
    struct Proposal {
        var text: String
        /// What the usual range would have overlapped.
        var avoided: Occupied?
        /// Whether the machine's addresses were seen at all.
        var isSeen: Bool
    }

    static func pods(_ wizard: Wizard) -> Proposal {
        let addOn = wizard.knowledge.addOn(wizard.plan.network.addOn.name)
        // An add-on whose own default is a /16 or smaller keeps it: then nothing of its manifest must be changed.
        let own = addOn?.defaultPodSubnet.flatMap { IPRange($0) }.flatMap { $0.length >= 16 ? $0.description : nil }
        let usual = own.map { [$0] } ?? []
        return propose(
            usual + ["10.244.0.0/16", "172.20.0.0/16", "10.42.0.0/16", "100.72.0.0/16", "192.168.0.0/16"], wizard, beside: [])
    }

    static func services(_ wizard: Wizard) -> Proposal {
        let pods = wizard.plan.network.podSubnets.compactMap { IPRange($0) }
        return propose(["10.96.0.0/12", "172.21.0.0/16", "10.43.0.0/16", "100.73.0.0/16"], wizard, beside: pods)
    }

    private static func propose(_ candidates: [String], _ wizard: Wizard, beside others: [IPRange]) -> Proposal {
        let occupied = occupied(wizard)
        func taken(_ text: String) -> Occupied? {
            guard let range = IPRange(text) else { return nil }
            if let other = others.first(where: { $0.overlaps(range) }) { return Occupied(range: other, what: "the pods") }
            return occupied.first { $0.range.overlaps(range) }
        }
        let isSeen = wizard.facts.list(MachineIdentityFacts.localAddresses) != nil
        let free = candidates.first { taken($0) == nil } ?? candidates[0]
        return Proposal(text: free, avoided: free == candidates[0] ? nil : taken(candidates[0]), isSeen: isSeen)
    }

    /// What was seen to be in use: routes, this machine's and the plan's addresses, nameservers.
    static func occupied(_ wizard: Wizard) -> [Occupied] {
        var out: [Occupied] = []
        func add(_ range: IPRange?, _ what: String) {
            guard let range, range.length > 0, !out.contains(where: { $0.range == range }) else { return }
            out.append(Occupied(range: range, what: what))
        }
        let others = wizard.others.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        let seen = [("this machine", wizard.facts)] + others
        for (name, facts) in seen {
            for row in facts.rows(NetworkFacts.routes) ?? [] where row.flag(.isPodNetwork) != true {
                guard let range = row.text(.destination).flatMap({ IPRange($0) }), !isLocal(range.first) else { continue }
                add(range, "a network that \(name) reaches through \(row.text(.interface) ?? "an interface")")
            }
            for address in facts.list(MachineIdentityFacts.localAddresses) ?? [] {
                guard let address = IPAddress(address), !isLocal(address) else { continue }
                add(IPRange(address), "an address of \(name)")
            }
        }
        for machine in wizard.plan.machines where !MachineSizing.isUnfilled(machine) {
            for address in machine.addresses { add(IPAddress(address).map { IPRange($0) }, "the address of \(machine.name)") }
        }
        for (name, facts) in seen {
            for address in facts.list(DNSFacts.nameservers) ?? [] {
                guard let address = IPAddress(address), !isLocal(address) else { continue }
                add(IPRange(address), "a nameserver of \(name)")
            }
        }
        return out
    }

    private static func isLocal(_ address: IPAddress) -> Bool {
        address.isIPv6 ? address.bytes[0] == 0xFE || address.bytes.dropLast().allSatisfy { $0 == 0 } : address.bytes[0] == 127
    }
}
