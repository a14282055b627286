import Diagnosis
import Facts
import Terminal
import Widgets

/// One instrument of the machine: a share as a bar, or a few words; `??` with the reason where it could not be read.
struct NodeGauge: Sendable, Equatable {
    enum Reading: Sendable, Equatable {
        case share(Double, String, Role)
        case words(String)
        /// Not looked at yet.
        case waiting
        case missing(String)
        /// This machine has none such.
        case none
    }

    var name: String
    var reading: Reading

    /// Columns of the name and the gap after it.
    static let nameWidth = 13
    /// Columns of a bar with its brackets, and the gap after it.
    static let barWidth = 11
    /// Columns after the name from which on a bar leaves the words enough room.
    static let leastForBar = 29

    /// Whether it shows something to look after.
    var isOutOfBand: Bool {
        if case .share(_, _, let role) = reading { role != .good } else { false }
    }

    /// The instruments of a node, in the order in which they are shown.
    static func all(_ session: Session) -> [NodeGauge] {
        let reader = NodeReadings(session)
        return [
            NodeGauge(name: "System", reading: reader.system), NodeGauge(name: "Kernel", reading: reader.kernel),
            NodeGauge(name: "CPU", reading: reader.cpu), NodeGauge(name: "Memory", reading: reader.memory),
            NodeGauge(name: "Disk", reading: reader.disk), NodeGauge(name: "Certificates", reading: reader.certificates),
        ].filter { $0.reading != .none }
    }

    /// The line for plain output: `Memory: 52% of 3.8 GiB`.
    var sentence: String {
        switch reading {
        case .share(_, let words, _): "\(name): \(words)"
        case .words(let words): "\(name): \(words)"
        case .waiting: "\(name): not checked yet"
        case .missing(let reason): "\(name): unknown, \(reason)"
        case .none: "\(name): none"
        }
    }

    func draw(on canvas: inout Canvas, in row: Rect, glyphs: Glyphs) {
        let (left, right) = row.splitLeft(Self.nameWidth)
        canvas.write(StyledText(name, .muted), in: left, glyphs: glyphs)
        switch reading {
        case .share(_, let words, let role) where right.width < Self.leastForBar:
            canvas.write(StyledText(words, role == .good ? .text : role), in: right, glyphs: glyphs)
        case .share(let share, let words, let role):
            let (bar, rest) = right.splitLeft(min(24, max(Self.barWidth, right.width - 24)))
            canvas.write(Gauge.bar(share, width: bar.width - 1, glyphs: glyphs, role: role), in: bar, glyphs: glyphs)
            canvas.write(StyledText(words, role == .good ? .text : role), in: rest, glyphs: glyphs)
        case .words(let words): canvas.write(StyledText(words), in: right, glyphs: glyphs)
        case .waiting: canvas.write(StatusMark.waiting.styled, in: right, glyphs: glyphs)
        case .missing(let reason):
            canvas.write(StatusMark.unknown.styled + StyledText(" " + reason, .muted), in: right, glyphs: glyphs)
        case .none: canvas.write(StatusMark.none.styled, in: right, glyphs: glyphs)
        }
    }
}

/// Reads the instruments from facts, by name: a fact that no probe gives is a reading that is missing.
struct NodeReadings {
    private let facts: FactSet
    private let isLooking: Bool
    private let now: Instant?

    init(_ session: Session) {
        facts = session.facts
        isLooking = session.progress != nil || session.report == nil
        now = session.facts.instant(TimeFacts.now)
    }

    private func value(_ key: FactKey) -> Value? {
        if case .known(let value, _) = facts[key], value != .absent { return value }
        return nil
    }

    private func text(_ key: FactKey) -> String? {
        if case .text(let text)? = value(key) { return text }
        return nil
    }

    private func number(_ key: FactKey) -> Double? {
        switch value(key) {
        case .integer(let number)?: Double(number)
        case .number(let number)?: number
        default: nil
        }
    }

    /// Why there is no reading of any of these facts.
    private func gap(_ keys: FactKey...) -> NodeGauge.Reading {
        for key in keys where !facts.has(key) && isLooking { return .waiting }
        for key in keys {
            if case .missing(let reason) = facts[key] { return .missing(reason.words) }
        }
        return .none
    }

    private static func percent(_ share: Double) -> Int { Gauge(share, "").percent }

    var system: NodeGauge.Reading {
        text(MachineFacts.osName).map { .words($0) } ?? gap(MachineFacts.osName)
    }

    var kernel: NodeGauge.Reading {
        let cgroup = text(CgroupFacts.version).map { "cgroup \($0)" }
        // 6.12.57+deb13-amd64 and 5.14.0-427.el9 are told apart by their numbers here; the whole name is evidence.
        let release = text(KernelFacts.release).map { String($0.prefix { $0.isNumber || $0 == "." }) }
        let parts = [release, cgroup].compactMap { $0 }
        return parts.isEmpty ? gap(KernelFacts.release, CgroupFacts.version) : .words(parts.joined(separator: ", "))
    }

    /// The load of five minutes beside the processors: 1 is where each has always something to do.
    var cpu: NodeGauge.Reading {
        guard let cpus = number(MachineFacts.cpus), let load = number(MachineFacts.load5), cpus > 0 else {
            return gap(MachineFacts.cpus, MachineFacts.load5)
        }
        let share = load / cpus
        let words = "load \(Quantity.words(load)) of \(Int(cpus))"
        return .share(share, words, share >= 2 ? .danger : share >= 1 ? .warning : .good)
    }

    var memory: NodeGauge.Reading {
        guard let total = number(MemoryFacts.total), let available = number(MemoryFacts.available), total > 0 else {
            return gap(MemoryFacts.total, MemoryFacts.available)
        }
        let share = 1 - available / total
        return .share(
            share, "\(Self.percent(share))% of \(Quantity.bytes(Int(total)))",
            share >= 0.95 ? .danger : share >= 0.85 ? .warning : .good)
    }

    /// The fullest of the file systems that are written to.
    var disk: NodeGauge.Reading {
        guard let rows = facts.rows(DiskFacts.disks) else { return gap(DiskFacts.disks) }
        let fullest = rows.compactMap { row -> (share: Double, row: Row<DiskFacts.Disk>)? in
            guard let size = row.integer(.size), let available = row.integer(.available), size > 0,
                row.flag(.isReadOnly) != true
            else { return nil }
            return (1 - Double(available) / Double(size), row)
        }.max { $0.share < $1.share }
        guard let (share, row) = fullest else { return .none }
        let words = "\(Self.percent(share))% of \(Quantity.bytes(row.integer(.size) ?? 0)) \(row.text(.mount) ?? "")"
        return .share(share, words, share >= 0.9 ? .danger : share >= 0.8 ? .warning : .good)
    }

    /// The certificate in use that ends first: what is left of its life.
    var certificates: NodeGauge.Reading {
        guard let rows = facts.rows(CertificateFacts.certificates) else { return gap(CertificateFacts.certificates) }
        let ends = rows.compactMap { row -> (row: Row<CertificateFacts.Certificate>, from: Instant, to: Instant)? in
            guard row.flag(.isUsed) == true, row.flag(.isCA) != true, case .instant(let from) = row[.notBefore],
                case .instant(let to) = row[.notAfter]
            else { return nil }
            return (row, from, to)
        }
        guard let now, let first = ends.min(by: { $0.to < $1.to }) else { return .none }
        let purpose = first.row.text(.purpose) ?? ""
        let days = (first.to - now) / 86400
        guard first.to > now else { return .share(0, "ended: \(purpose)", .danger) }
        let share = Double(first.to - now) / Double(max(1, first.to - first.from))
        // Which one it is matters when it ends soon.
        let words = "\(Count.of(days, "day")) \(days < 30 ? purpose : "left")"
        return .share(share, words, days < 7 ? .danger : days < 30 ? .warning : .good)
    }
}
