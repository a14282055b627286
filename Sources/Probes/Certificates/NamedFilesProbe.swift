import Facts
import Hosts

/// Looks at the certificate and key files that the flags of the control plane and etcd name, and at what these flags say of names
/// and addresses.
struct NamedFilesProbe: Probe {
    let name = "certificate-flags"
    let subject = "the flags that name certificates"
    let gives: [FactKey] = [
        CertificateFacts.named, IdentityFacts.advertiseAddress, IdentityFacts.serviceAddress,
        IdentityFacts.hasNamedServingCertificates,
        IdentityFacts.etcdClientHosts, IdentityFacts.etcdPeerHosts,
    ]
    let needs: [FactKey] = ComponentFiles.needs

    private static let certificateFlags: [String: [String]] = [
        "kube-apiserver": [
            "tls-cert-file", "client-ca-file", "etcd-cafile", "etcd-certfile", "kubelet-client-certificate",
            "proxy-client-cert-file",
            "requestheader-client-ca-file", "kubelet-certificate-authority", "service-account-key-file",
        ],
        "kube-controller-manager": [
            "client-ca-file", "root-ca-file", "cluster-signing-cert-file", "requestheader-client-ca-file",
        ],
        "etcd": ["cert-file", "trusted-ca-file", "peer-cert-file", "peer-trusted-ca-file"],
    ]
    private static let keyFlags: [String: [String]] = [
        "kube-apiserver": [
            "tls-private-key-file", "etcd-keyfile", "kubelet-client-key", "proxy-client-key-file",
            "service-account-signing-key-file",
        ],
        "kube-controller-manager": ["service-account-private-key-file", "cluster-signing-key-file"],
        "etcd": ["key-file", "peer-key-file"],
    ]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        let components = await ComponentFiles.read(from: host, knowing: known)
        var rows: [Row<CertificateFacts.NamedFile>] = []
        for flags in components.flags {
            for name in Self.certificateFlags[flags.component] ?? [] { rows += await self.rows(flags, name, isKey: false, host) }
            for name in Self.keyFlags[flags.component] ?? [] { rows += await self.rows(flags, name, isKey: true, host) }
        }
        if let reason = components.unseen.values.min(by: { $0.words < $1.words }) {
            facts.miss(CertificateFacts.named, reason)
        } else {
            facts.set(CertificateFacts.named, rows, from: components.flags.map { Source($0.path) })
        }
        apiserver(components, &facts)
        etcd(components, &facts)
        return facts
    }

    private func rows(_ flags: ComponentFlags, _ name: String, isKey: Bool, _ host: any Host) async -> [Row<
        CertificateFacts.NamedFile
    >] {
        var rows: [Row<CertificateFacts.NamedFile>] = []
        for path in flags.all(name).compactMap(flags.onHost) {
            var cells: [CertificateFacts.NamedFile: Value] = [
                .path: .text(path), .component: .text(flags.component), .flag: .text("--" + name), .isKey: .flag(isKey),
                .file: .text(flags.path),
            ]
            do throws(HostError) {
                let status = try await host.status(path)
                cells[.exists] = true
                if status.kind == .file {
                    cells[.mode] = .integer(status.mode)
                    cells[.owner] = .integer(status.owner)
                    cells[.isOpenToOthers] = .flag(status.mode & 0o004 != 0)
                }
            } catch {
                cells[.exists] = error.isAbsence ? false : .unknown(error.reason)
                if error.isAbsence { cells[.usual] = .text(ifAny: await usual(flags, name, beside: path, host)) }
            }
            rows.append(Row(cells, from: .file(flags.path, line: flags.line(name), "--\(name)=\(path)")))
        }
        return rows
    }

    /// The file that kubeadm gives this flag of a static pod, where it is another one and is there.
    private func usual(_ flags: ComponentFlags, _ name: String, beside path: String, _ host: any Host) async -> String? {
        guard flags.path.hasSuffix("/\(flags.component).yaml"), let file = KubeadmFiles.path(name, of: flags.component),
            file != path, let status = try? await host.status(file), status.kind == .file
        else { return nil }
        return file
    }

    private func apiserver(_ components: ComponentFiles, _ facts: inout FactSet) {
        let keys = [
            IdentityFacts.advertiseAddress, IdentityFacts.serviceAddress, IdentityFacts.hasNamedServingCertificates,
        ]
        guard let flags = components["kube-apiserver"] else {
            for key in keys {
                if let reason = components.unseen["kube-apiserver"] { facts.miss(key, reason) } else { facts.setAbsent(key) }
            }
            return
        }
        func set(_ key: FactKey, _ value: Value, _ flag: String) {
            facts.set(
                key, value,
                from: .file(flags.path, line: flags.line(flag), flags[flag].map { "--\(flag)=\($0)" } ?? "no --\(flag)"))
        }
        set(
            IdentityFacts.advertiseAddress, .text(ifAny: flags["advertise-address"].map { AddressText.canonical($0) }),
            "advertise-address")
        let ranges = flags.all("service-cluster-ip-range")
        set(
            IdentityFacts.serviceAddress, .text(ifAny: ranges.first.flatMap { AddressText.first(in: $0) }),
            "service-cluster-ip-range")
        set(IdentityFacts.hasNamedServingCertificates, .flag(flags["tls-sni-cert-key"] != nil), "tls-sni-cert-key")
    }

    /// Only addresses under https count: without TLS no certificate is shown.
    private func etcd(_ components: ComponentFiles, _ facts: inout FactSet) {
        for (key, flag) in [
            (IdentityFacts.etcdClientHosts, "advertise-client-urls"),
            (IdentityFacts.etcdPeerHosts, "initial-advertise-peer-urls"),
        ] {
            guard let flags = components["etcd"] else {
                if let reason = components.unseen["etcd"] { facts.miss(key, reason) } else { facts.setAbsent(key) }
                continue
            }
            let hosts = flags.all(flag).filter { $0.hasPrefix("https://") }.compactMap { AddressText.hostAndPort($0) }.map {
                AddressText.canonical($0.host)
            }
            let source = Source.file(flags.path, line: flags.line(flag), flags[flag].map { "--\(flag)=\($0)" } ?? "no --\(flag)")
            facts.set(key, .list(hosts), from: source)
        }
    }
}
