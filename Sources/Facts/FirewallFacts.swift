/// Firewalls of this machine.
public enum FirewallFacts {
    /// From ENABLED in /etc/ufw/ufw.conf: the unit ufw.service is active either way.
    public static let ufwIsEnabled = FactKey("firewall.ufwIsEnabled", .flag, "whether ufw, where it is installed, is switched on")

    /// iptables-nft's, or iptables-legacy's where the kernel has that table; absent where neither has the chain.
    public static let forwardPolicy = FactKey(
        "firewall.forwardPolicy", .text, oneOf: .known("ACCEPT", "DROP"),
        "the policy of the chain FORWARD of the table filter: ACCEPT or DROP")

    /// The columns of `forwardRules`.
    public enum ForwardRule: String, TableColumns {
        case chain, rule

        public var cell: Cell {
            switch self {
            case .chain: .text("the chain")
            case .rule: .text("the rule as iptables-save writes it")
            }
        }
    }

    public static let forwardRules = TableKey(
        "firewall.forwardRules", ForwardRule.self,
        "the rules of the chain FORWARD and of those that it leads to")
    /// Derived.
    public static let dropsPods = FactKey(
        "firewall.dropsPods", .flag, "whether the chain FORWARD drops by policy and has no rule that could let pods pass")

    static let all = [ufwIsEnabled, forwardPolicy, forwardRules, dropsPods]
}
