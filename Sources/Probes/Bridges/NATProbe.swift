import Facts
import Hosts

/// Looks at kube-proxy's nat rules and at conntrack: whether a pod that reaches itself through a Service is masqueraded.
struct NATProbe: Probe {
    let name = "nat"
    let subject = "the nat rules of Services"
    let gives = [BridgeFacts.endpoints, BridgeFacts.selfConnections]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        await setEndpoints(host, &facts)
        await setSelfConnections(host, &facts)
        return facts
    }

    private func setEndpoints(_ host: any Host, _ facts: inout FactSet) async {
        let command = Command("iptables-save", ["-t", "nat"], deadline: .seconds(3), limit: 8 << 20)
        do throws(HostError) {
            let output = try await host.run(command)
            guard output.succeeded else {
                return facts.miss(BridgeFacts.endpoints, "iptables-save ended with \(output.status): \(output.errorText.trimmed.prefix(200)).")
            }
            facts.set(BridgeFacts.endpoints, .rows(ServiceEndpoints.rows(output.text, from: command.line)), from: Source(command.line))
        } catch {
            if error.isAbsence { facts.setAbsent(BridgeFacts.endpoints, from: Source(command.line)) } else { facts.miss(BridgeFacts.endpoints, error.description) }
        }
    }

    private func setSelfConnections(_ host: any Host, _ facts: inout FactSet) async {
        let path = "/proc/net/nf_conntrack"
        do throws(HostError) {
            let lines = try await host.read(path, limit: 4 << 20).lines.filter(ConntrackLine.isSelfConnection)
            facts.set(BridgeFacts.selfConnections, .integer(lines.count), from: Source(path, String(lines.first ?? "").trimmed))
        } catch {
            // Newer kernels leave this file out; then the rules alone speak.
            if error.isAbsence { facts.setAbsent(BridgeFacts.selfConnections, from: Source(path)) } else { facts.miss(BridgeFacts.selfConnections, error.description) }
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
    /// Unreplied, and the answer would go from a pod to itself: source and destination of the reply are the same address.
    static func isSelfConnection(_ line: Substring) -> Bool {
        guard line.contains("[UNREPLIED]") else { return false }
        let words = line.split(separator: " ")
        let sources = words.filter { $0.hasPrefix("src=") }.map { $0.dropFirst(4) }
        let destinations = words.filter { $0.hasPrefix("dst=") }.map { $0.dropFirst(4) }
        guard sources.count == 2, destinations.count == 2 else { return false }
        return sources[1] == destinations[1] && sources[0] == sources[1]
    }
}
