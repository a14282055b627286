import CRI
import Facts
import Hosts

/// Looks at the runtime that the kubelet is meant to use, and at the sockets of all others: asks the CRI, and where it does not
/// answer reads the cgroup driver from the configuration.
public struct RuntimeProbe: Probe {
    public init() {}

    public var name: String { "runtime" }
    public var subject: String { "the container runtime's CRI" }
    public var gives: [FactKey] { RuntimeFacts.look }
    public var needs: [FactKey] {
        [
            UnitFacts.units, KubeletFacts.containerRuntimeEndpoint, KubeletFacts.hasConfig, ContainerdFacts.isInstalled,
            ContainerdFacts.systemdCgroup, ContainerdFacts.major, ContainerdFacts.address, CRIOFacts.isInstalled,
            CRIOFacts.cgroupManager,
            CRIOFacts.minor, DockerFacts.isInstalled, DockerFacts.cgroupDriver, CRIDockerdFacts.isInstalled,
        ]
    }

    public func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        setInstalled(known, &facts)
        let endpoint = setEndpoint(known, &facts)
        let named = endpoint.map(RuntimeKind.plain)
        var places = RuntimeKind.sockets
        for path in [named, known.text(ContainerdFacts.address).map(RuntimeKind.plain)].compactMap({ $0 })
        where !places.contains(where: { $0.path == path }) {
            places.append((path, RuntimeKind(socket: path)))
        }
        let seen = await sockets(places, host)
        setSockets(seen, &facts)
        guard let socket = choose(named, seen, known) else {
            for key in [RuntimeFacts.socket, RuntimeFacts.kind, RuntimeFacts.unit, RuntimeFacts.unitState] {
                facts.setAbsent(key)
            }
            setSilence(.no(.noSocket, "There is no socket of any container runtime."), "", known, nil, &facts)
            return facts
        }
        let kind = seen.first { $0.path == socket }?.kind ?? RuntimeKind(socket: socket)
        facts.set(
            RuntimeFacts.socket, .text(socket),
            from: named == nil ? Source(socket, "found there") : facts.sources(RuntimeFacts.endpoint).first ?? Source(socket))
        facts.set(RuntimeFacts.kind, .text(kind.rawValue), from: Source(socket))
        setUnit(kind, known, &facts)
        let answer =
            if let found = seen.first(where: { $0.path == socket }) { found.answer } else {
                await RuntimeAnswer.ask(socket, on: host)
            }
        guard case .version(let version) = answer else {
            setSilence(answer, socket, known, kind, &facts)
            return facts
        }
        // It answered to v1. What it calls its API may be another's: cri-dockerd names that of Docker.
        setVersion(version, api: "v1", socket, &facts)
        await RuntimeQuestions(socket: socket, kind: kind, known: known).ask(host, &facts)
        return facts
    }

    private struct Socket: Sendable {
        var path: String
        var kind: RuntimeKind
        var answer: RuntimeAnswer
        var isThere: Bool
    }

    private func sockets(_ places: [(path: String, kind: RuntimeKind)], _ host: any Host) async -> [Socket] {
        await withTaskGroup(of: (Int, Socket?).self) { group in
            for (index, place) in places.enumerated() {
                group.addTask {
                    do throws(HostError) {
                        _ = try await host.status(place.path)
                    } catch {
                        if error.isAbsence { return (index, nil) }
                        return (
                            index, Socket(path: place.path, kind: place.kind, answer: .unseen(error.reason), isThere: true)
                        )
                    }
                    let answer =
                        place.kind.speaksCRI
                        ? await RuntimeAnswer.ask(place.path, on: host) : .no(.unknownService, "Docker's API is not the CRI.")
                    return (index, Socket(path: place.path, kind: place.kind, answer: answer, isThere: true))
                }
            }
            var found: [(Int, Socket)] = []
            for await (index, socket) in group { if let socket { found.append((index, socket)) } }
            return found.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    /// The kubelet's endpoint; else, before a kubelet is configured, the socket that answers, or the first that is there, or
    /// that of a runtime that is installed.
    private func choose(_ named: String?, _ seen: [Socket], _ known: FactSet) -> String? {
        if let named { return named }
        let candidates = seen.filter { $0.kind.speaksCRI && $0.kind != .dockershim }
        if let answering = candidates.first(where: { if case .version = $0.answer { true } else { false } }) {
            return answering.path
        }
        if let there = candidates.first { return there.path }
        if known.flag(ContainerdFacts.isInstalled) == true { return "/run/containerd/containerd.sock" }
        if known.flag(CRIOFacts.isInstalled) == true { return "/run/crio/crio.sock" }
        if known.flag(CRIDockerdFacts.isInstalled) == true { return "/run/cri-dockerd.sock" }
        return nil
    }

    private func setInstalled(_ known: FactSet, _ facts: inout FactSet) {
        let keys = [
            ("containerd", ContainerdFacts.isInstalled), ("cri-o", CRIOFacts.isInstalled), ("docker", DockerFacts.isInstalled),
        ]
        let sources = keys.flatMap { known.sources($0.1) }
        let names = keys.filter { known.flag($0.1) == true }.map(\.0)
        if names.isEmpty, let reason = keys.compactMap({ known.reason($0.1) }).first {
            facts.miss([RuntimeFacts.isInstalled, RuntimeFacts.installed], reason)
        } else {
            facts.set(RuntimeFacts.isInstalled, .flag(!names.isEmpty), from: sources)
            facts.set(RuntimeFacts.installed, .list(names), from: sources)
        }
    }

    /// The endpoint that a configured kubelet is told. Before there is a configuration, its default says nothing.
    private func setEndpoint(_ known: FactSet, _ facts: inout FactSet) -> String? {
        let sources = known.sources(KubeletFacts.containerRuntimeEndpoint)
        if known.flag(KubeletFacts.hasConfig) == true, let endpoint = known.text(KubeletFacts.containerRuntimeEndpoint),
            !endpoint.isEmpty
        {
            facts.set(RuntimeFacts.endpoint, .text(endpoint), from: sources)
            return endpoint
        }
        if let reason = known.reason(KubeletFacts.hasConfig) ?? known.reason(KubeletFacts.containerRuntimeEndpoint) {
            facts.miss(RuntimeFacts.endpoint, reason)
        } else {
            facts.setAbsent(
                RuntimeFacts.endpoint, from: known.sources(KubeletFacts.hasConfig).first ?? Source("the kubelet's configuration"))
        }
        return nil
    }

    private func setSockets(_ seen: [Socket], _ facts: inout FactSet) {
        let rows = seen.map { socket in
            Row<RuntimeFacts.Socket>(
                [
                    .path: .text(socket.path), .runtime: .text(socket.kind.rawValue), .speaksCRI: .flag(socket.kind.speaksCRI),
                    .answers: socket.answer.answers, .problem: socket.answer.problem,
                ], from: Source(socket.path, socket.kind.speaksCRI ? socket.answer.said : "Docker Engine's socket"))
        }
        facts.set(RuntimeFacts.sockets, rows, from: Source("/run"))
        let blind = seen.first { if case .unseen = $0.answer { true } else { false } }
        if case .unseen(let sentence)? = blind?.answer {
            facts.miss([RuntimeFacts.listening, RuntimeFacts.listeningCount], sentence)
            return
        }
        let listening = seen.filter { $0.kind.speaksCRI && $0.answer.listens }
        let sources = listening.map { Source($0.path, $0.answer.said) }
        facts.set(RuntimeFacts.listening, .list(listening.map(\.path)), from: sources)
        facts.set(RuntimeFacts.listeningCount, .integer(listening.count), from: sources)
    }

    private func setUnit(_ kind: RuntimeKind, _ known: FactSet, _ facts: inout FactSet) {
        guard let unit = kind.unit else {
            facts.setAbsent(RuntimeFacts.unit)
            facts.setAbsent(RuntimeFacts.unitState)
            return
        }
        facts.set(RuntimeFacts.unit, .text(unit), from: Source(unit))
        UnitState(of: unit, in: known).set([.active: RuntimeFacts.unitState], in: &facts)
    }

    private func setVersion(_ version: VersionResponse, api: String, _ socket: String, _ facts: inout FactSet) {
        let source = Source("CRI Version on \(socket)", "\(version.runtimeName) \(version.runtimeVersion), \(api)")
        facts.set(RuntimeFacts.name, .text(version.runtimeName), from: source)
        facts.set(
            RuntimeFacts.version, .text(ComponentVersion(in: version.runtimeVersion)?.text ?? version.runtimeVersion),
            from: source)
        facts.set(RuntimeFacts.apiVersion, .text(api), from: source)
        facts.set(RuntimeFacts.answers, .flag(api != "v1alpha2"), from: source)
        facts.setAbsent(RuntimeFacts.problem, from: source)
        facts.set(RuntimeFacts.problemText, "It answers.", from: source)
    }

    /// Everything that follows where the runtime gives no usable answer.
    private func setSilence(
        _ answer: RuntimeAnswer, _ socket: String, _ known: FactSet, _ kind: RuntimeKind?, _ facts: inout FactSet
    ) {
        let source = Source("CRI Version on \(socket)", answer.said)
        let asked = [
            RuntimeFacts.isReady, RuntimeFacts.readyReason, RuntimeFacts.readyMessage, RuntimeFacts.networkIsReady,
            RuntimeFacts.networkReason, RuntimeFacts.networkMessage, RuntimeFacts.sandboxImage,
        ]
        facts.miss(
            asked,
            socket.isEmpty
                ? "There is no container runtime to ask." : "The runtime on \(socket) did not answer: \(answer.said)"
        )
        let named = [RuntimeFacts.name, RuntimeFacts.version, RuntimeFacts.apiVersion]
        switch answer {
        case .version(let version), .old(let version):
            setVersion(version, api: "v1alpha2", socket, &facts)
            facts.set(RuntimeFacts.problem, .text(RuntimeProblem.unknownService.rawValue), from: source)
            facts.set(RuntimeFacts.problemText, .text(answer.said), from: source)
        case .no(let problem, let sentence):
            facts.miss(named, Reason(sentence))
            if problem == .unknownService { facts.setAbsent(RuntimeFacts.apiVersion, from: source) }
            facts.set(RuntimeFacts.answers, false, from: source)
            facts.set(RuntimeFacts.problem, .text(problem.rawValue), from: source)
            facts.set(RuntimeFacts.problemText, .text(sentence), from: source)
        case .unseen(let sentence):
            facts.miss(named + [RuntimeFacts.answers, RuntimeFacts.problem, RuntimeFacts.problemText], sentence)
        }
        RuntimeDriver(kind: kind, known: known).setFromConfiguration(&facts)
    }
}

extension RuntimeAnswer {
    /// The answer as a sentence.
    var said: String {
        switch self {
        case .version(let version): "\(version.runtimeName) \(version.runtimeVersion) answers."
        case .old(let version): "\(version.runtimeName) \(version.runtimeVersion) serves only CRI v1alpha2."
        case .no(_, let sentence): sentence
        case .unseen(let reason): reason.words
        }
    }
}
