import Facts
import Hosts
import Text

/// Looks at the kubeconfigs of components and of people, and at what the shells' files name as KUBECONFIG.
struct KubeconfigProbe: Probe {
    let name = "kubeconfigs"
    let subject = "the kubeconfigs"
    let gives: [FactKey] = [KubeconfigFacts.kubeconfigs, KubeconfigFacts.variables]
    let needs: [FactKey] = ComponentFiles.needs

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        let components = await ComponentFiles.read(from: host, knowing: known)
        let found = await KubeconfigFiles.read(from: host)
        var files = PEMFiles(host)
        let trust = await ClusterTrust.read(&files, components: components, kubeconfigs: found)
        var rows: [Row<KubeconfigFacts.Kubeconfig>] = []
        for file in found { rows.append(await row(file, trust, &files, host)) }
        facts.set(KubeconfigFacts.kubeconfigs, rows, from: Source(KubeconfigFiles.folder))
        facts.set(KubeconfigFacts.variables, await variables(host), from: Source("/root"))
        return facts
    }

    private func row(_ file: KubeconfigFile, _ trust: ClusterTrust, _ files: inout PEMFiles, _ host: any Host) async -> Row<
        KubeconfigFacts.Kubeconfig
    > {
        var cells: [KubeconfigFacts.Kubeconfig: Value] = [
            .path: .text(file.path), .kind: .text(file.kind), .home: .text(ifAny: file.home?.name),
            .homeOwner: .integer(ifAny: file.home?.id),
        ]
        if let reason = file.unseen {
            for column in Self.contentColumns + [.mode, .owner, .isOpenToOthers, .problem, .missingFile] {
                cells[column] = .unknown(reason)
            }
            return Row(cells, from: Source(file.path))
        }
        if let status = file.status {
            cells[.mode] = .integer(status.mode)
            cells[.owner] = .integer(status.owner)
            cells[.isOpenToOthers] = .flag(status.mode & 0o044 != 0)
        }
        let changed = file.status.map { Instant(seconds: $0.modified) }
        guard let config = file.config else {
            if case .failure(let problem)? = file.contents { cells[.problem] = .text(problem.sentence) }
            return Row(cells, from: Source(file.path, cells[.problem]?.plainText ?? "", at: changed))
        }
        cells.merge(await contents(config, file, trust, &files)) { $1 }
        cells[.missingFile] = await missing(config, host)
        return Row(cells, from: .file(file.path, line: config.serverLine, "server: \(config.server ?? "none")", at: changed))
    }

    private static let contentColumns: [KubeconfigFacts.Kubeconfig] = [
        .server, .host, .port, .checkedName, .checksServer, .user, .contextIsWhole, .isThisCluster, .authority, .caMatches,
        .client,
        .clientOrganisations, .clientNotAfter, .clientSource,
    ]

    private func contents(_ config: KubeconfigContents, _ file: KubeconfigFile, _ trust: ClusterTrust, _ files: inout PEMFiles)
        async -> [KubeconfigFacts.Kubeconfig: Value]
    {
        let place = config.server.flatMap { AddressText.hostAndPort($0) }
        let authorities = await file.authorities(&files)
        let caMatches: Value =
            authorities.map { .flag(ifAny: trust.isTrusted(by: $0)) }
            ?? .unknown("This user may not read the authority's file.")
        var client: X509Record?
        if let data = config.clientData {
            client = PEMContents(data, path: file.path).certificates.first
        } else if let path = config.clientFile {
            client = await files.authorities(path)?.first
        }
        return [
            .server: .text(ifAny: config.server), .host: .text(ifAny: place.map { AddressText.canonical($0.host) }),
            .port: .integer(ifAny: place?.port),
            .checkedName: .text(ifAny: (config.tlsServerName ?? place?.host).map { AddressText.canonical($0) }),
            .checksServer: .flag(!config.skipsVerification), .user: .text(ifAny: config.user),
            .contextIsWhole: .flag(config.contextIsWhole),
            .isThisCluster: .flag(trust.isOurs(file)), .authority: .text(ifAny: authorities?.first?.fingerprint),
            .caMatches: caMatches,
            .client: .text(ifAny: client?.subject), .clientOrganisations: .list(client?.organisations ?? []),
            .clientNotAfter: .instant(ifAny: client?.notAfter), .clientSource: .text(ifAny: config.clientSource),
        ]
    }

    /// The first file that the kubeconfig names and that is not there.
    private func missing(_ config: KubeconfigContents, _ host: any Host) async -> Value {
        for path in [config.authorityFile, config.clientFile, config.keyFile].compactMap({ $0 }) {
            do throws(HostError) {
                let entry = try await host.status(path)
                // A link is there also where the file that it leads to is gone.
                if entry.kind == .link { _ = try await host.read(path) }
            } catch {
                return error.isAbsence ? .text(path) : .unknown(error.reason)
            }
        }
        return .absent
    }

    private static let shellFiles = [
        "/root/.bashrc", "/root/.profile", "/root/.bash_profile", "/root/.zshrc", "/etc/environment",
    ]

    /// Each line that sets KUBECONFIG, where a shell's file can be read.
    private func variables(_ host: any Host) async -> [Row<KubeconfigFacts.Variable>] {
        var rows: [Row<KubeconfigFacts.Variable>] = []
        for path in Self.shellFiles {
            guard let file = try? await host.read(path) else { continue }
            for (index, line) in file.lines.enumerated() {
                guard let value = Self.kubeconfig(in: line) else { continue }
                for part in value.split(separator: ":") where !part.contains("$(") && !part.contains("`") {
                    let target = Self.expanded(part, home: "/root")
                    guard target.hasPrefix("/") else { continue }
                    rows.append(
                        Row(
                            [
                                .path: .text(path), .line: .integer(index + 1), .value: .text(target),
                                .exists: await exists(target, host),
                            ],
                            from: .file(path, line: index + 1, line.trimmed)))
                }
            }
        }
        return rows
    }

    /// What a line assigns to KUBECONFIG; nil where it does not, or is a comment.
    static func kubeconfig(in line: some StringProtocol) -> String? {
        var words = line.trimmed[...]
        if words.hasPrefix("export ") { words = words.dropFirst(7).drop { $0 == " " } }
        guard words.hasPrefix("KUBECONFIG=") else { return nil }
        words = words.dropFirst(11)
        if let quote = words.first, quote == "\"" || quote == "'" { return String(words.dropFirst().prefix { $0 != quote }) }
        return String(words.prefix { $0 != " " && $0 != ";" && $0 != "#" })
    }

    private static func expanded(_ path: some StringProtocol, home: String) -> String {
        for prefix in ["$HOME", "${HOME}", "~"] where path.hasPrefix(prefix) { return home + path.dropFirst(prefix.count) }
        return String(path)
    }

    private func exists(_ path: String, _ host: any Host) async -> Value {
        guard !path.contains("$") else { return .unknown("\(path) contains a variable whose value is not known.") }
        do throws(HostError) {
            _ = try await host.status(path)
            return true
        } catch {
            return error.isAbsence ? false : .unknown(error.reason)
        }
    }
}

extension Value {
    /// The text of a text cell.
    fileprivate var plainText: String? {
        if case .text(let text) = self { return text }
        return nil
    }
}
