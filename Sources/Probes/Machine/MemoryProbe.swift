import Facts
import Hosts

/// Memory (/proc/meminfo) and pressure (/proc/pressure).
struct MemoryProbe: Probe {
    let name = "memory"
    let subject = "memory and pressure"
    let needs: [FactKey] = []
    let gives: [FactKey] = [
        MemoryFacts.total, MemoryFacts.available, MemoryFacts.memoryFull, MemoryFacts.ioFull,
    ]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        let meminfo = await SmallFile.read("/proc/meminfo", at: host)
        for (key, name) in [MemoryFacts.total: "MemTotal", MemoryFacts.available: "MemAvailable"] {
            set(key, name, meminfo, &facts)
        }
        for (key, name) in [(MemoryFacts.memoryFull, "memory"), (MemoryFacts.ioFull, "io")] {
            let path = "/proc/pressure/\(name)"
            facts.set(key, of: await .read(path, at: host), at: path) { Self.average(in: $0, "full").map(Value.number) }
        }
        return facts
    }

    private func set(_ key: FactKey, _ name: String, _ file: SmallFile, _ facts: inout FactSet) {
        let path = "/proc/meminfo"
        if case .unseen(let reason) = file { return facts.miss(key, reason) }
        for (number, line) in file.settings where line.hasPrefix("\(name):") {
            let fields = line.split(separator: " ")
            guard fields.count >= 2, let kilobytes = Int(fields[1]) else { break }
            return facts.set(key, .integer(kilobytes.times(1024)), from: .file(path, line: number, String(line)))
        }
        facts.miss(key, "\(path) does not contain \(name).")
    }

    /// `avg300` of the line that begins with `kind`.
    static func average(in text: String, _ kind: String) -> Double? {
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("\(kind) ") }) else { return nil }
        return line.split(separator: " ").first { $0.hasPrefix("avg300=") }.flatMap { Double($0.dropFirst(7)) }
    }
}
