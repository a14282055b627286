import Facts
import Hosts
import Text

/// Looks at the resolv.conf that the kubelet hands to pods: CoreDNS forwards to the servers in it.
struct ResolvConfProbe: Probe {
    let name = "resolv-conf"
    let subject = "the nameservers that pods get"
    let gives: [FactKey] = [DNSFacts.file, DNSFacts.nameservers, DNSFacts.loops, DNSFacts.nameserverCount]
    let needs: [FactKey] = [KubeletFacts.resolvConf]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        if let reason = known.reason(KubeletFacts.resolvConf) {
            facts.miss(gives, reason)
            return facts
        }
        let path = known.text(KubeletFacts.resolvConf) ?? "/etc/resolv.conf"
        facts.set(DNSFacts.file, .text(path), from: known.sources(KubeletFacts.resolvConf))
        do throws(HostError) {
            let content = try await host.read(path)
            let servers = Self.nameservers(content.text)
            let lines = servers.map { Source.file(path, line: $0.line, "nameserver \($0.address)") }
            let looping = servers.filter { Self.isLoopback($0.address) }
            let evidence = looping.map { Source.file(path, line: $0.line, "nameserver \($0.address)") }
            facts.set(DNSFacts.nameservers, .list(servers.map(\.address)), from: lines)
            facts.set(
                DNSFacts.nameserverCount, .integer(servers.count),
                from: lines.isEmpty ? [Source.file(path, "no nameserver")] : lines)
            facts.set(DNSFacts.loops, .flag(!looping.isEmpty), from: evidence)
        } catch {
            let keys = [DNSFacts.nameservers, DNSFacts.loops, DNSFacts.nameserverCount]
            guard error.isAbsence else {
                facts.miss(keys, error.reason)
                return facts
            }
            for key in keys { facts.setAbsent(key, from: Source(path)) }
        }
        return facts
    }

    /// The `nameserver` lines, as resolv.conf(5) has them.
    static func nameservers(_ text: String) -> [(address: String, line: Int)] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isLineEnd).enumerated().compactMap { index, line in
            let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
            return words.count >= 2 && words[0] == "nameserver" ? (String(words[1]), index + 1) : nil
        }
    }

    static func isLoopback(_ address: String) -> Bool { address.hasPrefix("127.") || address == "::1" }
}
