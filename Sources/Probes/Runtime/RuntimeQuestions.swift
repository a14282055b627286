import CRI
import Facts
import Hosts

/// What a runtime that answers is asked further: its conditions, its configuration in force and its cgroup driver.
struct RuntimeQuestions {
    let socket: String
    let kind: RuntimeKind
    let known: FactSet

    func ask(_ host: any Host, _ facts: inout FactSet) async {
        async let status = status(host)
        async let config = config(host)
        let running = set(await status, &facts)
        set(await config, running, &facts)
    }

    private func status(_ host: any Host) async -> Result<StatusResponse, HostError> {
        do { return .success(try await host.ask(StatusRequest(verbose: true), at: socket)) } catch { return .failure(error) }
    }

    private func config(_ host: any Host) async -> Result<RuntimeConfigResponse, HostError> {
        do { return .success(try await host.ask(RuntimeConfigRequest(), at: socket)) } catch { return .failure(error) }
    }

    /// Sets the conditions; gives the configuration that the daemon runs with, where it tells it.
    private func set(_ answer: Result<StatusResponse, HostError>, _ facts: inout FactSet) -> RunningConfig? {
        let origin = "CRI Status on \(socket)"
        switch answer {
        case .failure(let error):
            let keys = [
                RuntimeFacts.isReady, RuntimeFacts.readyReason, RuntimeFacts.readyMessage, RuntimeFacts.networkIsReady,
                RuntimeFacts.networkReason, RuntimeFacts.networkMessage, RuntimeFacts.sandboxImage,
            ]
            facts.miss(keys, error.reason)
            return nil
        case .success(let response):
            let conditions = response.status?.conditions ?? []
            set(
                conditions, "RuntimeReady", RuntimeFacts.isReady, RuntimeFacts.readyReason, RuntimeFacts.readyMessage, origin,
                &facts)
            set(
                conditions, "NetworkReady", RuntimeFacts.networkIsReady, RuntimeFacts.networkReason, RuntimeFacts.networkMessage,
                origin, &facts)
            let running = response.info["config"].flatMap(RunningConfig.init)
            if let image = running?.sandboxImage, !image.isEmpty {
                facts.set(RuntimeFacts.sandboxImage, .text(image), from: Source(origin, "sandboxImage: \(image)"))
            } else {
                let key = kind == .crio ? CRIOFacts.pauseImage : ContainerdFacts.sandboxImage
                if kind == .containerd || kind == .crio, let image = known.text(key) {
                    facts.set(RuntimeFacts.sandboxImage, .text(image), from: known.sources(key))
                } else {
                    facts.miss(RuntimeFacts.sandboxImage, known.reason(key) ?? "The runtime does not report its sandbox image.")
                }
            }
            return running
        }
    }

    private func set(
        _ conditions: [RuntimeCondition], _ type: String, _ flag: FactKey, _ reason: FactKey, _ message: FactKey,
        _ origin: String,
        _ facts: inout FactSet
    ) {
        guard let condition = conditions.first(where: { $0.type == type }) else {
            facts.miss([flag, reason, message], "The runtime on \(socket) did not report the condition \(type).")
            return
        }
        let words = [condition.reason, condition.message].filter { !$0.isEmpty }.joined(separator: ": ")
        let source = Source(origin, "\(type)=\(condition.status)\(words.isEmpty ? "" : " \(words)")")
        facts.set(flag, .flag(condition.status), from: source)
        facts.set(reason, condition.reason.isEmpty ? .absent : .text(condition.reason), from: source)
        facts.set(message, condition.message.isEmpty ? .absent : .text(condition.message), from: source)
    }

    /// The driver by RuntimeConfig, else by the running configuration, else by the files.
    private func set(_ answer: Result<RuntimeConfigResponse, HostError>, _ running: RunningConfig?, _ facts: inout FactSet) {
        let origin = "CRI RuntimeConfig on \(socket)"
        switch answer {
        case .success(let response):
            if let linux = response.linux {
                let driver = linux.cgroupDriver == .cgroupfs ? "cgroupfs" : "systemd"
                facts.set(RuntimeFacts.hasRuntimeConfig, true, from: Source(origin, "cgroupDriver: \(driver)"))
                facts.set(RuntimeFacts.cgroupDriver, .text(driver), from: Source(origin, "cgroupDriver: \(driver)"))
                facts.set(RuntimeFacts.cgroupDriverFrom, "RuntimeConfig", from: Source(origin))
                return
            }
            facts.set(RuntimeFacts.hasRuntimeConfig, false, from: Source(origin, "it contains nothing about Linux"))
        case .failure(.runtime(_, let problem, let because)) where problem == .unknownMethod || problem == .unknownService:
            facts.set(RuntimeFacts.hasRuntimeConfig, false, from: Source(origin, because))
        case .failure(let error):
            facts.miss(RuntimeFacts.hasRuntimeConfig, error.reason)
        }
        if let flag = running?.systemdCgroup {
            let source = Source("CRI Status on \(socket)", "SystemdCgroup: \(flag)")
            facts.set(RuntimeFacts.cgroupDriver, .text(flag ? "systemd" : "cgroupfs"), from: source)
            facts.set(RuntimeFacts.cgroupDriverFrom, "status", from: source)
        } else {
            RuntimeDriver(kind: kind, known: known).setDriver(&facts)
        }
    }
}

/// The configuration that a running containerd tells in `info["config"]` of a verbose Status (1.6 to 2.x).
struct RunningConfig: Sendable, Equatable {
    var sandboxImage: String?
    /// Of the default runtime; containerd 1.x leaves it out where it is not set, which is false.
    var systemdCgroup: Bool?

    init?(_ json: String) {
        guard let sent = try? BoundedJSON.decode(Sent.self, from: Array(json.utf8)) else { return nil }
        sandboxImage = sent.sandboxImage
        guard let containerd = sent.containerd, let name = containerd.defaultRuntimeName, let runtime = containerd.runtimes?[name]
        else { return }
        guard runtime.runtimeType?.hasPrefix("io.containerd.runc.") ?? false else { return }
        systemdCgroup = runtime.options?.SystemdCgroup ?? false
    }

    private struct Sent: Decodable {
        var sandboxImage: String?
        var containerd: Containerd?
    }

    private struct Containerd: Decodable {
        var defaultRuntimeName: String?
        var runtimes: [String: Runtime]?
    }

    private struct Runtime: Decodable {
        var runtimeType: String?
        var options: Options?
    }

    private struct Options: Decodable {
        var SystemdCgroup: Bool?
    }
}
