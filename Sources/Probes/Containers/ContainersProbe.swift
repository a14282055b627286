import CRI
import Facts
import Hosts
import Synchronization

/// Asks the runtime for its containers and for the last end of each that has ended or was started again.
struct ContainersProbe: Probe {
    let name = "containers"
    let subject = "the containers"
    let gives = [ContainerFacts.containers]
    let needs = [RuntimeFacts.socket, RuntimeFacts.version]

    /// The most containers whose status is asked for; more than a node's kubelet runs by default.
    private static let most = 120

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        guard let socket = known.text(RuntimeFacts.socket) else {
            if known.reason(RuntimeFacts.socket) == nil {
                facts.setAbsent(ContainerFacts.containers)
            } else {
                facts.miss(ContainerFacts.containers, known.reason(RuntimeFacts.socket) ?? "")
            }
            return facts
        }
        if let reason = known.reason(RuntimeFacts.version) {
            facts.miss(ContainerFacts.containers, reason)
            return facts
        }
        do throws(HostError) {
            let list = try await host.ask(ListContainersRequest(), at: socket)
            let now = await host.now()
            let histories = ContainerHistory.all(list.containers).filter { $0.ended != nil || $0.newest.metadata.attempt > 0 }
            var rows: [Row] = []
            for history in histories.prefix(Self.most) { rows.append(try await row(history, socket, now, host)) }
            facts.set(ContainerFacts.containers, .rows(rows), from: Source("CRI ListContainers on \(socket)"))
        } catch {
            facts.miss(ContainerFacts.containers, error.description)
        }
        return facts
    }

    private func row(_ history: ContainerHistory, _ socket: String, _ now: Int, _ host: any Host) async throws(HostError) -> Row {
        var cells: [String: Value] = [
            "name": .text(history.name), "pod": .text(history.pod), "namespace": .text(history.namespace),
            "state": .text(Self.word(history.newest.state)), "restarts": .integer(history.newest.metadata.attempt),
            "image": .text(history.newest.image.image), "isSystem": .flag(history.namespace == "kube-system"),
        ]
        let newest = try await host.ask(ContainerStatusRequest(containerId: history.newest.id, verbose: false), at: socket).status
        var ended = newest
        if let id = history.ended?.id, id != history.newest.id {
            ended = try await host.ask(ContainerStatusRequest(containerId: id, verbose: false), at: socket).status
        } else if history.ended == nil {
            ended = nil
        }
        let started = Self.seconds(newest?.startedAt)
        let finished = Self.seconds(ended?.finishedAt)
        cells["started"] = .instant(ifAny: started.map(Instant.init(seconds:)))
        cells["finished"] = .instant(ifAny: finished.map(Instant.init(seconds:)))
        cells["isLooping"] = .flag(history.isLooping(lastEnd: finished, started: started, now: now))
        cells["memoryLimit"] = .integer(ifAny: newest?.resources?.linux.map(\.memoryLimitInBytes).flatMap { $0 > 0 ? $0 : nil })
        var text = ""
        if let ended {
            cells["exitCode"] = .integer(ended.exitCode)
            cells["reason"] = .text(ended.reason)
            cells["message"] = .text(ifAny: ended.message.isEmpty ? nil : String(ended.message.prefix(400)))
            let line = await lastLine(ended.logPath, host)
            cells["lastLine"] = .text(ifAny: line)
            text =
                "exit code \(ended.exitCode), \(ended.reason)" + (ended.message.isEmpty ? "" : ": \(ended.message.prefix(300))")
                + (line.map { "; last line: \($0)" } ?? "")
        }
        let origin = "CRI ContainerStatus of \(history.namespace)/\(history.pod), container \(history.name)"
        return Row(cells, from: Source(origin, text, at: finished.map(Instant.init(seconds:))))
    }

    private static func seconds(_ nanoseconds: Int?) -> Int? { nanoseconds.flatMap { $0 > 0 ? $0 / 1_000_000_000 : nil } }

    private static func word(_ state: ContainerState) -> String {
        switch state {
        case .running: "running"
        case .exited: "exited"
        case .created: "created"
        default: "unknown"
        }
    }

    /// The last line of a container's log without the time and stream that the runtime put before it.
    private func lastLine(_ path: String, _ host: any Host) async -> String? {
        guard path.hasPrefix("/") else { return nil }
        let tail = Tail()
        guard (try? await host.scan(.file(path: path, limit: 4096), chunk: { tail.add($0) })) != nil else { return nil }
        guard let line = tail.text.split(separator: "\n").last else { return nil }
        let words = line.split(separator: " ", maxSplits: 3)
        let message = words.count == 4 && (words[1] == "stderr" || words[1] == "stdout") ? words[3] : line
        return message.isEmpty ? nil : String(message.prefix(300))
    }
}

/// The last bytes of a log, from whatever thread they come.
private final class Tail: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    func add(_ chunk: UnsafeRawBufferPointer) {
        let new = Array(chunk.suffix(4096))
        bytes.withLock { $0 = Array(($0 + new).suffix(4096)) }
    }

    var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
}
