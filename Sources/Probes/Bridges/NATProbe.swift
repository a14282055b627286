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
    let needs = [MachineIdentityFacts.localAddresses, PodAddressFacts.leases, NetworkFacts.routes]

    private static let rules = [BridgeFacts.endpoints, ServiceProxyFacts.mode, ServiceProxyFacts.masquerades]

    /// One kind of iptables: what its table nat holds, or why that is not known.
    private struct Kind {
        var command: Command
        /// Nil where the machine has no such program.
        var answer: Result<NATTable?, HostError>

        var table: NATTable? { (try? answer.get()).flatMap(\.self) }
    }

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        let pods = PodNames(leases: known.rows(PodAddressFacts.leases), routes: known.rows(NetworkFacts.routes))
        async let connections = SelfConnections.look(at: host, knowing: known, pods: pods)
        async let nft = kind("iptables-nft-save", host)
        let legacy = await isLegacyLoaded(host) ? await self.legacy(host) : nil
        setKinds(legacy, await nft, &facts)
        await setRules([legacy, await nft].compactMap(\.self), host, pods, &facts)
        facts.merge(await connections)
        return facts
    }

    /// Whether the kernel has iptables-legacy's table nat. Where it has not, nothing may be asked that would load it, such as
    /// iptables-legacy-save; iptables-nft-save never does.
    private func isLegacyLoaded(_ host: any Host) async -> Bool {
        let names = await SmallFile.read("/proc/net/ip_tables_names", limit: 4096, at: host).text ?? ""
        return names.split(separator: "\n").contains("nat")
    }

    /// Before iptables 1.8 there was one kind, under the plain name.
    private func legacy(_ host: any Host) async -> Kind {
        let kind = await kind("iptables-legacy-save", host)
        if case .success(.none) = kind.answer { return await self.kind("iptables-save", host) }
        return kind
    }

    private func kind(_ program: String, _ host: any Host) async -> Kind {
        let command = Command(program, ["-c", "-t", "nat"], deadline: .seconds(3), limit: 8 << 20)
        do throws(HostError) {
            return Kind(command: command, answer: .success(try await whole(command, host).map { NATTable($0.out) }))
        } catch {
            return Kind(command: command, answer: .failure(error))
        }
    }

    private func setRules(_ kinds: [Kind], _ host: any Host, _ pods: PodNames, _ facts: inout FactSet) async {
        do throws(HostError) {
            let used = kinds.filter { $0.table?.serviceRules ?? 0 > 0 }
            if !used.isEmpty {
                let rows = used.flatMap { kind in kind.table?.rows(from: kind.command.line, pods: pods) ?? [] }
                set(rows, "iptables", used.contains { $0.table?.masquerades == true }, used.map(\.command), &facts)
            } else if let kind = kinds.first(where: { $0.table?.isIPVS == true }), let table = kind.table {
                set([], "ipvs", table.masquerades, [kind.command], &facts)
                try await setIPVS(table, host, pods, &facts)
            } else if let table = try await nftables(host, hasIPTables: kinds.contains { $0.table != nil }) {
                set([], "nftables", table.masquerades, [Self.nft], &facts)
                guard !table.needsPods || pods.isKnown else { return facts.miss(BridgeFacts.endpoints, Self.noPods) }
                set(table.rows(from: Self.nft.line, pods: pods), "nftables", table.masquerades, [Self.nft], &facts)
            } else {
                // What one kind of iptables does not tell could be in the other.
                for kind in kinds { _ = try kind.answer.get() }
                for key in Self.rules { facts.set(key, .absent, from: kinds.map { Source($0.command.line) }) }
            }
        } catch {
            facts.miss(Self.rules, error.description)
        }
    }

    private static let noPods = "Which addresses are pods of this node is not known."

    private func set(_ rows: [Row], _ mode: String, _ masquerades: Bool, _ commands: [Command], _ facts: inout FactSet) {
        let sources = commands.map { Source($0.line) }
        facts.set(BridgeFacts.endpoints, .rows(rows), from: sources)
        facts.set(ServiceProxyFacts.mode, .text(mode), from: sources)
        facts.set(ServiceProxyFacts.masquerades, .flag(masquerades), from: sources)
    }

    private func setIPVS(_ rules: NATTable, _ host: any Host, _ pods: PodNames, _ facts: inout FactSet) async throws(HostError) {
        guard pods.isKnown else { return facts.miss(BridgeFacts.endpoints, Self.noPods) }
        let table = try await host.read("/proc/net/ip_vs", limit: 4 << 20)
        let members = try await whole(Command("ipset", ["save", "KUBE-LOOP-BACK"], deadline: .seconds(2), limit: 4 << 20), host)
        guard let members, !table.isCut else {
            return facts.miss(
                BridgeFacts.endpoints, "The set KUBE-LOOP-BACK could not be read whole; ipset is not on this machine.")
        }
        let rows = IPVSEndpoints.rows(
            IPVSEndpoints.servers(table.text), IPVSEndpoints.members(members.text), pods: pods,
            isSetAsked: rules.asksLoopBackSet)
        facts.set(BridgeFacts.endpoints, .rows(rows), from: Source("/proc/net/ip_vs"), Source("ipset save KUBE-LOOP-BACK"))
    }

    private static let nft = Command("nft", ["list", "table", "ip", "kube-proxy"], deadline: .seconds(3), limit: 8 << 20)

    /// Nil where there is no such table. Without nft there is none where iptables is, for kube-proxy's mode nftables is seldom met
    /// on a machine that has only the older program.
    private func nftables(_ host: any Host, hasIPTables: Bool) async throws(HostError) -> NFTProxyTable? {
        let output: CommandOutput
        do throws(HostError) {
            output = try await host.run(Self.nft)
        } catch {
            if error.isAbsence, hasIPTables { return nil }
            throw error
        }
        if !output.succeeded, output.errorText.contains("No such file or directory") { return nil }
        return NFTProxyTable(try checked(output, Self.nft).out)
    }

    /// The whole output; nil where there is no such program.
    private func whole(_ command: Command, _ host: any Host) async throws(HostError) -> CommandOutput? {
        do throws(HostError) {
            return try checked(try await host.run(command), command)
        } catch {
            if error.isAbsence { return nil }
            throw error
        }
    }

    private func checked(_ output: CommandOutput, _ command: Command) throws(HostError) -> CommandOutput {
        guard output.succeeded else {
            throw HostError.failed(path: command.line, because: String(output.errorText.trimmed.prefix(200)))
        }
        // What was cut off could be the very rule that is looked for.
        guard !output.isCut else { throw HostError.failed(path: command.line, because: "it is more than 8 MB") }
        return output
    }

    /// Rules of Services in both kinds of iptables. Only where the legacy table is loaded can there be both.
    private func setKinds(_ legacy: Kind?, _ nft: Kind, _ facts: inout FactSet) {
        guard let legacy else {
            for key in [ServiceProxyFacts.legacyServiceRules, ServiceProxyFacts.nftServiceRules] {
                facts.setAbsent(key, from: Source("/proc/net/ip_tables_names", "no table nat"))
            }
            return
        }
        for (key, kind) in [(ServiceProxyFacts.legacyServiceRules, legacy), (ServiceProxyFacts.nftServiceRules, nft)] {
            switch kind.answer {
            case .success(let table):
                let rules = table?.serviceRules
                facts.set(
                    key, .integer(ifAny: rules), from: Source(kind.command.line, rules.map { "\($0) rules of Services" } ?? ""))
            case .failure(let error): facts.miss(key, error.description)
            }
        }
    }
}
