import Facts
import Hosts

/// What changed on the node, newest last: packages, files, units, boots.
///
/// At most a hundred entries.
struct ChangesProbe: Probe {
    let name = "changes"
    let subject = "what changed on the node"
    let gives: [FactKey] = [ChangeFacts.changes]
    let needs: [FactKey] = [UnitFacts.units, ClockFacts.zoneOffset, MachineFacts.booted]

    static let most = 100

    /// Files whose change can break a node.
    static let files = [
        "/var/lib/kubelet/config.yaml", "/var/lib/kubelet/kubeadm-flags.env", "/etc/default/kubelet", "/etc/sysconfig/kubelet",
        "/etc/fstab", "/etc/hosts",
        "/etc/hostname", "/etc/resolv.conf", "/etc/crio/crio.conf", "/etc/docker/daemon.json", "/etc/selinux/config",
        "/etc/machine-id",
    ]

    /// Folders whose files are looked at.
    static let folders = [
        "/etc/kubernetes", "/etc/kubernetes/manifests", "/etc/kubernetes/pki", "/etc/kubernetes/pki/etcd", "/etc/containerd",
        "/etc/containerd/conf.d",
        "/etc/cni/net.d", "/etc/crio/crio.conf.d", "/etc/sysctl.d", "/etc/modules-load.d", "/etc/systemd/system",
        "/etc/systemd/system/kubelet.service.d",
        "/etc/systemd/system/containerd.service.d", "/usr/lib/systemd/system/kubelet.service.d",
    ]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        var rows = await files(host) + units(known)
        if let booted = known.instant(MachineFacts.booted) {
            rows.append(Self.row("the machine was booted", booted, "boot", Source("/proc/stat", "btime \(booted.seconds)")))
        }
        let zone = known.integer(ClockFacts.zoneOffset) ?? 0
        for path in ["/var/log/dpkg.log.1", "/var/log/dpkg.log"] {
            if let text = await SmallFile.read(path, limit: 16 << 20, at: host).text {
                rows += PackageLogs.dpkg(text, file: path, zone: zone)
            }
        }
        for path in ["/var/log/dnf.rpm.log", "/var/log/yum.log"] {
            if let text = await SmallFile.read(path, limit: 16 << 20, at: host).text { rows += PackageLogs.dnf(text, file: path) }
        }
        rows.sort { (Self.when($0), $0.text(.what) ?? "") < (Self.when($1), $1.text(.what) ?? "") }
        facts.set(ChangeFacts.changes, Array(Self.withoutCrowd(rows).suffix(Self.most)), from: [])
        return facts
    }

    static func row(_ what: String, _ when: Instant, _ kind: String, _ source: Source) -> Row<ChangeFacts.Change> {
        Row(
            [.what: .text(what), .when: .instant(when), .kind: .text(kind)], from: Source(source.origin, source.text, at: when)
        )
    }

    /// An upgrade of the system changes hundreds of packages: of those that Kubernetes does not hang on the newest 30 are kept, so
    /// that they push nothing else out.
    static func withoutCrowd(_ rows: [Row<ChangeFacts.Change>]) -> [Row<ChangeFacts.Change>] {
        let isOther = { (row: Row<ChangeFacts.Change>) in
            let package = String((row.text(.what) ?? "").prefix { $0 != " " })
            return row.text(.kind) == "package" && !PackagesProbe.names.contains(package) && !package.hasPrefix("linux-image")
        }
        var left = 30
        return rows.reversed().filter { row in
            guard isOther(row) else { return true }
            left -= 1
            return left >= 0
        }.reversed()
    }

    private static func when(_ row: Row<ChangeFacts.Change>) -> Int {
        if case .instant(let instant) = row[.when] { return instant.seconds }
        return 0
    }

    private func files(_ host: any Host) async -> [Row<ChangeFacts.Change>] {
        var rows: [Row<ChangeFacts.Change>] = []
        for path in Self.files {
            guard let status = try? await host.status(path), status.kind == .file else { continue }
            rows.append(Self.row("\(path) was written", Instant(seconds: status.modified), "file", .file(path)))
        }
        for folder in Self.folders {
            for entry in (try? await host.list(folder)) ?? [] where entry.kind == .file {
                let path = "\(folder)/\(entry.name)"
                rows.append(Self.row("\(path) was written", Instant(seconds: entry.modified), "file", .file(path)))
            }
        }
        return rows
    }

    private func units(_ known: FactSet) -> [Row<ChangeFacts.Change>] {
        (known.rows(UnitFacts.units) ?? []).compactMap { unit in
            guard let name = unit.text(.name), name.hasSuffix(".service"), case .instant(let started) = unit[.started] else {
                return nil
            }
            return Self.row("\(name) was started", started, "unit", unit.source)
        }
    }
}
