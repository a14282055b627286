import Facts
import Hosts
import Text

/// kube-proxy's rules of one family, in whichever of its modes, and how many rules of Services each kind of iptables has.
struct ServiceRules {
    /// What kube-proxy wrote.
    struct Found {
        /// iptables, ipvs or nftables.
        var mode: String
        var masquerades: Bool
        /// One row an endpoint.
        var endpoints: [Row<BridgeFacts.Endpoint>]
        /// Why the endpoints are not known.
        var gap: Reason?
        var sources: [Source]
    }

    /// One kind of iptables: what its table nat holds, or why that is not known.
    struct Kind {
        var command: Command
        /// Nil where the machine has no such program.
        var answer: Result<NATTable?, HostError>

        var table: NATTable? { (try? answer.get()).flatMap(\.self) }
    }

    let family: ProxyFamily
    /// Nil where the kernel has no table nat of that kind.
    var legacy: Kind?
    var nft: Kind
    /// Nil where kube-proxy wrote none.
    var found: Result<Found?, HostError>

    static func look(_ family: ProxyFamily, at host: any Host, pods: PodNames) async -> ServiceRules {
        let reader = ServiceRulesReader(family: family, host: host, pods: pods)
        async let nft = reader.kind(family.save("nft"))
        let legacy = await reader.isLegacyLoaded() ? await reader.legacy() : nil
        let kinds = [legacy, await nft].compactMap(\.self)
        let found: Result<Found?, HostError>
        do throws(HostError) { found = .success(try await reader.found(kinds)) } catch { found = .failure(error) }
        return ServiceRules(family: family, legacy: legacy, nft: await nft, found: found)
    }

    /// How many rules of Services each kind has, where both can have any: only where the legacy table is loaded.
    var kindsRow: Row<ServiceProxyFacts.RuleKind>? {
        guard let legacy else { return nil }
        func count(_ kind: Kind) -> Value {
            switch kind.answer {
            case .success(let table): .integer(ifAny: table?.serviceRules)
            case .failure(let error): .unknown(error.reason)
            }
        }
        let seen = [legacy, nft].map { "\($0.command.line): \($0.table?.serviceRules ?? 0) rules of Services" }
        return Row(
            [.family: .text(family.rawValue), .legacy: count(legacy), .nft: count(nft)],
            from: Source(legacy.command.line, seen.joined(separator: "; ")))
    }
}

/// Asks for the rules of one family.
private struct ServiceRulesReader {
    let family: ProxyFamily
    let host: any Host
    let pods: PodNames

    private static let noPods: Reason = "It is not known which addresses belong to pods of this node."

    /// Whether the kernel has iptables-legacy's table nat. Where it has not, nothing may be asked that would load it, such as
    /// iptables-legacy-save; iptables-nft-save never does.
    func isLegacyLoaded() async -> Bool {
        let names = await SmallFile.read(family.legacyTables, limit: 4096, at: host).text ?? ""
        return names.split(separator: "\n").contains("nat")
    }

    /// Before iptables 1.8 there was one kind, under the plain name.
    func legacy() async -> ServiceRules.Kind {
        let kind = await kind(family.save("legacy"))
        if case .success(.none) = kind.answer { return await self.kind(family.save(nil)) }
        return kind
    }

    func kind(_ command: Command) async -> ServiceRules.Kind {
        do throws(HostError) {
            guard let output = try await whole(command) else {
                return ServiceRules.Kind(command: command, answer: .success(nil))
            }
            // A kernel without the table prints nothing; everything else is a table to its end.
            guard output.out.allSatisfy({ $0 <= 32 }) || output.text.contains("*nat") && output.text.contains("COMMIT") else {
                throw HostError.failed(path: command.line, because: "its output is not a nat table")
            }
            return ServiceRules.Kind(command: command, answer: .success(NATTable(output.out)))
        } catch {
            return ServiceRules.Kind(command: command, answer: .failure(error))
        }
    }

    func found(_ kinds: [ServiceRules.Kind]) async throws(HostError) -> ServiceRules.Found? {
        let used = kinds.filter { $0.table?.serviceRules ?? 0 > 0 }
        if !used.isEmpty {
            let rows = used.flatMap { kind in kind.table?.rows(from: kind.command.line, pods: pods) ?? [] }
            let masquerades = used.contains { $0.table?.masquerades == true }
            return ServiceRules.Found(
                mode: "iptables", masquerades: masquerades, endpoints: named(rows), sources: used.map { Source($0.command.line) })
        }
        if let kind = kinds.first(where: { $0.table?.isIPVS == true }), let table = kind.table {
            return try await ipvs(table, kind)
        }
        if let table = try await nftables(hasIPTables: kinds.contains { $0.table != nil }) {
            let isKnown = !table.needsPods || pods.isKnown
            return ServiceRules.Found(
                mode: "nftables", masquerades: table.masquerades,
                endpoints: isKnown ? named(table.rows(from: family.nft.line, pods: pods)) : [], gap: isKnown ? nil : Self.noPods,
                sources: [Source(family.nft.line)])
        }
        // What one kind of iptables does not tell could be in the other.
        for kind in kinds { _ = try kind.answer.get() }
        return nil
    }

    private func named(_ rows: [Row<BridgeFacts.Endpoint>]) -> [Row<BridgeFacts.Endpoint>] {
        rows.map { row in
            var row = row
            row[.family] = .text(family.rawValue)
            return row
        }
    }

    private func ipvs(_ rules: NATTable, _ kind: ServiceRules.Kind) async throws(HostError) -> ServiceRules.Found {
        var found = ServiceRules.Found(
            mode: "ipvs", masquerades: rules.masquerades, endpoints: [], gap: Self.noPods, sources: [Source(kind.command.line)])
        guard pods.isKnown else { return found }
        let table = try await host.read("/proc/net/ip_vs", limit: 4 << 20)
        let command = Command("ipset", ["save", family.loopBackSet], deadline: .seconds(2), limit: 4 << 20)
        let members = try await whole(command)
        guard let members, !table.isCut else {
            found.gap = "The set \(family.loopBackSet) could not be read whole; ipset is not installed."
            return found
        }
        let servers = IPVSEndpoints.servers(table.text).filter { family.holds($0.address) }
        let rows = IPVSEndpoints.rows(
            servers, IPVSEndpoints.members(members.text), pods: pods, isSetAsked: rules.asksLoopBackSet, set: family.loopBackSet)
        found.endpoints = named(rows)
        found.gap = nil
        found.sources = [Source("/proc/net/ip_vs"), Source(command.line)]
        return found
    }

    /// Nil where there is no such table. Without nft there is none where iptables is, for kube-proxy's mode nftables is seldom met
    /// on a machine that has only the older program.
    private func nftables(hasIPTables: Bool) async throws(HostError) -> NFTProxyTable? {
        let output: CommandOutput
        do throws(HostError) {
            output = try await host.run(family.nft)
        } catch {
            if error.isAbsence, hasIPTables { return nil }
            throw error
        }
        if !output.succeeded, output.errorText.contains("No such file or directory") { return nil }
        let table = try checked(output, family.nft)
        guard table.text.contains("table \(family.nft.arguments.dropFirst(2).joined(separator: " ")) {"),
            table.text.trimmed.hasSuffix("}")
        else { throw .failed(path: family.nft.line, because: "its output is not that table") }
        return NFTProxyTable(table.out)
    }

    /// The whole output; nil where there is no such program.
    private func whole(_ command: Command) async throws(HostError) -> CommandOutput? {
        do throws(HostError) {
            return try checked(try await host.run(command), command)
        } catch {
            if error.isAbsence { return nil }
            throw error
        }
    }

    private func checked(_ output: CommandOutput, _ command: Command) throws(HostError) -> CommandOutput {
        guard output.succeeded else {
            let said = output.errorText.trimmed.prefix(200)
            throw HostError.failed(
                path: command.line, because: said.isEmpty ? "it ended with status \(output.status)" : String(said))
        }
        // What was cut off could be the very rule that is looked for.
        guard !output.isCut else { throw HostError.failed(path: command.line, because: "it is more than 8 MB") }
        return output
    }
}
