import CRI
import Facts
import Hosts
import Text

/// Looks at Docker Engine and cri-dockerd.
public struct DockerProbe: Probe {
    static let daemonFile = "/etc/docker/daemon.json"

    public init() {}

    public var name: String { "docker" }
    public var subject: String { "Docker Engine and cri-dockerd" }
    public var gives: [FactKey] { DockerFacts.all + CRIDockerdFacts.all }
    public var needs: [FactKey] { [UnitFacts.units] }

    public func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        UnitState(of: "docker.service", in: known).set([.active: DockerFacts.state], in: &facts)
        UnitState(of: "cri-docker.service", in: known).set([.active: CRIDockerdFacts.state], in: &facts)
        UnitState(of: "cri-docker.socket", in: known).set([.active: CRIDockerdFacts.socketState], in: &facts)
        async let docker = InstalledVersion.ask("dockerd", on: host)
        async let adapter = InstalledVersion.ask("cri-dockerd", on: host)
        set(await docker, DockerFacts.isInstalled, DockerFacts.version, hasUnit: known.unit("docker.service") != nil, &facts)
        set(
            await adapter, CRIDockerdFacts.isInstalled, CRIDockerdFacts.version, hasUnit: known.unit("cri-docker.service") != nil,
            &facts)
        if let reason = facts.reason(DockerFacts.version) {
            facts.miss(DockerFacts.major, reason)
        } else {
            let version = facts.text(DockerFacts.version).flatMap { ComponentVersion(in: $0) }
            facts.set(DockerFacts.major, .integer(ifAny: version?.major), from: facts.sources(DockerFacts.version))
        }
        guard facts.flag(DockerFacts.isInstalled) != false else {
            for key in [DockerFacts.cgroupDriver, DockerFacts.configProblem, DockerFacts.configProblemAt, DockerFacts.mountFlags]
            { facts.setAbsent(key) }
            return facts
        }
        await setDaemonFile(host, known, &facts)
        await setMountFlags(host, known, &facts)
        return facts
    }

    private func set(
        _ installed: InstalledVersion, _ presence: FactKey, _ version: FactKey, hasUnit: Bool, _ facts: inout FactSet
    ) {
        switch installed {
        case .known(let found, let source):
            facts.set(presence, true, from: source)
            facts.set(version, .text(found.text), from: source)
        case .notThere:
            facts.set(presence, .flag(hasUnit), from: Source("\(version.name)", "no such program"))
            facts.setAbsent(version)
        case .unseen(let sentence):
            facts.miss(version, sentence)
            if hasUnit { facts.set(presence, true) } else { facts.miss(presence, sentence) }
        }
    }

    /// The part of daemon.json that is of interest.
    private struct DaemonFile: Decodable {
        var execOptions: [String]?

        enum CodingKeys: String, CodingKey { case execOptions = "exec-opts" }
    }

    private func setDaemonFile(_ host: any Host, _ known: FactSet, _ facts: inout FactSet) async {
        let keys = [DockerFacts.cgroupDriver, DockerFacts.configProblem, DockerFacts.configProblemAt]
        let unit = known.unit("docker.service")
        let fromFlags = Self.driver(in: UnitEnvironment.words(unit?.text(.execStart) ?? ""))
        do {
            let content = try await host.read(Self.daemonFile)
            let options = try BoundedJSON.decode(DaemonFile.self, from: content.bytes).execOptions ?? []
            facts.set(
                DockerFacts.cgroupDriver, .text(ifAny: Self.driver(in: options) ?? fromFlags),
                from: .file(Self.daemonFile, options.joined(separator: " ")))
            facts.setAbsent(DockerFacts.configProblem, from: .file(Self.daemonFile))
            facts.setAbsent(DockerFacts.configProblemAt, from: .file(Self.daemonFile))
        } catch let error as HostError where error.isAbsence {
            facts.set(
                DockerFacts.cgroupDriver, .text(ifAny: fromFlags), from: unit?.source ?? .file(Self.daemonFile, "does not exist"))
            facts.setAbsent(DockerFacts.configProblem, from: .file(Self.daemonFile))
            facts.setAbsent(DockerFacts.configProblemAt, from: .file(Self.daemonFile))
        } catch let error as HostError {
            facts.miss(keys, error.reason)
        } catch {
            facts.miss(DockerFacts.cgroupDriver, "\(Self.daemonFile) is not the JSON that dockerd expects.")
            facts.set(
                DockerFacts.configProblem, "it is not JSON, or \"exec-opts\" is not a list of texts", from: .file(Self.daemonFile)
            )
            facts.set(DockerFacts.configProblemAt, .text(Self.daemonFile), from: .file(Self.daemonFile))
        }
    }

    /// The value of `native.cgroupdriver=` in a list of options or flags.
    static func driver(in words: [String]) -> String? {
        words.last { $0.contains("native.cgroupdriver=") }.flatMap { $0.split(separator: "=").last.map(String.init) }
    }

    /// MountFlags as the unit's files write it; systemctl prints it as a number.
    private func setMountFlags(_ host: any Host, _ known: FactSet, _ facts: inout FactSet) async {
        guard let unit = known.unit("docker.service") else {
            if let reason = known.reason(UnitFacts.units) {
                facts.miss(DockerFacts.mountFlags, reason)
            } else {
                facts.setAbsent(DockerFacts.mountFlags)
            }
            return
        }
        var flags: (String, Source)?
        for path in [unit.text(.fragment)].compactMap({ $0 }) + unit.list(.dropIns) {
            guard let content = try? await host.read(path) else { continue }
            for (index, line) in content.lines.enumerated() where line.trimmed.hasPrefix("MountFlags=") {
                flags = (String(line.trimmed.dropFirst(11)), .file(path, line: index + 1, line.trimmed))
            }
        }
        facts.set(DockerFacts.mountFlags, .text(ifAny: flags?.0), from: flags?.1 ?? unit.source)
    }
}
