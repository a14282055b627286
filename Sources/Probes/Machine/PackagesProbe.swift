import Facts
import Hosts

/// The installed packages of Kubernetes and of what it needs, and whether upgrades leave them as they are.
struct PackagesProbe: Probe {
    let name = "packages"
    let subject = "the installed packages"
    let gives = [PackageFacts.packages]

    static let names: Set<String> = [
        "kubeadm", "kubelet", "kubectl", "kubernetes-cni", "cri-tools", "containerd", "containerd.io", "cri-o", "cri-dockerd", "docker-ce",
        "docker.io", "moby-engine", "runc", "crun", "etcd", "etcd-server", "iptables", "nftables", "conntrack", "conntrack-tools", "ebtables", "ethtool",
        "socat", "container-selinux", "chrony", "systemd",
    ]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        let path = "/var/lib/dpkg/status"
        do throws(HostError) {
            do {
                let status = try await host.read(path, limit: 32 << 20)
                facts.set(PackageFacts.packages, .rows(DpkgStatus.rows(status.bytes, names: Self.names)), from: .file(path))
            } catch where error.isAbsence {
                facts.set(PackageFacts.packages, .rows(try await rpm(host)), from: Source("rpm -q"))
            }
        } catch {
            facts.miss(PackageFacts.packages, error.description)
        }
        return facts
    }

    private func rpm(_ host: any Host) async throws(HostError) -> [Row] {
        let command = Command(
            "rpm", ["-q", "--queryformat", "%{NAME}\\t%{VERSION}-%{RELEASE}\\n"] + Self.names.sorted(), deadline: .seconds(4), limit: 64 << 10)
        let output: CommandOutput
        do { output = try await host.run(command) } catch where error.isAbsence { return [] }
        let held = try await RPMHolds.names(at: host)
        return output.lines.compactMap { line in
            let fields = line.split(separator: "\t")
            guard fields.count == 2, Self.names.contains(String(fields[0])) else { return nil }
            let isHeld = held.contains { Self.matches($0, String(fields[0])) }
            return Row(
                ["name": .text(String(fields[0])), "version": .text(String(fields[1])), "state": "installed", "isHeld": .flag(isHeld)],
                from: Source("rpm -q \(fields[0])", String(line.map { $0 == "\t" ? " " : $0 })))
        }
    }

    /// `kubelet`, `kube*`, or a locked version: `kubelet-0:1.36.2-150500.1.1.*`.
    static func matches(_ hold: String, _ name: String) -> Bool {
        if hold.hasSuffix("*"), !hold.contains(":"), name.hasPrefix(hold.dropLast()) { return true }
        return hold == name || hold.hasPrefix("\(name)-") && (hold.dropFirst(name.count + 1).first?.isNumber ?? false)
    }
}

/// The data base of dpkg: paragraphs of `Field: value` lines (dpkg 1.21, /var/lib/dpkg/status).
enum DpkgStatus {
    /// A row for each package that is asked for and that is more than removed.
    static func rows(_ bytes: [UInt8], names: Set<String>) -> [Row] {
        var rows: [Row] = []
        var fields: [String: (value: String, line: Int)] = [:]
        var isWanted = false
        func close() {
            if isWanted, let row = row(fields) { rows.append(row) }
            fields = [:]
            isWanted = false
        }
        var number = 0
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            if line.isEmpty {
                close()
            } else if line.starts(with: "Package: ".utf8) {
                let name = String(decoding: line.dropFirst(9), as: UTF8.self)
                isWanted = names.contains(name)
                fields["Package"] = (name, number)
            } else if isWanted, line.starts(with: "Status: ".utf8) {
                fields["Status"] = (String(decoding: line.dropFirst(8), as: UTF8.self), number)
            } else if isWanted, line.starts(with: "Version: ".utf8) {
                fields["Version"] = (String(decoding: line.dropFirst(9), as: UTF8.self), number)
            }
        }
        close()
        return rows
    }

    private static func row(_ fields: [String: (value: String, line: Int)]) -> Row? {
        guard let name = fields["Package"], let status = fields["Status"] else { return nil }
        // What is wanted, a flag of errors, and the state: `hold ok installed`.
        let words = status.value.split(separator: " ").map(String.init)
        guard words.count == 3, words[2] != "not-installed", words[2] != "config-files" else { return nil }
        let version = fields["Version"]?.value
        return Row(
            ["name": .text(name.value), "version": .text(ifAny: version), "state": .text(words[2]), "isHeld": .flag(words[0] == "hold")],
            from: .file("/var/lib/dpkg/status", line: status.line, "\(name.value) \(version ?? "") \(status.value)"))
    }
}

/// What keeps yum and dnf from upgrading packages: versionlock's lists, and exclude lines.
enum RPMHolds {
    static let lists = ["/etc/dnf/plugins/versionlock.list", "/etc/yum/pluginconf.d/versionlock.list"]
    static let configurations = ["/etc/dnf/dnf.conf", "/etc/yum.conf"]

    static func names(at host: any Host) async throws(HostError) -> [String] {
        var names: [String] = []
        for path in lists {
            do { names += SmallFile.text(try await host.read(path).text).settings.map(\.line.trimmed) } catch where error.isAbsence { continue }
        }
        var files = configurations
        do { files += try await host.list("/etc/yum.repos.d").filter { $0.name.hasSuffix(".repo") }.map { "/etc/yum.repos.d/\($0.name)" } } catch where !error.isAbsence { throw error } catch {}
        for path in files {
            do { names += excluded(try await host.read(path).text) } catch where error.isAbsence { continue }
        }
        return names
    }

    /// The members of `exclude=` and `excludepkgs=` lines.
    static func excluded(_ text: String) -> [String] {
        SmallFile.text(text).settings.flatMap { _, line -> [String] in
            guard let equals = line.firstIndex(of: "="), ["exclude", "excludepkgs"].contains(line[..<equals].trimmed) else { return [] }
            return line[line.index(after: equals)...].split { $0 == " " || $0 == "," }.map(String.init)
        }
    }
}
