import YAML

/// A module of Ansible that does what a command of a step does, and can say whether anything changed.
struct AnsibleModule {
    var name: String
    var arguments: [ConfigEntry]
    /// Whether what it says of changes is not worth a change of its own.
    var isRefresh = false

    /// Nil where only the command itself does it.
    init?(_ words: [String]) {
        let plain = words.drop { $0 == "env" || $0 == "DEBIAN_FRONTEND=noninteractive" }
        switch plain.first {
        case "systemctl": self.init(systemctl: Array(plain.dropFirst()))
        case "apt-get": self.init(apt: Array(plain.dropFirst()))
        case "dnf": self.init(dnf: Array(plain.dropFirst()))
        default: return nil
        }
    }

    private init?(systemctl words: [String]) {
        name = "ansible.builtin.systemd_service"
        switch (words.first, words.count) {
        case ("daemon-reload", 1):
            arguments = [ConfigEntry("daemon_reload", true)]
            isRefresh = true
        case ("enable", 2): arguments = [ConfigEntry("name", .text(words[1])), ConfigEntry("enabled", true)]
        case ("enable", 3) where words[1] == "--now":
            arguments = [ConfigEntry("name", .text(words[2])), ConfigEntry("enabled", true), ConfigEntry("state", "started")]
        // Starts a unit that does not run, as the command does.
        case ("reload-or-restart", 2): arguments = [ConfigEntry("name", .text(words[1])), ConfigEntry("state", "reloaded")]
        case ("restart", 2): arguments = [ConfigEntry("name", .text(words[1])), ConfigEntry("state", "restarted")]
        case ("stop", 2): arguments = [ConfigEntry("name", .text(words[1])), ConfigEntry("state", "stopped")]
        case ("mask", 2): arguments = [ConfigEntry("name", .text(words[1])), ConfigEntry("masked", true)]
        default: return nil
        }
    }

    private init?(apt words: [String]) {
        name = "ansible.builtin.apt"
        if words == ["update"] {
            arguments = [ConfigEntry("update_cache", true)]
            isRefresh = true
            return
        }
        guard words.first == "install" else { return nil }
        var packages: [String] = []
        var options: [ConfigEntry] = []
        var rest = words.dropFirst()
        while let word = rest.popFirst() {
            switch word {
            case "--yes", "-y": continue
            case "--no-install-recommends": options.append(ConfigEntry("install_recommends", false))
            case "--allow-change-held-packages": options.append(ConfigEntry("allow_change_held_packages", true))
            case "--option" where rest.first == "DPkg::Lock::Timeout=300":
                rest = rest.dropFirst()
                options.append(ConfigEntry("lock_timeout", 300))
            default:
                if word.hasPrefix("-") { return nil }
                packages.append(word)
            }
        }
        if packages.isEmpty { return nil }
        arguments = [ConfigEntry("name", .texts(packages)), ConfigEntry("state", "present")] + options
    }

    private init?(dnf words: [String]) {
        name = "ansible.builtin.dnf"
        guard words.first == "install" else { return nil }
        var packages: [String] = []
        var options: [ConfigEntry] = []
        for word in words.dropFirst() {
            let excludes = "--setopt=disable_excludes="
            if word == "--assumeyes" || word == "-y" { continue }
            if word.hasPrefix(excludes) {
                options.append(ConfigEntry("disable_excludes", .text(String(word.dropFirst(excludes.count)))))
            } else if word.hasPrefix("-") {
                return nil
            } else {
                packages.append(word)
            }
        }
        if packages.isEmpty { return nil }
        arguments = [ConfigEntry("name", .texts(packages)), ConfigEntry("state", "present")] + options
    }

    /// The rules of ansible-lint that want a module for a program. For these uses there is none, or it does less.
    static func excused(_ words: [String]) -> [String] {
        switch words.first?.split(separator: "/").last ?? "" {
        case "curl", "sed", "systemctl", "tar", "rpm", "mount", "apt-get", "yum", "service", "rsync", "unzip", "wget":
            ["command-instead-of-module"]
        case "chown", "chmod", "ln", "mkdir", "rmdir", "rm": ["deprecated-command-syntax"]
        default: []
        }
    }
}
