import Facts
import Hosts

/// Looks at kube-proxy's rules and at conntrack: whether a pod that reaches itself through a Service is masqueraded.
struct NATProbe: Probe {
    let name = "nat"
    let subject = "the nat rules of Services"
    let gives =
        [
            BridgeFacts.endpoints, ServiceProxyFacts.mode, ServiceProxyFacts.masquerades, BridgeFacts.selfConnections,
            ServiceProxyFacts.legacyServiceRules, ServiceProxyFacts.nftServiceRules,
        ]
    let needs = [MachineIdentityFacts.localAddresses, PodAddressFacts.leases]

    private static let rules = [BridgeFacts.endpoints, ServiceProxyFacts.mode, ServiceProxyFacts.masquerades]
    private static let kinds = [ServiceProxyFacts.legacyServiceRules, ServiceProxyFacts.nftServiceRules]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        let isLegacyLoaded = await isLegacyLoaded(host)
        async let connections = SelfConnections.look(at: host, knowing: known)
        async let kinds = kinds(isLegacyLoaded, host)
        await setRules(isLegacyLoaded, host, known, &facts)
        facts.merge(await kinds)
        facts.merge(await connections)
        return facts
    }

    /// Whether the kernel has iptables-legacy's table nat. Where it has not, nothing may be asked that would load it.
    private func isLegacyLoaded(_ host: any Host) async -> Bool {
        let names = await SmallFile.read("/proc/net/ip_tables_names", limit: 4096, at: host).text ?? ""
        return names.split(separator: "\n").contains("nat")
    }

    private static func save(_ program: String) -> Command {
        Command(program, ["-t", "nat"], deadline: .seconds(3), limit: 8 << 20)
    }

    private func setRules(_ isLegacyLoaded: Bool, _ host: any Host, _ known: FactSet, _ facts: inout FactSet) async {
        // iptables-save may be the legacy kind, which loads its table; iptables-nft-save never does.
        let command = Self.save(isLegacyLoaded ? "iptables-save" : "iptables-nft-save")
        do throws(HostError) {
            let text = try await whole(command, host) ?? ""
            if ServiceEndpoints.serviceRules(text) > 0 {
                set(
                    ServiceEndpoints.rows(text, from: command.line), "iptables", ServiceEndpoints.masquerades(text), command,
                    &facts)
            } else if ServiceEndpoints.isIPVS(text) {
                try await setIPVS(text, command, host, known, &facts)
            } else if let table = try await nftables(host) {
                set(NFTEndpoints.rows(table, from: Self.nft.line), "nftables", NFTEndpoints.masquerades(table), Self.nft, &facts)
            } else {
                for key in Self.rules { facts.setAbsent(key, from: Source(command.line)) }
            }
        } catch {
            facts.miss(Self.rules, error.description)
        }
    }

    private func set(_ rows: [Row], _ mode: String, _ masquerades: Bool, _ command: Command, _ facts: inout FactSet) {
        facts.set(BridgeFacts.endpoints, .rows(rows), from: Source(command.line))
        facts.set(ServiceProxyFacts.mode, .text(mode), from: Source(command.line))
        facts.set(ServiceProxyFacts.masquerades, .flag(masquerades), from: Source(command.line))
    }

    private func setIPVS(_ text: String, _ command: Command, _ host: any Host, _ known: FactSet, _ facts: inout FactSet)
        async throws(HostError)
    {
        set([], "ipvs", ServiceEndpoints.masquerades(text), command, &facts)
        guard let leases = known.rows(PodAddressFacts.leases) else {
            return facts.miss(
                BridgeFacts.endpoints, known.reason(PodAddressFacts.leases) ?? "The addresses of this node's pods are not known.")
        }
        let table = try await host.read("/proc/net/ip_vs", limit: 4 << 20)
        let members = try await whole(Command("ipset", ["save", "KUBE-LOOP-BACK"], deadline: .seconds(2), limit: 4 << 20), host)
        guard let members, !table.isCut else {
            return facts.miss(
                BridgeFacts.endpoints, "The set KUBE-LOOP-BACK could not be read whole; ipset is not on this machine.")
        }
        let rows = IPVSEndpoints.rows(
            IPVSEndpoints.servers(table.text), IPVSEndpoints.members(members),
            pods: Set(leases.compactMap { $0.text("address") }), isSetAsked: ServiceEndpoints.asksLoopBackSet(text))
        facts.set(BridgeFacts.endpoints, .rows(rows), from: Source("/proc/net/ip_vs"), Source("ipset save KUBE-LOOP-BACK"))
    }

    private static let nft = Command("nft", ["list", "table", "ip", "kube-proxy"], deadline: .seconds(3), limit: 8 << 20)

    /// Nil where there is no such table.
    private func nftables(_ host: any Host) async throws(HostError) -> String? {
        let output: CommandOutput
        do throws(HostError) {
            output = try await host.run(Self.nft)
        } catch {
            if error.isAbsence { return nil }
            throw error
        }
        if !output.succeeded, output.errorText.contains("No such file or directory") { return nil }
        return try checked(output, Self.nft)
    }

    /// The whole output; nil where there is no such program.
    private func whole(_ command: Command, _ host: any Host) async throws(HostError) -> String? {
        do throws(HostError) {
            return try checked(try await host.run(command), command)
        } catch {
            if error.isAbsence { return nil }
            throw error
        }
    }

    private func checked(_ output: CommandOutput, _ command: Command) throws(HostError) -> String {
        guard output.succeeded else {
            throw HostError.failed(path: command.line, because: String(output.errorText.trimmed.prefix(200)))
        }
        // What was cut off could be the very rule that is looked for.
        guard !output.isCut else { throw HostError.failed(path: command.line, because: "it is more than 8 MB") }
        return output.text
    }

    /// Rules of Services in both kinds of iptables. Only where the legacy table is loaded can there be both.
    private func kinds(_ isLegacyLoaded: Bool, _ host: any Host) async -> FactSet {
        var facts = FactSet()
        guard isLegacyLoaded else {
            for key in Self.kinds { facts.setAbsent(key, from: Source("/proc/net/ip_tables_names", "no table nat")) }
            return facts
        }
        for (key, program) in zip(Self.kinds, ["iptables-legacy-save", "iptables-nft-save"]) {
            let command = Self.save(program)
            do throws(HostError) {
                let rules = try await whole(command, host).map(ServiceEndpoints.serviceRules)
                facts.set(key, .integer(ifAny: rules), from: Source(command.line, rules.map { "\($0) rules of Services" } ?? ""))
                // Without rules of the old kind nothing is mixed: the other need not be read.
                if key == ServiceProxyFacts.legacyServiceRules, rules ?? 0 == 0 {
                    facts.setAbsent(ServiceProxyFacts.nftServiceRules, from: Source(command.line))
                    return facts
                }
            } catch {
                facts.miss(key, error.description)
            }
        }
        return facts
    }
}
