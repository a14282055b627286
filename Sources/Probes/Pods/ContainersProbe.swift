import CRI
import Facts
import Hosts
import Patterns
import Synchronization

/// Looks at the containers that the runtime keeps and how each last ended: crash loops show here without the API server.
struct ContainersProbe: Probe {
    let name = "containers"
    let subject = "the pods' containers"
    let gives: [FactKey] = [PodFacts.containers]
    let needs: [FactKey] = [RuntimeFacts.socket, RuntimeFacts.answers]
    /// Containers whose end is looked at, newest first.
    private static let most = 60

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        guard let socket = known.text(RuntimeFacts.socket), known.flag(RuntimeFacts.answers) == true else {
            facts.miss(PodFacts.containers, known.reason(RuntimeFacts.answers) ?? "The container runtime does not answer.")
            return facts
        }
        do {
            async let sandboxes = host.ask(ListPodSandboxRequest(), at: socket, deadline: .milliseconds(1500))
            let list = try await host.ask(ListContainersRequest(), at: socket, deadline: .milliseconds(1500)).containers
            let ready = Set(try await sandboxes.items.filter { $0.state == .ready }.map(\.id))
            let rows = await rows(PodContainer.group(list), ready, host, socket)
            facts.set(PodFacts.containers, rows, from: Source("CRI ListContainers on \(socket)"))
        } catch {
            facts.miss(
                PodFacts.containers, (error as? HostError)?.reason ?? "The runtime could not be asked for its containers.")
        }
        return facts
    }

    private func rows(_ containers: [PodContainer], _ ready: Set<String>, _ host: any Host, _ socket: String) async -> [Row<
        PodFacts.Container
    >] {
        await withTaskGroup(of: (Int, Row<PodFacts.Container>).self) { group in
            var looked = 0
            for (index, container) in containers.enumerated() {
                let isLooked = container.ended != nil && looked < Self.most
                if isLooked { looked += 1 }
                group.addTask {
                    var row = container.row(
                        isReady: ready.contains(container.newest.podSandboxId), from: Source("CRI ListContainers on \(socket)"))
                    if let ended = container.ended {
                        if isLooked {
                            await Self.addEnd(of: ended.id, to: &row, host, socket)
                        } else {
                            Self.miss(&row, "More than \(Self.most) containers have ended; only the newest were checked.")
                        }
                    }
                    return (index, row)
                }
            }
            var found: [(Int, Row<PodFacts.Container>)] = []
            for await pair in group { found.append(pair) }
            return found.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private static func miss(_ row: inout Row<PodFacts.Container>, _ reason: Reason) {
        for column in [PodFacts.Container.exitCode, .reason, .message, .finishedAt] { row[column] = .unknown(reason) }
    }

    /// What the kernel says of a program for another processor, and of a script without its first line (ENOEXEC).
    private static let otherFormat = "exec format error"

    private static func addEnd(of id: String, to row: inout Row<PodFacts.Container>, _ host: any Host, _ socket: String) async {
        let status: ContainerStatus
        do throws(HostError) {
            guard
                let told = try await host.ask(ContainerStatusRequest(containerId: id), at: socket, deadline: .milliseconds(1000))
                    .status
            else {
                return miss(&row, "The runtime reported nothing about the container \(id.prefix(13)).")
            }
            status = told
        } catch {
            // Removed between the two questions, or not answered: either way its end was not seen.
            return miss(&row, error.reason)
        }
        row.merge(EndOfRun.cells(status))
        if case .instant(let end) = row[.finishedAt] {
            let words = "exit code \(status.exitCode)" + (status.reason.isEmpty ? "" : ", \(status.reason)")
            let whose = "\(row.text(.namespace) ?? "")/\(row.text(.pod) ?? "")"
            row.source = Source(
                "CRI ContainerStatus \(id.prefix(13)) of \(whose)",
                words + (status.message.isEmpty ? "" : ": \(status.message.prefix(200))"), at: end)
        }
        row[.isOtherFormat] = .flag(status.message.contains(Self.otherFormat))
        guard status.logPath.hasPrefix("/") else { return }
        let tail = Mutex<[UInt8]>([])
        do throws(HostError) {
            _ = try await host.scan(.file(path: status.logPath, limit: LastWords.reach)) { chunk in
                tail.withLock { $0 += chunk }
            }
            let times = LogTimeReader(reference: await host.now())
            let last = LastWords(in: Array(tail.withLock { $0 }.suffix(LastWords.reach)), times)?.text
            row[.lastLine] = .text(ifAny: last)
            if last?.hasSuffix(Self.otherFormat) == true { row[.isOtherFormat] = true }
        } catch {
            if !error.isAbsence { row[.lastLine] = .unknown(error.reason) }
        }
    }
}
