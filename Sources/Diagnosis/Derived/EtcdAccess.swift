import Facts

/// Whether the way on which kube-apiserver is sent to this node's etcd fits what etcd's own manifest says: port, scheme, address,
/// and the authorities on both sides.
///
/// Only where every address that kube-apiserver is given is of this machine and etcd is a static pod here: an etcd elsewhere, or one
/// of several, has its settings where this node cannot see them.
enum EtcdAccess {
    static let derivation = Derivation(gives: [APIServerFacts.etcdMisfits]) { facts in
        if let reason = facts.reason(ManifestFacts.flags) { return facts.miss(APIServerFacts.etcdMisfits, reason) }
        let flags = Flags(facts.rows(ManifestFacts.flags) ?? [])
        let servers = flags.values("kube-apiserver", "etcd-servers").compactMap(Endpoint.init)
        let local = Set(facts.list(MachineIdentityFacts.localAddresses) ?? [])
        guard !servers.isEmpty, servers.allSatisfy({ $0.isLoopback || local.contains($0.host) }), flags.has("etcd") else {
            return facts.set(APIServerFacts.etcdMisfits, [], from: [])
        }
        let misdirected = addresses(servers, flags)
        if misdirected.isEmpty, let reason = facts.reason(CertificateFacts.certificates) {
            return facts.miss(APIServerFacts.etcdMisfits, reason)
        }
        let certificates = facts.rows(CertificateFacts.certificates) ?? []
        let rows =
            misdirected
            + [
                authority(
                    of: ("etcd", "cert-file"), trusted: ("kube-apiserver", "etcd-cafile"), flags, certificates,
                    because: {
                        "kube-apiserver accepts etcd's certificate \($0) only if a CA in \($1) signed it, but it is signed by \($2)."
                    }),
                authority(
                    of: ("kube-apiserver", "etcd-certfile"), trusted: ("etcd", "trusted-ca-file"), flags, certificates,
                    because: {
                        "etcd accepts kube-apiserver's certificate \($0) only if a CA in \($1) signed it, but it is signed by \($2)."
                    }),
            ].compactMap { $0 }
        facts.set(APIServerFacts.etcdMisfits, rows, from: facts.sources(ManifestFacts.flags))
    }

    /// The flags of the manifests, the last of a name first: that one holds.
    struct Flags {
        let rows: [Row<ManifestFacts.Flag>]
        init(_ rows: [Row<ManifestFacts.Flag>]) { self.rows = rows }

        func row(_ component: String, _ flag: String) -> Row<ManifestFacts.Flag>? {
            rows.last { $0.text(.component) == component && $0.text(.flag) == flag }
        }
        func value(_ component: String, _ flag: String) -> String? { row(component, flag)?.text(.value) }
        func values(_ component: String, _ flag: String) -> [String] {
            (value(component, flag) ?? "").split(separator: ",").map { String($0.filter { $0 != " " && $0 != "\"" }) }
        }
        func has(_ component: String) -> Bool { rows.contains { $0.text(.component) == component } }
    }

    /// An address of etcd as flags write it: `https://127.0.0.1:2379`.
    struct Endpoint: Equatable {
        var scheme: String
        var host: String
        var port: Int

        init?(_ url: String) {
            guard let slashes = url.firstRange(of: "://") else { return nil }
            scheme = url[..<slashes.lowerBound].lowercased()
            let rest = url[slashes.upperBound...].prefix { $0 != "/" }
            guard ["http", "https"].contains(scheme), let colon = rest.lastIndex(of: ":"),
                let port = Int(rest[rest.index(after: colon)...])
            else { return nil }
            host = rest[..<colon].filter { $0 != "[" && $0 != "]" }
            self.port = port
        }

        var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }
        var isAny: Bool { host == "0.0.0.0" || host == "::" || host.isEmpty }
    }

    private static func addresses(_ servers: [Endpoint], _ flags: Flags) -> [Row<APIServerFacts.EtcdMisfit>] {
        let listens = flags.values("etcd", "listen-client-urls").compactMap(Endpoint.init)
        // etcd's own default where the flag is not given is http://localhost:2379; kubeadm always gives it.
        guard let asked = flags.row("kube-apiserver", "etcd-servers"), let heard = flags.row("etcd", "listen-client-urls"),
            !listens.isEmpty, !servers.contains(where: { server in listens.contains { fits(server, $0) } })
        else { return [] }
        let ports = servers.filter { server in !listens.contains { $0.port == server.port } }
        let schemes = servers.filter { server in !listens.contains { $0.scheme == server.scheme } }
        let because =
            if let server = ports.first {
                "etcd does not listen on port \(server.port) there."
            } else if let server = schemes.first {
                "etcd does not serve \(server.scheme) there."
            } else {
                "etcd does not listen on that address."
            }
        return [row(asked, heard, because)]
    }

    private static func fits(_ server: Endpoint, _ listen: Endpoint) -> Bool {
        guard server.port == listen.port, server.scheme == listen.scheme else { return false }
        return listen.isAny || server.host == listen.host || server.isLoopback && listen.isLoopback
    }

    /// The row where the authority that one side trusts is not the one that signed the other side's certificate, as far as both
    /// are on this disk.
    private static func authority(
        of shown: (String, String), trusted: (String, String), _ flags: Flags,
        _ certificates: [Row<CertificateFacts.Certificate>],
        because: (String, String, String) -> String
    ) -> Row<APIServerFacts.EtcdMisfit>? {
        guard let shownFlag = flags.row(shown.0, shown.1), let trustedFlag = flags.row(trusted.0, trusted.1),
            let file = shownFlag.text(.value), let bundle = trustedFlag.text(.value),
            let certificate = certificates.first(where: { $0.text(.path) == file }), let signer = certificate.text(.signedBy)
        else { return nil }
        let authorities = certificates.filter { $0.text(.path) == bundle }
        let signers = certificates.filter { $0.text(.path) == signer }
        let trustedKeys = Set(authorities.compactMap { $0.text(.publicKey) })
        let signerKeys = Set(signers.compactMap { $0.text(.publicKey) })
        guard !trustedKeys.isEmpty, !signerKeys.isEmpty, trustedKeys.isDisjoint(with: signerKeys), signer != bundle,
            certificate.flag(.isSignedByExpected) != true || certificate.text(.expectedCA) != bundle
        else { return nil }
        let misfit = trusted.0 == "kube-apiserver" ? (trustedFlag, shownFlag) : (shownFlag, trustedFlag)
        return row(misfit.0, misfit.1, because(file, bundle, signer))
    }

    /// `ours` is kube-apiserver's flag, `theirs` etcd's.
    private static func row(_ ours: Row<ManifestFacts.Flag>, _ theirs: Row<ManifestFacts.Flag>, _ because: String) -> Row<
        APIServerFacts.EtcdMisfit
    > {
        Row(
            [
                .flag: ours[.flag], .value: ours[.value], .file: ours[.file], .line: ours[.line],
                .etcdFlag: theirs[.flag], .etcdValue: theirs[.value], .etcdFile: theirs[.file], .etcdLine: theirs[.line],
                .because: .text(because),
            ], from: ours.source)
    }
}
