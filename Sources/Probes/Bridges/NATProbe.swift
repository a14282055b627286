import Facts
import Hosts

/// Looks at kube-proxy's nat rules and at conntrack: whether a pod that reaches itself through a Service is masqueraded.
struct NATProbe: Probe {
    let name = "nat"
    let subject = "the nat rules of Services"
    let gives = [BridgeFacts.endpoints, BridgeFacts.selfConnections]
    let needs = [MachineIdentityFacts.localAddresses]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        await setEndpoints(host, &facts)
        await setSelfConnections(host, knowing: known, &facts)
        return facts
    }

    private func setEndpoints(_ host: any Host, _ facts: inout FactSet) async {
        let command = Command("iptables-save", ["-t", "nat"], deadline: .seconds(3), limit: 8 << 20)
        do throws(HostError) {
            let output = try await host.run(command)
            guard output.succeeded else {
                return facts.miss(
                    BridgeFacts.endpoints, "iptables-save ended with \(output.status): \(output.errorText.trimmed.prefix(200)).")
            }
            // The rules that mark come last in no chain: what was cut off could be one of them.
            guard !output.isCut else {
                return facts.miss(BridgeFacts.endpoints, "The nat rules are more than 8 MB; drydock did not read them all.")
            }
            facts.set(
                BridgeFacts.endpoints, .rows(ServiceEndpoints.rows(output.text, from: command.line)), from: Source(command.line))
        } catch {
            if error.isAbsence {
                facts.setAbsent(BridgeFacts.endpoints, from: Source(command.line))
            } else {
                facts.miss(BridgeFacts.endpoints, error.description)
            }
        }
    }

    private func setSelfConnections(_ host: any Host, knowing known: FactSet, _ facts: inout FactSet) async {
        guard let own = known.list(MachineIdentityFacts.localAddresses) else {
            let reason = known.reason(MachineIdentityFacts.localAddresses) ?? "The machine's own addresses are not known."
            return facts.miss(BridgeFacts.selfConnections, reason)
        }
        do throws(HostError) {
            guard let table = try await connections(host) else {
                return facts.setAbsent(BridgeFacts.selfConnections, from: Source(Self.table))
            }
            let lines = table.lines.filter { ConntrackLine.podThatAsksItself($0).map { !own.contains($0) } ?? false }
            facts.set(
                BridgeFacts.selfConnections, .integer(lines.count), from: Source(table.origin, String(lines.first ?? "").trimmed))
        } catch {
            facts.miss(BridgeFacts.selfConnections, error.description)
        }
    }

    private static let table = "/proc/net/nf_conntrack"

    /// The table from /proc, which newer kernels leave out, or from conntrack(8); nil where the machine has neither.
    private func connections(_ host: any Host) async throws(HostError) -> (lines: [Substring], origin: String)? {
        do throws(HostError) {
            return (try await host.read(Self.table, limit: 4 << 20).lines, Self.table)
        } catch {
            guard error.isAbsence else { throw error }
        }
        let command = Command("conntrack", ["-L", "-p", "tcp", "--state", "SYN_SENT"], deadline: .seconds(2), limit: 4 << 20)
        do throws(HostError) {
            let output = try await host.run(command)
            guard output.succeeded else {
                throw HostError.failed(path: command.line, because: String(output.errorText.trimmed.prefix(200)))
            }
            return (output.lines, command.line)
        } catch {
            if error.isAbsence { return nil }
            throw error
        }
    }
}

/// Reads `iptables-save -t nat`: one row a KUBE-SEP chain.
enum ServiceEndpoints {
    static func rows(_ text: String, from origin: String) -> [Row] {
        var addresses: [Substring: (address: String, line: Substring)] = [:]
        var masqueraded: Set<Substring> = []
        for line in text.split(separator: "\n") where line.hasPrefix("-A KUBE-SEP-") {
            let words = line.split(separator: " ")
            let chain = words[1]
            if line.hasSuffix("-j KUBE-MARK-MASQ") {
                masqueraded.insert(chain)
            } else if let at = words.firstIndex(of: "--to-destination"), at + 1 < words.count {
                addresses[chain] = (host(words[at + 1]), line)
            }
        }
        return addresses.sorted { $0.key < $1.key }.map { chain, found in
            Row(
                [
                    "chain": .text(String(chain)), "address": .text(found.address), "service": .text(ifAny: service(found.line)),
                    "isMasqueraded": .flag(masqueraded.contains(chain)),
                ], from: Source(origin, String(found.line)))
        }
    }

    /// The address of `10.244.0.5:8080` or `[fd00::5]:8080`.
    private static func host(_ text: Substring) -> String {
        if text.hasPrefix("[") { return String(text.dropFirst().prefix { $0 != "]" }) }
        return String(text.prefix { $0 != ":" })
    }

    /// The name in kube-proxy's comment, `default/web:http`.
    private static func service(_ line: Substring) -> String? {
        guard let at = line.range(of: "--comment ") else { return nil }
        return String(line[at.upperBound...].drop { $0 == "\"" }.prefix { $0 != " " && $0 != "\"" })
    }
}

extension Substring {
    fileprivate func range(of word: String) -> Range<Substring.Index>? {
        var at = startIndex
        while at < endIndex {
            if self[at...].hasPrefix(word) { return at..<index(at, offsetBy: word.count) }
            at = index(after: at)
        }
        return nil
    }
}

/// A line of conntrack's table.
enum ConntrackLine {
    /// The address that asks itself through a Service and gets no answer: the destination was rewritten, and both ends of the
    /// awaited reply are the one that asked. What asks its own address directly, such as 127.0.0.1, is none.
    static func podThatAsksItself(_ line: Substring) -> String? {
        guard line.contains("[UNREPLIED]") else { return nil }
        let words = line.split(separator: " ")
        let sources = words.filter { $0.hasPrefix("src=") }.map { $0.dropFirst(4) }
        let destinations = words.filter { $0.hasPrefix("dst=") }.map { $0.dropFirst(4) }
        guard sources.count == 2, destinations.count == 2 else { return nil }
        let isSelf = sources[1] == destinations[1] && sources[0] == sources[1] && destinations[0] != sources[0]
        return isSelf ? String(sources[0]) : nil
    }
}
