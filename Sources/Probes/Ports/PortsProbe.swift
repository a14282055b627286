import Facts
import Hosts

/// The TCP ports that something listens on, with the program where that can be seen.
///
/// `ss` names each socket's program in one answer; finding it through /proc/PID/fd would take one look a process. Without `ss`
/// the kernel's tables still give the ports.
struct PortsProbe: Probe {
    let name = "ports"
    let subject = "the ports on which programs listen"
    let needs: [FactKey] = []
    let gives: [FactKey] = [PortFacts.ports]

    /// The ports whose owner a rule may ask for: the kubelet's and the control plane's.
    static let watched: Set<Int> = [2379, 2380, 2381, 6443, 10248, 10249, 10250, 10256, 10257, 10259]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        do {
            let output = try await host.run(Command("ss", ["-H", "-l", "-n", "-t", "-p"], deadline: .seconds(3)))
            if output.succeeded {
                let listeners = SocketTable.parse(ss: output.text)
                facts.set(PortFacts.ports, await rows(listeners, "ss -ltnp", host), from: Source("ss -ltnp"))
                return facts
            }
        } catch {
            // The tables of the kernel answer as well, without names.
        }
        await kernel(host, &facts)
        return facts
    }

    private func kernel(_ host: any Host, _ facts: inout FactSet) async {
        do {
            var listeners = SocketTable.parse(proc: try await host.read("/proc/net/tcp").text)
            do {
                listeners += SocketTable.parse(proc: try await host.read("/proc/net/tcp6").text)
            } catch  where error.isAbsence {}
            facts.set(PortFacts.ports, await rows(listeners, "/proc/net/tcp", host), from: Source("/proc/net/tcp"))
        } catch {
            facts.miss(PortFacts.ports, error.reason)
        }
    }

    private func rows(_ listeners: [SocketTable.Listener], _ origin: String, _ host: any Host) async -> [Row<PortFacts.Port>] {
        var seen: [Int: ProcessOrigin] = [:]
        var rows: [Row<PortFacts.Port>] = []
        for listener in listeners {
            let unseen = Value.unknown(
                "The program that listens on port \(listener.port) is not known: only root can see it, from outside of containers."
            )
            var (unit, place) = (unseen, unseen)
            var process = listener.process
            if let pid = listener.pid {
                process = await programName(pid, host) ?? process
                if Self.watched.contains(listener.port) {
                    if seen[pid] == nil { seen[pid] = await ProcessOrigin.of(pid, host) }
                    unit = seen[pid].map { .text(ifAny: $0.unit) } ?? unseen
                    place = seen[pid].map { .text($0.words) } ?? unseen
                }
            }
            let who = process.map { name in " by \(name)" + (listener.pid.map { " (pid \($0))" } ?? "") } ?? ""
            rows.append(
                Row(
                    [
                        .port: .integer(listener.port), .address: .text(listener.address),
                        .process: process.map(Value.text) ?? unseen,
                        .pid: listener.pid.map(Value.integer) ?? unseen, .unit: unit, .origin: place,
                    ], from: Source(origin, "port \(listener.port) on \(listener.address)\(who)")))
        }
        return rows
    }

    /// The program's file name where the kernel cut its name at 15 characters.
    private func programName(_ pid: Int, _ host: any Host) async -> String? {
        guard let content = try? await host.read("/proc/\(pid)/cmdline", limit: 4096) else { return nil }
        let first = content.bytes.prefix { $0 != 0 }
        guard !first.isEmpty else { return nil }
        return String(decoding: first, as: UTF8.self).split(separator: "/").last.map {
            String($0.prefix { $0 != " " && $0 != ":" })
        }
    }
}
