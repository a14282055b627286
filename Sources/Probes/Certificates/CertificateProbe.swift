import Facts
import Hosts

/// Looks at every certificate: kubeadm's folder, the kubelet's, those inside kubeconfigs, and those that flags name.
struct CertificateProbe: Probe {
    let name = "certificates"
    let subject = "the certificates"
    let gives: [FactKey] = [CertificateFacts.certificates]
    let needs: [FactKey] = ComponentFiles.needs

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        let found: [String]
        do throws(HostError) {
            found = try await Self.certificateFiles(in: CertificateUses.pki, depth: 3, host)
        } catch {
            facts.miss(CertificateFacts.certificates, error.reason)
            return facts
        }
        let components = await ComponentFiles.read(from: host, knowing: known)
        let kubeconfigs = await KubeconfigFiles.read(from: host)
        var files = PEMFiles(host)
        let trust = await ClusterTrust.read(&files, components: components, kubeconfigs: kubeconfigs)
        let uses = CertificateUses.all(flags: components.flags, found: found)
        var shelf = CertificateShelf(files: files, trust: trust, clientCA: components["kube-apiserver"]?.file("client-ca-file"))
        for use in uses where use.purpose.isAuthority || use.purpose == .other { await shelf.remember(use) }
        for use in uses { await shelf.add(use) }
        let kubelet = kubeconfigs.first { $0.kind == "kubelet" }
        await shelf.addKubelets(isJoined: kubelet != nil)
        for file in kubeconfigs { await shelf.add(file) }
        facts.set(CertificateFacts.certificates, shelf.rows, from: Source(CertificateUses.pki))
        return facts
    }

    /// The `*.crt` files in a folder and its folders; none where it is not there.
    private static func certificateFiles(in folder: String, depth: Int, _ host: any Host) async throws(HostError) -> [String] {
        let entries: [FileStatus]
        do throws(HostError) {
            entries = try await host.list(folder)
        } catch {
            if error.isAbsence { return [] }
            throw error
        }
        var paths: [String] = []
        for entry in entries {
            let path = "\(folder)/\(entry.name)"
            if entry.kind == .directory {
                if depth > 1 { paths += (try? await certificateFiles(in: path, depth: depth - 1, host)) ?? [] }
            } else if entry.name.hasSuffix(".crt") {
                paths.append(path)
            }
        }
        return paths
    }
}

/// Collects the rows of the table `certificates` from files and kubeconfigs.
struct CertificateShelf {
    var files: PEMFiles
    let trust: ClusterTrust
    /// The file against which the API server checks clients.
    let clientCA: String?
    private(set) var rows: [Row<CertificateFacts.Certificate>] = []
    private var authorities: [(path: String, record: X509Record)] = []

    init(files: PEMFiles, trust: ClusterTrust, clientCA: String?) {
        self.files = files
        self.trust = trust
        self.clientCA = clientCA
    }

    /// The authority that checks clients of the API server on this node.
    private var clientAuthority: String { clientCA ?? CertificateUses.pki + "/ca.crt" }

    /// Keeps the authorities of a file, so that others can be told to be signed by them.
    mutating func remember(_ use: CertificateUse) async {
        for record in await files.authorities(use.path) ?? [] where record.isCA { authorities.append((use.path, record)) }
    }

    /// Adds the certificates of a file: all of an authority's bundle, the first of any other.
    mutating func add(_ use: CertificateUse) async {
        switch await files.read(use.path) {
        case .failure(let error):
            // A file that a flag names and that is not there stands in the table certificates.named.
            if !error.isAbsence { rows.append(CertificateRow.row(use, place: use.path, unseen: error.reason)) }
        case .success(let file):
            let all = file.contents.certificates
            guard let first = all.first else {
                let problem = file.contents.problem ?? "\(use.path) holds no certificate."
                rows.append(CertificateRow.row(use, place: use.path, problem: problem))
                return
            }
            let key = use.keyPath == use.path ? await files.key(use.path) : await files.key(use.keyPath)
            let source = Source(use.path, CertificateRow.text(first), at: Instant(seconds: file.status.modified))
            let expected = await isSigned(first, over: Array(all.dropFirst()), by: use.expectedCA)
            rows.append(
                CertificateRow.row(
                    first, use, place: use.path, key: key, source: source, chain: Array(all.dropFirst()), expected: expected,
                    others: authorities))
            if use.purpose.isAuthority { addBundle(all.dropFirst(), use, beside: first) }
        }
    }

    /// Further authorities of a bundle. While one is replaced by another an old one may end: it counts as used only alone.
    private mutating func addBundle(_ more: ArraySlice<X509Record>, _ use: CertificateUse, beside first: X509Record) {
        guard !more.isEmpty else { return }
        let newest = ([first] + more).max { $0.notAfter < $1.notAfter }
        if newest?.fingerprint != first.fingerprint, let last = rows.popLast() {
            var last = last
            last[.isUsed] = false
            rows.append(last)
        }
        for (index, record) in more.enumerated() {
            var use = use
            use.isUsed = use.isUsed && record.fingerprint == newest?.fingerprint
            use.keyPath = nil
            let place = "\(use.path) (certificate \(index + 2))"
            rows.append(
                CertificateRow.row(
                    record, use, place: place, key: .none, source: Source(place, CertificateRow.text(record)), chain: [],
                    expected: .absent, others: authorities))
        }
    }

    private mutating func isSigned(_ record: X509Record, over chain: [X509Record], by authority: String?) async -> Value {
        guard let authority else { return .absent }
        guard let trusted = await files.authorities(authority) else {
            return .unknown(await files.reason(authority))
        }
        return trusted.isEmpty ? .absent : .flag(record.isSigned(byOneOf: trusted, over: chain))
    }

    /// The kubelet's own folder.
    mutating func addKubelets(isJoined: Bool) async {
        let folder = "/var/lib/kubelet/pki"
        let client = folder + "/kubelet-client-current.pem"
        await add(
            CertificateUse(path: client, purpose: .kubeletClient, isUsed: isJoined, keyPath: client, expectedCA: clientAuthority))
        let approved = folder + "/kubelet-server-current.pem"
        let isApproved = await !(files.authorities(approved) ?? []).isEmpty
        await add(CertificateUse(path: approved, purpose: .kubeletServing, isUsed: isJoined, keyPath: approved, expectedCA: nil))
        await add(
            CertificateUse(
                path: folder + "/kubelet.crt", purpose: .kubeletServing, isUsed: isJoined && !isApproved,
                keyPath: folder + "/kubelet.key", expectedCA: nil))
    }

    /// The client's certificate of a kubeconfig, and the authority that it trusts where that is not this cluster's.
    mutating func add(_ file: KubeconfigFile) async {
        guard let config = file.config, file.kind != "bootstrap-kubelet" else { return }
        let isOurs = trust.isOurs(file)
        let authorities = await file.authorities(&files)
        let isTrusting = authorities.flatMap(trust.isTrusted)
        let purpose = Self.purpose(file.kind)
        var use = CertificateUse(path: file.path, purpose: purpose, isUsed: isOurs && purpose != .superAdmin)
        use.expectedCA = isOurs && isTrusting == true && trust.isControlPlane ? clientAuthority : nil
        if let data = config.clientData {
            await addEmbedded(data, use, config, file)
        } else if let path = config.clientFile, purpose != .kubeletClient || !path.hasPrefix("/var/lib/kubelet/pki/") {
            use.path = path
            use.keyPath = config.keyFile
            await add(use)
        }
        let isKnown = authorities?.allSatisfy { record in
            trust.local?.contains { $0.publicKey == record.publicKey && $0.notAfter == record.notAfter } ?? false
        }
        if let data = config.authorityData, isKnown == false {
            let use = CertificateUse(path: file.path, purpose: .kubeconfigCA, isUsed: isOurs)
            embed(data, use, field: "certificate-authority-data", line: config.authorityLine, key: .none, expected: .absent, file)
        }
    }

    private mutating func addEmbedded(
        _ data: [UInt8], _ use: CertificateUse, _ config: KubeconfigContents, _ file: KubeconfigFile
    ) async {
        let contents = PEMContents(data, path: file.path)
        var expected = Value.absent
        if let first = contents.certificates.first {
            expected = await isSigned(first, over: Array(contents.certificates.dropFirst()), by: use.expectedCA)
        }
        let key: CertificateRow.Key
        if config.hasEmbeddedKey {
            key = .present(path: file.path, identity: config.embeddedKey)
        } else {
            key = await files.key(config.keyFile)
        }
        embed(data, use, field: "client-certificate-data", line: config.clientLine, key: key, expected: expected, file)
    }

    private mutating func embed(
        _ data: [UInt8], _ use: CertificateUse, field: String, line: Int?, key: CertificateRow.Key, expected: Value,
        _ file: KubeconfigFile
    ) {
        let place = "\(file.path) (\(field))"
        let contents = PEMContents(data, path: file.path)
        guard let first = contents.certificates.first else {
            rows.append(
                CertificateRow.row(
                    use, place: place, problem: "The field \(field) of \(file.path) holds no certificate that can be read."))
            return
        }
        let source = Source.file(
            file.path, line: line, "\(field): \(CertificateRow.text(first))",
            at: file.status.map { Instant(seconds: $0.modified) })
        rows.append(
            CertificateRow.row(
                first, use, place: place, key: key, source: source, chain: Array(contents.certificates.dropFirst()),
                expected: expected, others: authorities))
    }

    private static func purpose(_ kind: String) -> CertificateUse.Purpose {
        switch kind {
        case "admin": .admin
        case "super-admin": .superAdmin
        case "kubelet": .kubeletClient
        case "controller-manager": .controllerManager
        case "scheduler": .scheduler
        default: .user
        }
    }
}
