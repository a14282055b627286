import Addresses

/// Machines have addresses that can be read and that other machines can reach, one of each family, each its own.
struct MachineAddressesAreUnique: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        var owners: [IPAddress: String] = [:]
        var out: [PlanProblem] = []
        for (index, machine) in checked.plan.machines.enumerated() {
            if machine.addresses.isEmpty {
                out.append(PlanProblem("spec.machines[\(index)].address", "\(machine.name) has no address."))
            }
            var families: Set<Bool> = []
            for (place, text) in machine.addresses.enumerated() {
                let path = checked.addressPath(index, place)
                guard let address = IPAddress(text) else {
                    out.append(
                        PlanProblem(
                            path,
                            "\"\(text)\" is not an IP address. A machine's address is one such as 192.0.2.11 or 2001:db8::11; names may be in DNS, but nodes join by address."
                        ))
                    continue
                }
                if let fault = unreachable(address) {
                    out.append(PlanProblem(path, "\(text) is \(fault), which no other machine can reach."))
                } else if let owner = owners[address] {
                    out.append(
                        PlanProblem(path, "\(text) is also the address of \(owner); each machine needs its own address."))
                }
                if !families.insert(address.isIPv6).inserted {
                    out.append(
                        PlanProblem(
                            path,
                            "\(machine.name) has two addresses of the family \(address.isIPv6 ? "IPv6" : "IPv4"), but a node has one of each family at most."
                        ))
                }
                if owners[address] == nil { owners[address] = machine.name }
            }
        }
        return out
    }

    private func unreachable(_ address: IPAddress) -> String? {
        let ranges = [
            ("127.0.0.0/8", "a loopback address"), ("::1/128", "a loopback address"),
            ("0.0.0.0/8", "an address of this host only"),
            ("::/128", "the unspecified address"), ("224.0.0.0/4", "a multicast address"), ("ff00::/8", "a multicast address"),
            ("fe80::/10", "a link-local address"), ("169.254.0.0/16", "a link-local address"),
        ]
        return ranges.first { IPRange($0.0)?.contains(address) == true }?.1
    }
}
