import Facts
import Hosts

/// The static pod manifests, with the control plane's flags.
struct ManifestsProbe: Probe {
    let name = "manifests"
    let subject = "the static pod manifests"
    let releases: KnownReleases
    let gives: [FactKey] = [
        ManifestFacts.manifests, ManifestFacts.flags, GateFacts.manifests, ManifestFacts.missing, APIServerFacts.hasManifest,
        APIServerFacts.issuer,
        APIServerFacts.etcdServers, APIServerFacts.usesLocalEtcd, APIServerFacts.securePort,
    ]
    let needs: [FactKey] = [KubeletFacts.staticPodPath, NodeFacts.role]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        let folder = known.text(KubeletFacts.staticPodPath) ?? "/etc/kubernetes/manifests"
        do {
            let files = try await read(folder, host)
            let manifests = Self.rows(files)
            facts.set(ManifestFacts.manifests, manifests, from: .file(folder))
            let flags = files.flatMap(flags)
            facts.set(ManifestFacts.flags, flags, from: .file(folder))
            facts.set(GateFacts.manifests, files.flatMap(gates), from: .file(folder))
            write(apiserver: files.first { $0.pod?.component == "kube-apiserver" }, folder, &facts)
            write(missingOf: files, folder, known, &facts)
        } catch {
            facts.miss(gives, error.reason)
        }
        return facts
    }

    /// A file of the folder.
    struct File: Sendable {
        var path: String
        var status: FileStatus
        var pod: PodManifest?
        var problem: PodManifest.Problem?
    }

    /// Every file whose name does not begin with a dot; none where there is no such folder.
    private func read(_ folder: String, _ host: any Host) async throws(HostError) -> [File] {
        let entries: [FileStatus]
        do { entries = try await host.list(folder) } catch {
            if error.isAbsence { return [] }
            throw error
        }
        var files: [File] = []
        for entry in entries where !entry.name.hasPrefix(".") {
            let path = "\(folder)/\(entry.name)"
            let content: FileContent
            do throws(HostError) {
                guard entry.kind == .file || entry.kind == .link else { throw HostError.wrongKind(path: path) }
                content = try await host.read(path)
            } catch {
                // Gone since the folder was listed: an editor's passing file.
                if error.isAbsence { continue }
                guard case .wrongKind = error else { throw error }
                // The kubelet passes over folders and pipes; under a component's own name one stands where its manifest should.
                guard Self.isOfKubeadm(path) else { continue }
                let problem = PodManifest.Problem(line: 1, sentence: "It is a \(Self.word(entry.kind)), but a file is expected.")
                files.append(File(path: path, status: entry, problem: problem))
                continue
            }
            var file = File(path: path, status: content.status)
            do { file.pod = try PodManifest(content.bytes, file: path) } catch { file.problem = error }
            files.append(file)
        }
        return files
    }

    private static func word(_ kind: FileKind) -> String {
        switch kind {
        case .file: "file that cannot be opened"
        case .directory: "folder"
        case .link: "link to something else"
        case .socket: "socket"
        case .pipe: "pipe"
        case .characterDevice, .blockDevice: "device"
        }
    }

    private static func rows(_ files: [File]) -> [Row<ManifestFacts.Manifest>] {
        var first: [String: String] = [:]
        return files.sorted(by: isBefore).map { file in
            var twin: String?
            if let pod = file.pod?.pod {
                twin = first[pod]
                if twin == nil { first[pod] = file.path }
            }
            return Row(
                [
                    .file: .text(file.path), .component: .text(ifAny: file.pod?.component), .pod: .text(ifAny: file.pod?.pod),
                    .image: .text(ifAny: file.pod?.image), .version: .text(ifAny: file.pod?.version),
                    .problem: .text(ifAny: file.problem.map { "line \($0.line): \($0.sentence)" }), .twin: .text(ifAny: twin),
                    .modified: .instant(Instant(seconds: file.status.modified)), .mode: .integer(file.status.mode),
                ],
                from: .file(
                    file.path, line: file.problem?.line, file.problem?.sentence ?? "", at: Instant(seconds: file.status.modified))
            )
        }
    }

    /// kubeadm's own files come first, so that the copy is the twin and not the original.
    private static func isBefore(_ a: File, _ b: File) -> Bool {
        let (one, other) = (isOfKubeadm(a.path), isOfKubeadm(b.path))
        return one != other ? one : a.path < b.path
    }

    private static func isOfKubeadm(_ path: String) -> Bool {
        PodManifest.components.contains { path.hasSuffix("/\($0).yaml") }
    }

    private func flags(_ file: File) -> [Row<ManifestFacts.Flag>] {
        guard let pod = file.pod, let component = pod.component else { return [] }
        return pod.flags.map { flag in
            let removal = pod.version.flatMap {
                RemovedComponentFlag(flag.name, of: component, version: $0, releases)
            }
            return Row(
                [
                    .component: .text(component), .flag: .text(flag.name), .value: .text(flag.value), .file: .text(file.path),
                    .line: .integer(flag.line), .removedIn: .text(ifAny: removal?.since),
                    .instead: .text(ifAny: removal?.instead),
                ], from: .file(file.path, line: flag.line, "--\(flag.name)=\(flag.value)"))
        }
    }

    private func gates(_ file: File) -> [Row<GateFacts.Gate>] {
        guard let pod = file.pod, let component = pod.component else { return [] }
        let version = pod.version.flatMap { SeriesVersion($0) }
        return ManifestGates.rows(
            pod.flags, of: component, minor: version?.major == 1 ? version?.minor : nil, file: file.path, releases.gates)
    }

    private func write(apiserver file: File?, _ folder: String, _ facts: inout FactSet) {
        guard let file, let pod = file.pod else {
            facts.set(APIServerFacts.hasManifest, false, from: .file("\(folder)/kube-apiserver.yaml"))
            for key in [
                APIServerFacts.issuer, APIServerFacts.etcdServers, APIServerFacts.usesLocalEtcd, APIServerFacts.securePort,
            ] {
                facts.setAbsent(key, from: .file("\(folder)/kube-apiserver.yaml"))
            }
            return
        }
        func flag(_ name: String) -> (CommandFlag, Source)? {
            pod.flags.last { $0.name == name }.map { ($0, .file(file.path, line: $0.line, "--\($0.name)=\($0.value)")) }
        }
        facts.set(APIServerFacts.hasManifest, true, from: .file(file.path))
        let issuer = flag("service-account-issuer")
        facts.set(
            APIServerFacts.issuer, .text(ifAny: issuer?.0.value),
            from: issuer?.1 ?? .file(file.path, "no --service-account-issuer"))
        let servers = flag("etcd-servers")
        let addresses = servers?.0.value.split(separator: ",").map(String.init) ?? []
        facts.set(APIServerFacts.etcdServers, servers == nil ? .absent : .list(addresses), from: servers?.1 ?? .file(file.path))
        let isLocal =
            !addresses.isEmpty
            && addresses.allSatisfy { $0.contains("//127.0.0.1:") || $0.contains("//localhost:") || $0.contains("//[::1]:") }
        facts.set(APIServerFacts.usesLocalEtcd, .flag(isLocal), from: servers?.1 ?? .file(file.path))
        let port = flag("secure-port")
        facts.set(
            APIServerFacts.securePort, .integer(port.flatMap { Int($0.0.value) } ?? 6443), from: port?.1 ?? .file(file.path))
    }

    /// A control-plane node has these three; etcd's is not among them, for it may run as a unit or elsewhere.
    private func write(missingOf files: [File], _ folder: String, _ known: FactSet, _ facts: inout FactSet) {
        guard let role = known.text(NodeFacts.role) else {
            return facts.miss(ManifestFacts.missing, known.reason(NodeFacts.role) ?? "The node's role is not known.")
        }
        let wanted = role == "control-plane" ? ["kube-apiserver", "kube-controller-manager", "kube-scheduler"] : []
        // A file that cannot be read as a pod is there all the same, and is told as broken.
        let missing = wanted.filter { name in
            !files.contains { $0.pod?.component == name || $0.path.hasSuffix("/\(name).yaml") }
        }
        let value = missing.isEmpty ? Value.absent : .list(missing)
        facts.set(
            ManifestFacts.missing, value,
            from: .file(folder, missing.isEmpty ? "" : "it lacks \(missing.joined(separator: ", "))"))
    }
}
