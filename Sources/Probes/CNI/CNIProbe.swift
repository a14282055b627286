import Addresses
import Facts
import Hosts

/// Looks at the CNI configuration that the runtime reads, at the plugins it names, and at which networks pods were given.
struct CNIProbe: Probe {
    let name = "cni"
    let subject = "the network add-on's configuration"
    let gives: [FactKey] = [
        CNIFacts.configDir, CNIFacts.configs, CNIFacts.validConfigs, CNIFacts.brokenConfigs,
        CNIFacts.missingPlugins,
        CNIFacts.addOns, CNIFacts.winnerOwner, CNIFacts.winnerName, CNIFacts.winnerPath, CNIFacts.networksUsed,
        CNIFacts.hasWinnerGivenAddresses, CNIFacts.otherNetworkInUse, CNIFacts.nodeIsYoung, CNIFacts.flannelSubnet,
        CNIFacts.usesFlannelSubnet,
    ]
    let needs: [FactKey] = [
        ContainerdFacts.cniBinDirs, ContainerdFacts.cniConfDir, ContainerdFacts.cniMaxConfigs, RuntimeFacts.kind,
    ]

    /// Where plugins usually lie: upstream's place, Debian's, CRI-O's.
    private static let usualDirs = ["/opt/cni/bin", "/usr/lib/cni", "/usr/libexec/cni"]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        let folder = known.text(ContainerdFacts.cniConfDir) ?? "/etc/cni/net.d"
        let listed = known.list(ContainerdFacts.cniBinDirs) ?? []
        // Another runtime than containerd: packages of CRI-O differ in their default, so each usual place counts.
        let dirs = listed.isEmpty ? Self.usualDirs : listed
        facts.set(CNIFacts.configDir, .text(folder), from: known.sources(ContainerdFacts.cniConfDir))
        if let reason = known.reason(ContainerdFacts.cniBinDirs) {
            // Where the runtime looks is not known: then a plugin in another place is no fault.
            facts.miss(CNIFacts.missingPlugins, reason)
        }
        await setAddOns(host, &facts)
        await setAge(host, &facts)
        let flannel = await SmallFile.read(FlannelSubnet.path, limit: 64 << 10, at: host)
        let used = await networksUsed(host)
        facts.set(CNIFacts.networksUsed, used.isEmpty ? .absent : .list(used), from: Source("/var/lib/cni/networks"))
        do throws(HostError) {
            let files = try await configs(in: folder, host).map { $0.with(FlannelSubnet.ranges(flannel.text ?? "")) }
            await set(files, order(of: files, known), folder, dirs, used, host, &facts)
        } catch {
            if error.isAbsence {
                await set([], order(of: [], known), folder, dirs, used, host, &facts)
            } else {
                missConfigs(error.reason, &facts)
            }
        }
        FlannelSubnet.set(flannel, plugins: winnersPlugins(facts), &facts)
        return facts
    }

    private func missConfigs(_ reason: Reason, _ facts: inout FactSet) {
        for key in gives where !facts.has(key) { facts.miss(key, reason) }
    }

    private struct ReadFile {
        var path: String
        var config: CNIConfig?
        var problem: String?
        var modified: Instant

        /// flannel's plugin takes its ranges from the file that flannel's pod writes.
        func with(_ flannel: [String]) -> ReadFile {
            var file = self
            if file.config?.plugins.contains("flannel") == true, file.config?.ranges.isEmpty == true {
                file.config?.ranges = flannel
            }
            return file
        }
    }

    private func winnersPlugins(_ facts: FactSet) -> [String]? {
        facts.rows(CNIFacts.configs).map { $0.first { $0.flag(.isWinner) == true }?.list(.plugins) ?? [] }
    }

    private func order(of files: [ReadFile], _ known: FactSet) -> CNIOrder {
        CNIOrder(
            files.map { $0.config != nil }, givesUp: known.text(RuntimeFacts.kind) == RuntimeKind.containerd.rawValue,
            limit: known.integer(ContainerdFacts.cniMaxConfigs) ?? 1)
    }

    /// The files that a runtime looks at, by name (libcni 1.2 `ConfFiles`: .conf, .conflist, .json).
    private func configs(in folder: String, _ host: any Host) async throws(HostError) -> [ReadFile] {
        var files: [ReadFile] = []
        for entry in try await host.list(folder) {
            guard [".conf", ".conflist", ".json"].contains(where: entry.name.hasSuffix), entry.kind != .directory else {
                continue
            }
            let path = "\(folder)/\(entry.name)"
            let content: FileContent
            do throws(HostError) {
                content = try await host.read(path)
            } catch {
                // Listed, and yet not there: a link whose target is gone.
                guard error.isAbsence else { throw error }
                files.append(
                    ReadFile(
                        path: path, problem: "It is a link to a file that does not exist.",
                        modified: Instant(seconds: entry.modified)))
                continue
            }
            var file = ReadFile(path: path, modified: Instant(seconds: content.status.modified))
            do throws(CNIConfig.Problem) {
                file.config = try CNIConfig(content.bytes, isList: path.hasSuffix(".conflist"))
            } catch {
                file.problem = error.sentence
            }
            files.append(file)
        }
        return files
    }

    private func set(
        _ files: [ReadFile], _ order: CNIOrder, _ folder: String, _ dirs: [String], _ used: [String], _ host: any Host,
        _ facts: inout FactSet
    ) async {
        let winner = order.winner.map { files[$0] }
        let there = await Plugins.there(dirs + Self.usualDirs, host)
        let rows = files.enumerated().map { index, file in
            Row<CNIFacts.Config>(
                [
                    .handsOn: .flag(file.config?.handsOn ?? false), .lacks: lacks(file, dirs, there, facts),
                    .path: .text(file.path), .isValid: .flag(file.config != nil), .problem: .text(ifAny: file.problem),
                    .isWinner: .flag(index == order.winner), .stopsRuntime: .flag(index == order.stop),
                    .isPassedOver: .flag(order.passedOver.contains(index)), .name: .text(ifAny: file.config?.name),
                    .plugins: .list(file.config?.plugins ?? []), .owner: .text(ifAny: file.config.flatMap(NetworkAddOn.of)),
                    .bridge: .text(ifAny: file.config?.bridge), .hairpin: .flag(ifAny: file.config?.hairpin),
                    .promiscuous: .flag(ifAny: file.config?.promiscuous), .ranges: .list(file.config?.ranges ?? []),
                ],
                from: .file(file.path, file.problem ?? (file.config?.plugins ?? []).joined(separator: ", "), at: file.modified))
        }
        let place = Source(folder, "\(files.count) CNI configuration files")
        facts.set(CNIFacts.configs, rows, from: place)
        facts.set(CNIFacts.validConfigs, .integer(files.count { $0.config != nil }), from: place)
        facts.set(CNIFacts.brokenConfigs, .integer(files.count { $0.config == nil }), from: place)
        let source = winner.map { Source.file($0.path, "", at: $0.modified) } ?? place
        facts.set(CNIFacts.winnerPath, .text(ifAny: winner?.path), from: source)
        facts.set(CNIFacts.winnerName, .text(ifAny: winner?.config?.name), from: source)
        facts.set(CNIFacts.winnerOwner, .text(ifAny: winner?.config.flatMap(NetworkAddOn.of)), from: source)
        let name = winner?.config?.name
        facts.set(
            CNIFacts.hasWinnerGivenAddresses, .flag(ifAny: winner?.config.map { $0.networks.contains(where: used.contains) }),
            from: Source("/var/lib/cni/networks"))
        let other = files.compactMap(\.config?.name).first { $0 != name && used.contains($0) }
        facts.set(CNIFacts.otherNetworkInUse, .text(ifAny: other), from: Source("/var/lib/cni/networks"))
        if !facts.has(CNIFacts.missingPlugins) { setMissing(winner, dirs, there, &facts) }
    }

    /// The first thing without which this file's plugins cannot work: a program, or the file that flannel's pod leaves.
    private func lacks(_ file: ReadFile, _ dirs: [String], _ there: Plugins, _ facts: FactSet) -> Value {
        guard let config = file.config else { return .absent }
        let unseen = facts.has(CNIFacts.missingPlugins) ? facts.reason(CNIFacts.missingPlugins) : nil
        if let reason = unseen ?? there.problem(in: dirs) { return .unknown(reason) }
        if let plugin = config.plugins.first(where: { !there.has($0, in: dirs) }) { return .text("the program \(plugin)") }
        return config.plugins.contains("flannel") && config.ranges.isEmpty ? .text(FlannelSubnet.path) : .absent
    }

    private func setMissing(_ winner: ReadFile?, _ dirs: [String], _ there: Plugins, _ facts: inout FactSet) {
        if let problem = there.problem(in: dirs) { return facts.miss(CNIFacts.missingPlugins, problem) }
        let missing = (winner?.config?.plugins ?? []).filter { !there.has($0, in: dirs) }
        let rows = Set(missing).sorted().map { plugin in
            Row<CNIFacts.MissingPlugin>(
                [
                    .plugin: .text(plugin), .config: .text(winner?.path ?? ""), .searched: .text(dirs.joined(separator: ", ")),
                    .elsewhere: .text(
                        ifAny: Self.usualDirs.first { !dirs.contains($0) && there.has(plugin, in: [$0]) }),
                ],
                from: Source(winner?.path ?? "", "\"type\": \"\(plugin)\""))
        }
        facts.set(CNIFacts.missingPlugins, rows, from: Source(dirs.joined(separator: ", ")))
    }

    /// The programs in the folders where plugins may lie.
    private struct Plugins {
        private var names: [String: Set<String>] = [:]
        private var problems: [String: Reason] = [:]

        static func there(_ dirs: [String], _ host: any Host) async -> Plugins {
            var found = Plugins()
            for dir in Set(dirs) {
                do throws(HostError) {
                    found.names[dir] = Set(try await host.list(dir).map(\.name))
                } catch {
                    if !error.isAbsence { found.problems[dir] = error.reason }
                }
            }
            return found
        }

        func has(_ plugin: String, in dirs: [String]) -> Bool { dirs.contains { names[$0]?.contains(plugin) ?? false } }

        /// Why one of the folders could not be looked at; nil where all could.
        func problem(in dirs: [String]) -> Reason? { dirs.lazy.compactMap { problems[$0] }.first }
    }

    /// The networks whose host-local reservations lie on the node.
    private func networksUsed(_ host: any Host) async -> [String] {
        let names = ((try? await host.list("/var/lib/cni/networks")) ?? []).filter { $0.kind == .directory }.map(\.name)
        var used: [String] = []
        for name in names {
            let entries = (try? await host.list("/var/lib/cni/networks/\(name)")) ?? []
            if entries.contains(where: { IPAddress($0.name) != nil }) { used.append(name) }
        }
        return used
    }

    private func setAge(_ host: any Host, _ facts: inout FactSet) async {
        let path = "/etc/kubernetes/kubelet.conf"
        do throws(HostError) {
            let modified = try await host.status(path).modified
            let age = await host.now().minus(modified)
            facts.set(CNIFacts.nodeIsYoung, .flag(age < 3600), from: .file(path, "", at: Instant(seconds: modified)))
        } catch {
            if error.isAbsence {
                facts.setAbsent(CNIFacts.nodeIsYoung, from: Source(path))
            } else {
                facts.miss(CNIFacts.nodeIsYoung, error.reason)
            }
        }
    }

    private func setAddOns(_ host: any Host, _ facts: inout FactSet) async {
        do throws(HostError) {
            let pods = try await host.list("/var/log/pods").map {
                $0.name.split(separator: "_").dropFirst().first.map(String.init) ?? ""
            }
            let names = Set(pods.compactMap { NetworkAddOn.of(pod: $0) })
            facts.set(CNIFacts.addOns, names.isEmpty ? .absent : .list(names.sorted()), from: Source("/var/log/pods"))
        } catch {
            if error.isAbsence {
                facts.setAbsent(CNIFacts.addOns, from: Source("/var/log/pods"))
            } else {
                facts.miss(CNIFacts.addOns, error.reason)
            }
        }
    }
}
