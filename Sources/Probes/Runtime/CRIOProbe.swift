import Facts
import Hosts
import TOML

/// Looks at CRI-O: its unit, its version and its configuration.
///
/// The main file comes first, then every file below the drop-in folder in the order of their paths; later ones win (CRI-O 1.36
/// internal/criocli/criocli.go mergeConfigFiles, pkg/config/config.go UpdateFromPath).
public struct CRIOProbe: Probe {
    static let main = "/etc/crio/crio.conf"
    static let dropIns = "/etc/crio/crio.conf.d"

    public init() {}

    public var name: String { "crio" }
    public var subject: String { "CRI-O and its configuration" }
    public var gives: [FactKey] { CRIOFacts.all }
    public var needs: [FactKey] { [UnitFacts.units] }

    public func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        UnitState(of: "crio.service", in: known).set([.active: CRIOFacts.state, .enabled: CRIOFacts.enabled], in: &facts)
        let hasUnit = known.unit("crio.service") != nil
        switch await InstalledVersion.ask("crio", on: host) {
        case .known(let version, let source):
            facts.set(CRIOFacts.isInstalled, true, from: source)
            facts.set(CRIOFacts.version, .text(version.text), from: source)
            facts.set(CRIOFacts.minor, .integer(version.minor), from: source)
        case .notThere:
            facts.set(CRIOFacts.isInstalled, .flag(hasUnit), from: Source("crio --version", "no such program"))
            facts.setAbsent(CRIOFacts.version)
            facts.setAbsent(CRIOFacts.minor)
        case .unseen(let sentence):
            facts.miss([CRIOFacts.version, CRIOFacts.minor], sentence)
            if hasUnit { facts.set(CRIOFacts.isInstalled, true) } else { facts.miss(CRIOFacts.isInstalled, sentence) }
        }
        let config = [
            CRIOFacts.configProblem, CRIOFacts.configProblemAt, CRIOFacts.configProblemFile, CRIOFacts.configProblemLine,
            CRIOFacts.cgroupManager, CRIOFacts.conmonCgroup, CRIOFacts.pauseImage,
        ]
        guard facts.flag(CRIOFacts.isInstalled) != false else {
            for key in config { facts.setAbsent(key) }
            return facts
        }
        await setConfig(host, config, &facts)
        return facts
    }

    private func setConfig(_ host: any Host, _ keys: [FactKey], _ facts: inout FactSet) async {
        var files: [TOMLFile] = []
        do {
            for path in [Self.main] + (try await paths(in: Self.dropIns, host)) {
                do {
                    let content = try await host.read(path)
                    files.append(try TOMLFile(path: path, content, as: .burntSushi))
                } catch let error as HostError {
                    if !error.isAbsence { throw error }
                } catch let problem as TOMLError where problem.isBeyond {
                    throw HostError.failed(path: path, because: problem.because)
                } catch let problem as TOMLError {
                    let source = Source.file(path, line: problem.line)
                    facts.miss(keys, "CRI-O's configuration cannot be read: \(path):\(problem.line): \(problem.sentence)")
                    facts.set(CRIOFacts.configProblem, .text(String(problem.sentence.dropLast())), from: source)
                    facts.set(CRIOFacts.configProblemAt, .text("\(path):\(problem.line)"), from: source)
                    facts.set(CRIOFacts.configProblemFile, .text(path), from: source)
                    facts.set(CRIOFacts.configProblemLine, .integer(problem.line), from: source)
                    return
                }
            }
        } catch {
            facts.miss(keys, "\(error)")
            return
        }
        for key in keys.prefix(4) { facts.setAbsent(key, from: .file(Self.main)) }
        set(CRIOFacts.cgroupManager, ["crio", "runtime", "cgroup_manager"], in: files, default: "systemd", &facts)
        set(CRIOFacts.conmonCgroup, ["crio", "runtime", "conmon_cgroup"], in: files, default: nil, &facts)
        set(CRIOFacts.pauseImage, ["crio", "image", "pause_image"], in: files, default: nil, &facts)
    }

    private func set(_ key: FactKey, _ path: [String], in files: [TOMLFile], default usual: String?, _ facts: inout FactSet) {
        if let file = files.last(where: { $0.tree[path]?.text != nil }), let text = file.tree[path]?.text {
            facts.set(key, .text(text), from: file.source(of: path))
        } else {
            facts.set(key, .text(ifAny: usual), from: Source(Self.main, "\(path.last ?? "") is not set; CRI-O's default applies"))
        }
    }

    /// Every file below a folder, in the order of their paths; none where there is no such folder.
    private func paths(in folder: String, _ host: any Host) async throws(HostError) -> [String] {
        let entries: [FileStatus]
        do { entries = try await host.list(folder) } catch {
            if error.isAbsence { return [] }
            throw error
        }
        var paths: [String] = []
        for entry in entries.sorted(by: { $0.name < $1.name }) {
            let path = "\(folder)/\(entry.name)"
            if entry.kind == .directory { paths += try await self.paths(in: path, host) } else { paths.append(path) }
        }
        return paths
    }
}
