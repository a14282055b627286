/// Commands that change nothing: what a step with risk `looks` may run, for such a step is never asked about.
enum LookingCommand {
    /// What makes a program one that only looks.
    private enum Manner {
        /// Whatever its arguments.
        case always
        /// While none of these stands among its arguments, alone or before `=`.
        case without(Set<String>)
        /// Where its words that are no flags begin with one of these, or it has no such words.
        case verbs(Set<String>)
    }

    /// Manual pages of the programs: Debian 13, kubectl, kubeadm and crictl 1.36, etcdctl 3.6, containerd 2.1, CRI-O 1.34.
    private static let manners: [String: Manner] = {
        var out: [String: Manner] = [:]
        for name in [
            "ausearch", "cat", "df", "dig", "du", "findmnt", "free", "getenforce", "getent", "grep", "iostat", "iptables-save",
            "ip6tables-save", "iptables-legacy-save", "iptables-nft-save", "ls", "lsblk", "lscpu", "lsmod", "lsof", "nslookup",
            "ps",
            "readlink", "sestatus", "sha256sum", "ss", "stat", "systemd-cgls", "systemd-detect-virt", "uname", "uptime", "vmstat",
            "ansible-inventory", "modinfo", "aa-status", "chronyc", "ld-linux-x86-64.so.2", "date", "w", "who",
        ] { out[name] = .always }
        out["find"] = .without(["-delete", "-exec", "-execdir", "-ok", "-okdir", "-fprint", "-fprintf", "-fls"])
        out["journalctl"] = .without([
            "--rotate", "--flush", "--sync", "--vacuum-size", "--vacuum-time", "--vacuum-files", "--setup-keys",
            "--update-catalog",
        ])
        out["dmesg"] = .without(["-c", "-C", "-D", "-E", "-n", "--clear", "--read-clear", "--console-level"])
        out["ip"] = .without(["add", "del", "delete", "set", "flush", "change", "replace", "append", "exec", "save", "restore"])
        out["bridge"] = .without(["add", "del", "delete", "set", "append", "replace", "flush"])
        out["sysctl"] = .without(["-w", "--write", "-p", "--load", "--system", "-f"])
        out["curl"] = .without([
            "-X", "--request", "-d", "--data", "--data-raw", "--data-binary", "-T", "--upload-file", "-o", "--output", "-O", "-F",
            "--form",
        ])
        out["ethtool"] = .without(["-K", "-A", "-C", "-G", "-L", "-s", "-r", "-E", "-f", "--offload", "--change"])
        out["smartctl"] = .without(["-t", "--test", "-s", "--smart", "-X", "--abort"])
        out["openssl"] = .verbs(["x509", "verify", "s_client", "crl", "version", "asn1parse"])
        out["hostname"] = .verbs([])
        out["rpm"] = .without(["-i", "-U", "-e", "-F", "--install", "--upgrade", "--erase", "--import", "--rebuilddb"])
        out["dpkg"] = .without(["-i", "-r", "-P", "--install", "--remove", "--purge", "--configure", "--unpack", "--force"])
        out["apt-cache"] = .always
        out["apt-mark"] = .verbs(["showhold", "showmanual", "showauto"])
        out["dnf"] = .verbs(["repolist", "list", "info", "repoquery", "versionlock list"])
        out["zypper"] = .verbs(["repos", "search", "info", "locks", "packages"])
        out["systemctl"] = .verbs([
            "cat", "status", "show", "is-active", "is-enabled", "is-failed", "is-system-running", "list-units", "list-unit-files",
            "list-dependencies", "list-sockets", "list-timers", "list-jobs",
        ])
        out["systemd-analyze"] = .verbs(["verify", "blame", "critical-chain", "time"])
        out["timedatectl"] = .verbs(["status", "show", "timesync-status", "show-timesync"])
        out["resolvectl"] = .verbs(["status", "query", "dns", "statistics"])
        out["hostnamectl"] = .without(["set-hostname", "set-icon-name", "set-chassis"])
        out["nft"] = .verbs(["list"])
        out["iptables"] = .without([
            "-A", "-D", "-I", "-R", "-F", "-Z", "-N", "-X", "-P", "-E", "--policy", "--flush", "--append", "--delete",
        ])
        out["ip6tables"] = out["iptables"]
        out["ipvsadm"] = .without(["-A", "-E", "-D", "-C", "-R", "-a", "-e", "-d", "-Z"])
        out["conntrack"] = .without(["-D", "-F", "-I", "-U", "--delete", "--flush"])
        out["firewall-cmd"] = .without([
            "--reload", "--permanent", "--add-port", "--remove-port", "--set-default-zone", "--panic-on",
        ])
        out["ufw"] = .verbs(["status", "show"])
        out["runc"] = .verbs(["list", "state", "features", "events"])
        out["kubelet"] = .verbs([])
        out["containerd"] = .verbs(["config dump", "config default"])
        out["ctr"] = .verbs(["plugins ls", "images ls", "containers ls", "tasks ls", "snapshots ls", "version", "namespaces ls"])
        out["crio"] = .verbs(["config", "status", "version"])
        out["crio-status"] = .always
        out["docker"] = .verbs(["version", "info", "ps", "images", "inspect", "logs"])
        out["crictl"] = .verbs([
            "ps", "pods", "images", "info", "inspect", "inspecti", "inspectp", "logs", "stats", "statsp", "version",
            "imagefsinfo",
        ])
        out["etcdctl"] = .verbs([
            "member list", "endpoint status", "endpoint health", "endpoint hashkv", "alarm list", "get", "version",
        ])
        out["kubectl"] = .verbs([
            "get", "describe", "logs", "top", "version", "cluster-info", "auth", "api-resources", "api-versions", "config view",
            "config get-contexts", "config current-context", "explain", "events",
        ])
        out["kubeadm"] = .verbs([
            "certs check-expiration", "certs certificate-key", "config images list", "config print", "config validate",
            "token list",
            "version", "upgrade plan", "upgrade diff",
        ])
        // It shows what it would do unless it is told to go on.
        out["kops"] = .without(["--yes", "-y", "delete", "create", "edit", "replace"])
        out["ansible"] = .always
        return out
    }()

    /// Flags that take the next word as their value, of programs whose verbs are looked for.
    private static let valued: Set<String> = [
        "-n", "--namespace", "--kubeconfig", "-o", "--output", "-l", "--selector", "--config", "-c", "--endpoints", "--cacert",
        "--cert",
        "--key", "-w", "--write-out", "--context", "--request-timeout", "-r", "--runtime-endpoint", "--server", "--root", "-H",
        "--host",
    ]

    /// Why a command does more than look, as a sentence; nil where it only looks.
    static func problem(_ words: [String]) -> String? {
        let program = words.first.map { $0.split(separator: "/").last.map(String.init) ?? $0 } ?? ""
        let rest = Array(words.dropFirst())
        // Within a container what is run there counts.
        if program == "crictl", let at = rest.firstIndex(of: "exec"), at + 2 < rest.count {
            return problem(Array(rest[(at + 2)...]))
        }
        if rest.contains("--dry-run") || rest.contains("--dry-run=client") { return nil }
        guard let manner = manners[program] else {
            return "\(program) is not known to change nothing, so a step that only looks must not run it."
        }
        switch manner {
        case .always: return nil
        case .without(let forbidden):
            let named = rest.map { $0.split(separator: "=").first.map(String.init) ?? $0 }
            if program == "sysctl", rest.contains(where: { $0.contains("=") }) { return refused("sets a value", program) }
            return named.first(where: forbidden.contains).map { refused("changes something with \($0)", program) }
        case .verbs(let verbs):
            let plain = plainWords(rest)
            guard !plain.isEmpty else { return nil }
            let isOne = (1...3).contains { verbs.contains(plain.prefix($0).joined(separator: " ")) }
            return isOne ? nil : refused("changes something with \(plain.prefix(2).joined(separator: " "))", program)
        }
    }

    private static func refused(_ what: String, _ program: String) -> String {
        "\(program) \(what): a step that only looks must not."
    }

    private static func plainWords(_ words: [String]) -> [String] {
        var out: [String] = []
        var skips = false
        for word in words {
            if skips {
                skips = false
            } else if word.hasPrefix("-") {
                skips = valued.contains(word)
            } else {
                out.append(word)
            }
        }
        return out
    }
}
