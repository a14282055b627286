import Facts
import Hosts
import Patterns

/// Reads the node's logs, each once: the kubelet's, the runtime's, etcd's, the kernel's and containers'. All rules' error
/// texts are searched for in the same pass.
struct LogsProbe: Probe {
    let name = "logs"
    let subject = "the logs"
    let gives = [LogFacts.read, LogFacts.matched, LogFacts.unread, RefusalFacts.logged]
    let needs = [UnitFacts.units]

    /// The end of this boot's log that is read, in bytes.
    static let thisBoot = 50 << 20
    /// The end of the log of the boot before.
    static let bootBefore = 2 << 20

    private let set: PatternSet

    /// - Parameter patterns: error texts as Go format strings; the knowledge compiler has checked that each can be searched for.
    init(patterns: [String]) {
        set = PatternSet(
            Set(patterns + RefusalForm.all.map(\.pattern) + DerivedPatterns.all).sorted().compactMap { try? Pattern($0) })
    }

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        let now = await host.now()
        let times = LogTimeReader(reference: now, boot: await bootTime(host))
        var logs =
            unitLogs(known, now) + [
                NodeLog(name: "kernel", shownAs: "the kernel's log", source: .kernel(boot: 0, limit: Self.thisBoot))
            ]
        // Where auditd runs, what SELinux denies stands here and not in the kernel's log.
        let audit = "/var/log/audit/audit.log"
        logs.append(NodeLog(name: "audit", shownAs: audit, source: .file(path: audit, limit: Self.bootBefore)))
        var unread: [Row] = []
        do throws(HostError) {
            logs += try await ContainerLogs.newest(at: host)
        } catch {
            if !error.isAbsence { unread.append(Self.unread("container/*", error.description)) }
        }
        var read: [Row] = []
        var matched: [Row] = []
        var refused: [(entries: [Row], successes: [String: Int])] = []
        await withTaskGroup(of: Outcome.self) { group in
            for log in logs { group.addTask { await outcome(of: log, host, times) } }
            for await outcome in group {
                read += outcome.read
                matched += outcome.matched
                unread += outcome.unread
                if let part = outcome.refused { refused.append(part) }
            }
        }
        var facts = FactSet()
        let order: (Row, Row) -> Bool = {
            ($0.text("log") ?? "", $0.text("pattern") ?? "") < ($1.text("log") ?? "", $1.text("pattern") ?? "")
        }
        facts.set(LogFacts.read, .rows(read.sorted(by: order)), from: [])
        facts.set(LogFacts.matched, .rows(matched.sorted(by: order)), from: [])
        facts.set(LogFacts.unread, .rows(unread.sorted(by: order)), from: [])
        let refusals = RefusalTally.join(refused)
        if refusals.isEmpty, let row = unread.first(where: { ["kubelet", "runtime"].contains($0.text("log")) }) {
            facts.miss(RefusalFacts.logged, row.text("because") ?? "The kubelet's log could not be read.")
        } else {
            facts.set(RefusalFacts.logged, .rows(refusals), from: [])
        }
        return facts
    }

    private struct Outcome: Sendable {
        var read: [Row] = []
        var matched: [Row] = []
        var unread: [Row] = []
        var refused: (entries: [Row], successes: [String: Int])?
    }

    private func outcome(of log: NodeLog, _ host: any Host, _ times: LogTimeReader) async -> Outcome {
        do throws(HostError) {
            let pass = LogPass(log, set, times)
            let result = try await pass.run(at: host)
            return Outcome(read: [result.read], matched: result.matched, refused: pass.refused())
        } catch {
            if error.isAbsence, log.name.hasPrefix("previous/") || log.name == "audit" || log.container != nil {
                return Outcome()
            }
            return Outcome(unread: [Self.unread(log.name, error.description)])
        }
    }

    private static func unread(_ log: String, _ because: String) -> Row {
        Row(["log": .text(log), "because": .text(because)], from: Source(log))
    }

    /// The journals of units that are there, this boot's and the end of the one before.
    private func unitLogs(_ known: FactSet, _ now: Int) -> [NodeLog] {
        let names = [
            "kubelet.service": "kubelet", "containerd.service": "runtime", "crio.service": "runtime", "docker.service": "runtime",
            "cri-docker.service": "runtime", "etcd.service": "etcd",
        ]
        guard let units = known.rows(UnitFacts.units) else {
            return [Self.journal("kubelet", "kubelet.service", nil), Self.journal("runtime", "containerd.service", nil)]
        }
        return units.flatMap { unit -> [NodeLog] in
            guard let service = unit.text("name"), let name = names[service], unit.text("load") == "loaded" else { return [] }
            let before = NodeLog(
                name: "previous/\(name)", shownAs: "the journal of \(service), boot before",
                source: .journal(unit: service, boot: -1, limit: Self.bootBefore))
            return [Self.journal(name, service, Self.started(unit, now)), before]
        }
    }

    private static func journal(_ name: String, _ unit: String, _ started: Instant?) -> NodeLog {
        NodeLog(
            name: name, shownAs: "the journal of \(unit)", source: .journal(unit: unit, boot: 0, limit: thisBoot),
            started: started)
    }

    /// When the unit's present run began; nil where it does not run steadily: then the whole log counts, for the reason of its
    /// failures stands in the runs before. A unit that systemd had to restart runs steadily once it has stayed for a minute.
    private static func started(_ unit: Row, _ now: Int) -> Instant? {
        guard unit.text("active") == "active", unit.text("sub") == "running", case .instant(let started) = unit["started"] else {
            return nil
        }
        if let restarts = unit.integer("restarts"), restarts > 0, now - started.seconds < 60 { return nil }
        return started
    }

    /// When the kernel started, in seconds since the epoch: `btime` of /proc/stat.
    private func bootTime(_ host: any Host) async -> Int? {
        guard let stat = try? await host.read("/proc/stat") else { return nil }
        return stat.lines.first { $0.hasPrefix("btime ") }.flatMap { Int($0.dropFirst(6)) }
    }
}
