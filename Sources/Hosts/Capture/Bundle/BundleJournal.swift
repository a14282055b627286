import Text

/// The journals of a bundle: outputs of journalctl, split into boots and told by unit, as lines of `journalctl -o short-unix`.
struct BundleJournal: Sendable {
    private let bundle: BundleContents
    private let clock: BundleClock

    init(_ bundle: BundleContents, _ clock: BundleClock) {
        self.bundle = bundle
        self.clock = clock
    }

    /// The entries of a log; nil where nothing of it is in the bundle.
    func entries(of log: LogSource) -> [UInt8]? {
        switch log {
        case .journal(let unit, let boot, _):
            let own = String(unit.hasSuffix(".service") ? unit.dropLast(8) : unit[...])
            return unitLog(unit, own, boot) ?? general(boot) { line in Self.isOf(line, unit) }
        case .kernel(let boot, _): return general(boot) { line in Self.program(line) == "kernel" } ?? dmesg(boot)
        case .file: return nil
        }
    }

    private func unitLog(_ unit: String, _ own: String, _ boot: Int) -> [UInt8]? {
        let wanted = BundleFileName(own).words
        for name in bundle.outputs {
            let file = BundleFileName(name)
            let isUnits = file.isJournal && file.journalUnit.map { BundleFileName($0).words == wanted } ?? false
            guard isUnits || bundle.kind != .sosreport && BundleFileName.programs[unit] != nil && file.isLog(of: unit) else {
                continue
            }
            if let asked = file.journalBoot, asked != boot { continue }
            guard let bytes = bundle.bytes(name) else { continue }
            let lines = lines(of: bytes, boot: file.journalBoot == nil ? boot : 0) { _ in true }
            if !lines.isEmpty { return lines }
        }
        return nil
    }

    /// A journal of everything, and after it the system log's files, of which only what belongs to the log is taken.
    private func general(_ boot: Int, _ isOf: (Substring) -> Bool) -> [UInt8]? {
        for name in bundle.outputs {
            let file = BundleFileName(name)
            guard file.isJournal, file.journalUnit == nil else { continue }
            if let asked = file.journalBoot, asked != boot { continue }
            guard let bytes = bundle.bytes(name) else { continue }
            let lines = lines(of: bytes, boot: file.journalBoot == nil ? boot : 0, isOf)
            if !lines.isEmpty { return lines }
        }
        guard boot == 0 else { return nil }
        for name in ["var/log/syslog", "var/log/messages"] {
            guard let bytes = bundle.bytes(name) else { continue }
            let lines = lines(of: bytes, boot: 0, isOf)
            if !lines.isEmpty { return lines }
        }
        return nil
    }

    private func dmesg(_ boot: Int) -> [UInt8]? {
        guard boot == 0, let text = bundle.output(of: "dmesg"), !text.isEmpty else { return nil }
        let start = bundle.bytes("proc/stat").map { KernelBuffer.bootTime(in: $0) } ?? clock.now
        return KernelBuffer.dated(Array(text.utf8), boot: start)
    }

    /// The lines of one boot that belong to the log, each with its time since the epoch.
    private func lines(of bytes: [UInt8], boot: Int, _ isOf: (Substring) -> Bool) -> [UInt8] {
        var boots: [[UInt8]] = [[]]
        var isTaken = false
        for raw in bytes.split(separator: UInt8(ascii: "\n")) {
            if raw.starts(with: "-- ".utf8) || raw.elementsEqual("--".utf8) {
                // Explanations of --catalog begin so too.
                if raw.starts(with: "-- Boot ".utf8) || raw.starts(with: "-- Reboot".utf8) { boots.append([]) }
                continue
            }
            if raw.first == UInt8(ascii: " ") {
                if isTaken { boots[boots.count - 1] += raw + [UInt8(ascii: "\n")] }
                continue
            }
            let line = Substring(String(decoding: raw, as: UTF8.self))
            isTaken = isOf(line)
            guard isTaken else { continue }
            boots[boots.count - 1] += Array(dated(line).utf8) + [UInt8(ascii: "\n")]
        }
        // A line of a boot begins the list: nothing stands before it.
        if boots.count > 1, boots[0].isEmpty { boots.removeFirst() }
        let at = boots.count - 1 + boot
        return boots.indices.contains(at) ? boots[at] : []
    }

    /// `Dec  1 02:50:47 cp1 kubelet[812]: …` with seconds since the epoch in place of the local time; other forms stay.
    private func dated(_ line: Substring) -> String {
        let words = line.prefix(32).split(separator: " ", maxSplits: 3)
        guard words.count == 4, let month = BundleClock.month(words[0]), let day = Int(words[1]),
            let time = BundleClock.clock(words[2].prefix(8))
        else { return String(line) }
        let year = CivilDay.date(clock.now / 86400).year
        var best: Int?
        for year in year - 1...year + 1 {
            guard let days = CivilDay.days(year, month, day) else { continue }
            let seconds = days * 86400 + time - (clock.offset ?? 0)
            if best.map({ abs(seconds - clock.now) < abs($0 - clock.now) }) ?? true { best = seconds }
        }
        guard let best, let rest = line.range(ofWord: words[2]) else { return String(line) }
        let fraction = words[2].dropFirst(8)
        return "\(best)\(fraction.isEmpty ? ".000000" : String(fraction))\(line[rest.upperBound...])"
    }

    /// The program that wrote a line: the word before `[812]:` or `:`.
    static func program(_ line: Substring) -> Substring {
        let words = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
        // Three words of time, or one; the host; the program.
        let at = words.first.flatMap { BundleClock.month($0) } == nil ? 2 : 4
        guard words.count > at else { return "" }
        return words[at].prefix { $0 != "[" && $0 != ":" }
    }

    private static func isOf(_ line: Substring, _ unit: String) -> Bool {
        let program = program(line)
        if program == "systemd" { return line.contains(" \(unit)") || line.contains("(\(unit)") }
        return BundleFileName.programs[unit]?.contains { program == $0 } ?? (program == unit.dropLast(8))
    }
}

extension Substring {
    /// The place of a word of this line.
    fileprivate func range(ofWord word: Substring) -> Range<Index>? {
        word.startIndex >= startIndex && word.endIndex <= endIndex ? word.startIndex..<word.endIndex : nil
    }
}
