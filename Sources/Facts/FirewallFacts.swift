/// Firewalls of this machine.
public enum FirewallFacts {
    /// From ENABLED in /etc/ufw/ufw.conf: the unit ufw.service is active either way.
    public static let ufwIsEnabled = FactKey("firewall.ufwIsEnabled", .flag, "whether ufw, where it is installed, is switched on")

    static let all = [ufwIsEnabled]
}
