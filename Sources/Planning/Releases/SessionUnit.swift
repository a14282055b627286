/// The units that carry a person's session and the machine's network. Whoever switches one off from afar is locked out, and the
/// tool with them.
public enum SessionUnit {
    /// What their names begin with, without the ending.
    private static let names: Set<String> = [
        "ssh", "sshd", "dropbear", "getty", "serial-getty", "console-getty", "container-getty", "systemd-logind", "logind",
        "user",
        "user-runtime-dir", "systemd-user-sessions", "dbus", "dbus-broker", "systemd-networkd", "NetworkManager",
        "networkmanager",
        "networking", "network", "wicked", "wickedd", "dhcpcd", "wpa_supplicant", "ifup", "multi-user", "sysinit", "basic",
    ]
    private static let verbs: Set<String> = ["stop", "disable", "mask", "kill", "isolate"]

    /// Whether a unit's name is one of them: `ssh.service`, `sshd`, `getty@tty1.service`, `session-3.scope`.
    public static func isOne(_ unit: some StringProtocol) -> Bool {
        let bare = unit.prefix { $0 != "@" && $0 != "." }
        return names.contains(String(bare)) || bare.hasPrefix("session-") && unit.hasSuffix(".scope")
    }

    /// The unit of a session that a command switches off; nil where it leaves them alone.
    public static func switchedOff(by words: [String]) -> String? {
        let plain = words.drop { $0 == "env" || $0 == "sudo" || $0.contains("=") && !$0.hasPrefix("-") }
        let names = plain.dropFirst().filter { !$0.hasPrefix("-") }
        switch plain.first?.split(separator: "/").last {
        case "systemctl":
            guard let verb = names.first, verbs.contains(verb) else { return nil }
            return names.dropFirst().first { isOne($0) }
        case "service": return names.count > 1 && names.last == "stop" ? names.first { isOne($0) } : nil
        case "pkill", "killall": return names.first { isOne($0) }
        default: return nil
        }
    }

    /// The same for the commands that a text names: from the program's name to the sentence's end.
    public static func switchedOff(inText text: String) -> String? {
        let words = text.split(whereSeparator: \.isWhitespace).map { raw in
            let inner = raw.drop { "(\"'`[".contains($0) }
            return String(inner.dropLast(inner.reversed().prefix { ".,;:)\"'`]".contains($0) }.count))
        }
        for at in words.indices where ["systemctl", "service", "pkill", "killall"].contains(words[at]) {
            // A sentence goes on after the command: the verb and the few names after it are what is run.
            if let unit = switchedOff(by: Array(words[at...].prefix(6))) { return unit }
        }
        return nil
    }
}
