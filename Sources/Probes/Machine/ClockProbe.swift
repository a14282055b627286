import Facts
import Hosts
import Text

/// The clock: whether anything steers it, whether the kernel counts it as synchronized, and whether files are from its future.
struct ClockProbe: Probe {
    let name = "clock"
    let subject = "the clock"
    let gives: [FactKey] = [
        ClockFacts.isSynchronized, ClockFacts.service, ClockFacts.serviceSince, ClockFacts.newestTrace, ClockFacts.zoneOffset,
    ]
    let needs: [FactKey] = [UnitFacts.units]

    static let services = ["systemd-timesyncd.service", "chrony.service", "chronyd.service", "ntp.service", "ntpd.service"]

    /// What the system writes in its daily work, never with a time of its own choice.
    static let traces = [
        "/var/lib/systemd/timesync/clock", "/var/lib/systemd/random-seed", "/var/lib/dpkg/status", "/var/lib/kubelet/config.yaml",
        "/etc/kubernetes/kubelet.conf", "/etc/kubernetes/admin.conf", "/var/log/journal", "/var/log/wtmp",
    ]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        service(known, &facts)
        await synchronized(host, &facts)
        await trace(host, &facts)
        await zone(host, &facts)
        return facts
    }

    private func service(_ known: FactSet, _ facts: inout FactSet) {
        if let reason = known.reason(UnitFacts.units) {
            return facts.miss([ClockFacts.service, ClockFacts.serviceSince], reason)
        }
        let active = Self.services.compactMap { known.unit($0) }.first { $0.text(.active) == "active" }
        guard let active, let name = active.text(.name) else {
            for key in [ClockFacts.service, ClockFacts.serviceSince] {
                facts.setAbsent(key, from: Source("systemctl show", "no service for the time is active"))
            }
            return
        }
        facts.set(ClockFacts.service, .text(String(name.dropLast(8))), from: active.source)
        facts.set(ClockFacts.serviceSince, active[.since], from: active.source)
    }

    private func synchronized(_ host: any Host, _ facts: inout FactSet) async {
        let key = ClockFacts.isSynchronized
        do {
            let command = Command("timedatectl", ["show", "--property=NTPSynchronized"], deadline: .seconds(2), limit: 4096)
            let text = try await host.run(command).text.trimmed
            guard text == "NTPSynchronized=yes" || text == "NTPSynchronized=no" else {
                return facts.miss(key, "timedatectl did not say whether the clock is synchronized.")
            }
            facts.set(key, .flag(text.hasSuffix("yes")), from: Source(command.line, text))
        } catch {
            facts.miss(key, error.reason)
        }
    }

    private func trace(_ host: any Host, _ facts: inout FactSet) async {
        var newest: (path: String, time: Int)?
        var reason: Reason?
        for path in Self.traces {
            do {
                let status = try await host.status(path)
                if status.modified > newest?.time ?? Int.min { newest = (path, status.modified) }
            } catch {
                if !error.isAbsence { reason = error.reason }
            }
        }
        if let newest {
            let instant = Instant(seconds: newest.time)
            facts.set(ClockFacts.newestTrace, .instant(instant), from: .file(newest.path, "changed \(instant)"))
        } else if let reason {
            facts.miss(ClockFacts.newestTrace, reason)
        } else {
            facts.setAbsent(ClockFacts.newestTrace)
        }
    }

    private func zone(_ host: any Host, _ facts: inout FactSet) async {
        do {
            let text = try await host.run("date", "+%z").text.trimmed
            guard let seconds = Self.seconds(of: text) else {
                return facts.miss(ClockFacts.zoneOffset, "date +%z printed no offset.")
            }
            facts.set(ClockFacts.zoneOffset, .integer(seconds), from: Source("date +%z", text))
        } catch {
            facts.miss(ClockFacts.zoneOffset, error.reason)
        }
    }

    /// Seconds of `+0200`.
    static func seconds(of offset: String) -> Int? {
        guard offset.count == 5, let sign = offset.first, sign == "+" || sign == "-", let number = Int(offset.dropFirst()) else {
            return nil
        }
        return (sign == "-" ? -1 : 1) * (number / 100 * 3600 + number % 100 * 60)
    }
}
