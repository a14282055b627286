import Addresses
import Hosts

/// A family of addresses, and by which names its rules of Services are found.
enum ProxyFamily: String, Sendable, CaseIterable {
    case ipv4 = "IPv4"
    case ipv6 = "IPv6"

    /// The names of iptables-legacy's tables that the kernel has.
    var legacyTables: String { self == .ipv4 ? "/proc/net/ip_tables_names" : "/proc/net/ip6_tables_names" }

    /// `iptables-nft-save` of `nft`; without a kind the plain name, as before iptables 1.8.
    func save(_ kind: String?) -> Command {
        let program = (self == .ipv4 ? "iptables" : "ip6tables") + (kind.map { "-\($0)" } ?? "") + "-save"
        return Command(program, ["-c", "-t", "nat"], deadline: .seconds(3), limit: 8 << 20)
    }

    /// The table of kube-proxy's mode nftables.
    var nft: Command {
        Command("nft", ["list", "table", self == .ipv4 ? "ip" : "ip6", "kube-proxy"], deadline: .seconds(3), limit: 8 << 20)
    }

    /// Mode ipvs: the set by which pods' connections to themselves are masqueraded (kubernetes 1.36 pkg/proxy/ipvs/ipset.go).
    var loopBackSet: String { self == .ipv4 ? "KUBE-LOOP-BACK" : "KUBE-6-LOOP-BACK" }

    func holds(_ address: some StringProtocol) -> Bool { address.contains(":") == (self == .ipv6) }
}

extension IPAddress {
    /// An address in its one form, as other tables write it; the kernel writes IPv6 with all its zeroes in /proc. IPv4 and what is
    /// no address stay as they are.
    static func short(_ text: some StringProtocol) -> String {
        text.contains(":") ? IPAddress(text)?.description ?? String(text) : String(text)
    }
}
