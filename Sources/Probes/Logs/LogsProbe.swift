import Facts
import Hosts
import Patterns

/// Reads the node's logs, each once: the kubelet's, the runtime's, etcd's, the kernel's and containers'. All rules' error
/// texts are searched for in the same pass.
struct LogsProbe: Probe {
    let name = "logs"
    let subject = "the logs"
    let gives: [FactKey] = [LogFacts.matched, LogFacts.unread, LogFacts.lastWords, RefusalFacts.logged]
    let needs: [FactKey] = [UnitFacts.units]

    /// What the journals of units are called.
    static let unitLogs = [
        "kubelet.service": "kubelet", "containerd.service": "runtime", "crio.service": "runtime", "docker.service": "runtime",
        "cri-docker.service": "runtime", "etcd.service": "etcd",
    ]

    /// The end of this boot's log that is read, in bytes.
    static let thisBoot = 50 << 20
    /// The end of the log of the boot before.
    static let bootBefore = 2 << 20

    private let set: LogPatterns

    /// - Parameter patterns: error texts as Go format strings; the knowledge compiler has checked that each can be searched for.
    init(patterns: [String]) { set = LogPatterns(patterns + RefusalForm.all.map(\.pattern) + DerivedPatterns.all) }

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        let now = await host.now()
        let times = LogTimeReader(reference: now, boot: await bootTime(host))
        var logs =
            unitLogs(known) + [
                NodeLog(name: "kernel", shownAs: "the kernel's log", source: .kernel(boot: 0, limit: Self.thisBoot))
            ]
        // Where auditd runs, what SELinux denies stands here and not in the kernel's log.
        let audit = "/var/log/audit/audit.log"
        logs.append(NodeLog(name: "audit", shownAs: audit, source: .file(path: audit, limit: Self.bootBefore)))
        var found = LogPass.Outcome()
        do throws(HostError) {
            logs += try await ContainerLogs.newest(at: host)
        } catch {
            if !error.isAbsence { found.unread.append(Self.unread("container/*", error.reason)) }
        }
        var refused: [(entries: [Row<RefusalFacts.LoggedRefusal>], successes: [String: Int])] = []
        await withTaskGroup(of: (Int, LogPass.Outcome).self) { group in
            for (place, log) in logs.enumerated() { group.addTask { (place, await outcome(of: log, host, times)) } }
            var outcomes: [Int: LogPass.Outcome] = [:]
            for await (place, outcome) in group { outcomes[place] = outcome }
            // In the logs' order, not in that in which they were read: the same node gives the same report.
            for outcome in logs.indices.compactMap({ outcomes[$0] }) {
                found.matched += outcome.matched
                found.unread += outcome.unread
                found.lastWords += outcome.lastWords
                if let part = outcome.refused { refused.append(part) }
            }
        }
        var facts = FactSet()
        facts.set(
            LogFacts.matched,
            found.matched.sorted {
                ($0.text(.log) ?? "", $0.text(.pattern) ?? "") < ($1.text(.log) ?? "", $1.text(.pattern) ?? "")
            }, from: [])
        facts.set(LogFacts.unread, found.unread.sorted { ($0.text(.log) ?? "") < ($1.text(.log) ?? "") }, from: [])
        facts.set(LogFacts.lastWords, found.lastWords.sorted { ($0.text(.log) ?? "") < ($1.text(.log) ?? "") }, from: [])
        let refusals = RefusalTally.join(refused)
        if refusals.isEmpty, let row = found.unread.first(where: { ["kubelet", "runtime"].contains($0.text(.log)) }) {
            facts.miss(
                RefusalFacts.logged,
                Reason(
                    row.text(.because) ?? "The kubelet's log could not be read.",
                    row.flag(.isUnrecorded) == true ? .unrecorded : .failed))
        } else {
            facts.set(RefusalFacts.logged, refusals, from: [])
        }
        return facts
    }

    private func outcome(of log: NodeLog, _ host: any Host, _ times: LogTimeReader) async -> LogPass.Outcome {
        do throws(HostError) {
            return try await LogPass(log, set, times).run(at: host)
        } catch {
            if error.isAbsence, log.name.hasPrefix("previous/") || log.name == "audit" || log.container != nil {
                return LogPass.Outcome()
            }
            return LogPass.Outcome(unread: [Self.unread(log.name, error.reason)])
        }
    }

    private static func unread(_ log: String, _ reason: Reason) -> Row<LogFacts.UnreadLog> {
        Row(
            [.log: .text(log), .because: .text(reason.words), .isUnrecorded: .flag(reason.kind == .unrecorded)],
            from: Source(log))
    }

    /// The journals of units that are there, this boot's and the end of the one before.
    private func unitLogs(_ known: FactSet) -> [NodeLog] {
        guard let units = known.rows(UnitFacts.units) else {
            return [
                Self.journal("kubelet", NodeLog.Unit(name: "kubelet.service")),
                Self.journal("runtime", NodeLog.Unit(name: "containerd.service")),
            ]
        }
        return units.flatMap { unit -> [NodeLog] in
            guard let service = unit.text(.name), let name = Self.unitLogs[service], unit.text(.load) == "loaded" else {
                return []
            }
            let before = NodeLog(
                name: "previous/\(name)", shownAs: "the journal of \(service), boot before",
                source: .journal(unit: service, boot: -1, limit: Self.bootBefore))
            return [Self.journal(name, Self.state(of: unit, service)), before]
        }
    }

    private static func journal(_ name: String, _ unit: NodeLog.Unit) -> NodeLog {
        NodeLog(
            name: name, shownAs: "the journal of \(unit.name)", source: .journal(unit: unit.name, boot: 0, limit: thisBoot),
            unit: unit)
    }

    private static func state(of row: Row<UnitFacts.Unit>, _ name: String) -> NodeLog.Unit {
        var unit = NodeLog.Unit(name: name, restarts: row.integer(.restarts))
        if let active = row.text(.active) { unit.isUp = active == "active" || active == "reloading" }
        if case .instant(let started) = row[.started] { unit.started = started.seconds }
        return unit
    }

    /// When the kernel started, in seconds since the epoch: `btime` of /proc/stat.
    private func bootTime(_ host: any Host) async -> Int? {
        guard let stat = try? await host.read("/proc/stat") else { return nil }
        return stat.lines.first { $0.hasPrefix("btime ") }.flatMap { Int($0.dropFirst(6)) }
    }
}
