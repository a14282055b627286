import Addresses
import Facts

/// The addresses that this node's control plane is told to listen on and that no interface of the machine has: DHCP gave another one,
/// or the machine was moved. Nothing can listen on such an address, so that alone proves it. An API server's advertised address may
/// be one that only a translation outside has, and counts only where the API server does not answer.
enum LostAddresses {
    private static let gives: [FactKey] = [
        MachineIdentityFacts.lostAddresses, MachineIdentityFacts.formerAddress, MachineIdentityFacts.presentAddress,
    ]

    static let derivation = Derivation(gives: gives) { facts in
        for key in [ManifestFacts.flags, MachineIdentityFacts.localAddresses] {
            if let reason = facts.reason(key) { return facts.miss(gives, reason) }
        }
        let rows = rows(facts)
        let sources = facts.sources(ManifestFacts.flags)
        facts.set(MachineIdentityFacts.lostAddresses, rows, from: sources)
        facts.set(MachineIdentityFacts.formerAddress, rows.first?[.address] ?? .absent, from: sources)
        facts.set(MachineIdentityFacts.presentAddress, rows.first?[.present] ?? .absent, from: sources)
    }

    private static func rows(_ facts: FactSet) -> [Row<MachineIdentityFacts.LostAddress>] {
        let local = Set((facts.list(MachineIdentityFacts.localAddresses) ?? []).compactMap { IPAddress($0) })
        guard !local.isEmpty else { return [] }
        let flags = EtcdAccess.Flags(facts.rows(ManifestFacts.flags) ?? [])
        var rows: [Row<MachineIdentityFacts.LostAddress>] = []
        for named in named(flags, facts) where !local.contains(named.address) {
            if let at = rows.firstIndex(where: { $0.text(.address) == "\(named.address)" }) {
                rows[at][.namedBy] = .list(rows[at].list(.namedBy) + [named.flag])
                continue
            }
            rows.append(
                Row(
                    [
                        .address: .text("\(named.address)"), .namedBy: .list([named.flag]),
                        .present: .text(ifAny: present(local, insteadOf: named.address, facts).map { "\($0)" }),
                    ], from: named.source))
        }
        return rows
    }

    private struct Named {
        var address: IPAddress
        var flag: String
        var source: Source
    }

    private static func named(_ flags: EtcdAccess.Flags, _ facts: FactSet) -> [Named] {
        var wanted = [("etcd", "listen-client-urls"), ("etcd", "listen-peer-urls")]
        if facts.flag(APIServerFacts.answers) == false { wanted.append(("kube-apiserver", "advertise-address")) }
        return wanted.flatMap { component, flag -> [Named] in
            guard let row = flags.row(component, flag) else { return [] }
            return flags.values(component, flag).compactMap { value in
                let host = EtcdAccess.Endpoint(value)?.host ?? value
                guard let address = IPAddress(host), !isEverywhere(address) else { return nil }
                return Named(address: address, flag: "--\(flag) of \(component)", source: row.source)
            }
        }
    }

    /// Any machine has it: loopback, or none at all.
    private static func isEverywhere(_ address: IPAddress) -> Bool {
        address.bytes.allSatisfy { $0 == 0 } || (!address.isIPv6 && address.bytes[0] == 127)
            || (address.isIPv6 && address.bytes.last == 1 && address.bytes.dropLast().allSatisfy { $0 == 0 })
    }

    /// The one address of this machine that is most like the former; nil where several are.
    private static func present(_ local: Set<IPAddress>, insteadOf former: IPAddress, _ facts: FactSet) -> IPAddress? {
        let ranges = [NetworkFacts.podRange, NetworkFacts.serviceRange].compactMap { facts.text($0) }
            .flatMap { $0.split(separator: ",") }.compactMap { IPRange($0) }
        let candidates = local.filter { address in
            address.isIPv6 == former.isIPv6 && !isEverywhere(address) && !isLinkLocal(address)
                && !ranges.contains { $0.contains(address) }
        }
        let best = candidates.map { shared($0, former) }.max() ?? 0
        let nearest = candidates.filter { shared($0, former) == best }
        return nearest.count == 1 ? nearest.first : nil
    }

    private static func isLinkLocal(_ address: IPAddress) -> Bool {
        address.isIPv6 ? address.bytes[0] == 0xfe && address.bytes[1] & 0xc0 == 0x80 : address.bytes.starts(with: [169, 254])
    }

    /// How many leading bytes two addresses share.
    private static func shared(_ a: IPAddress, _ b: IPAddress) -> Int { zip(a.bytes, b.bytes).prefix { $0 == $1 }.count }
}
