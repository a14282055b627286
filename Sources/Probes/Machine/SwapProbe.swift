import Facts
import Hosts
import Text

/// Swap in use (/proc/swaps) and what switches it on at boot: /etc/fstab, swap units of the machine's owner, zram.
struct SwapProbe: Probe {
    let name = "swap"
    let subject = "swap"
    let needs: [FactKey] = []
    let gives: [FactKey] = [SwapFacts.isOn, SwapFacts.devices, SwapFacts.atBoot]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        await inUse(host, &facts)
        do throws(HostError) {
            facts.set(SwapFacts.atBoot, try await atBoot(host), from: .file("/etc/fstab"))
        } catch {
            facts.miss(SwapFacts.atBoot, error.reason)
        }
        return facts
    }

    private func inUse(_ host: any Host, _ facts: inout FactSet) async {
        let path = "/proc/swaps"
        switch await SmallFile.read(path, at: host) {
        case .unseen(let reason): facts.miss([SwapFacts.isOn, SwapFacts.devices], reason)
        case .absent:
            // A kernel without swap support has no such file; the kubelet takes that for swap off.
            facts.set(SwapFacts.isOn, false, from: .file(path, "does not exist"))
            facts.set(SwapFacts.devices, [], from: .file(path, "does not exist"))
        case .text(let text):
            let rows = Self.devices(text)
            facts.set(SwapFacts.isOn, .flag(!rows.isEmpty), from: rows.first?.source ?? .file(path, "no device"))
            facts.set(SwapFacts.devices, rows, from: .file(path))
        }
    }

    /// The lines after the heading: name, type, size and use in KiB, priority.
    static func devices(_ text: String) -> [Row<SwapFacts.Device>] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().dropFirst().compactMap { index, line in
            let fields = line.split { $0 == " " || $0 == "\t" }
            guard fields.count >= 4, let size = Int(fields[2]), let used = Int(fields[3]) else { return nil }
            return Row(
                [
                    .name: .text(String(fields[0])), .type: .text(String(fields[1])), .size: .integer(size.times(1024)),
                    .used: .integer(used.times(1024)),
                ],
                from: .file("/proc/swaps", line: index + 1, String(line)))
        }
    }

    private func atBoot(_ host: any Host) async throws(HostError) -> [Row<SwapFacts.BootSwap>] {
        if try await isMasked("swap.target", host) { return [] }
        var rows: [Row<SwapFacts.BootSwap>] = []
        do { rows += Self.fstab(try await host.read("/etc/fstab").text) } catch  where !error.isAbsence { throw error } catch {}
        rows += try await units(host)
        for file in ["/etc/systemd/zram-generator.conf", "/usr/lib/systemd/zram-generator.conf", "/etc/default/zramswap"] {
            guard let line = try await zram(file, host) else { continue }
            rows.append(line)
            break
        }
        return rows
    }

    /// Swap lines of fstab(5) that are not `noauto`.
    static func fstab(_ text: String) -> [Row<SwapFacts.BootSwap>] {
        SmallFile.text(text).settings.compactMap { number, line in
            let fields = line.split { $0 == " " || $0 == "\t" }
            guard fields.count >= 3, fields[2] == "swap" else { return nil }
            if fields.count > 3, fields[3].split(separator: ",").contains("noauto") { return nil }
            return row(String(fields[0]), "/etc/fstab", number, String(line))
        }
    }

    private static func row(_ what: String, _ file: String, _ line: Int?, _ text: String) -> Row<SwapFacts.BootSwap> {
        Row([.what: .text(what), .file: .text(file), .line: .integer(ifAny: line)], from: .file(file, line: line, text))
    }

    /// Links to /dev/null.
    private func isMasked(_ unit: String, _ host: any Host) async throws(HostError) -> Bool {
        do { return try await host.status("/etc/systemd/system/\(unit)").target == "/dev/null" } catch  where error.isAbsence {
            return false
        }
    }

    private func units(_ host: any Host) async throws(HostError) -> [Row<SwapFacts.BootSwap>] {
        let folder = "/etc/systemd/system"
        do {
            return try await host.list(folder).filter { $0.name.hasSuffix(".swap") && $0.target != "/dev/null" }
                .map { Self.row($0.name, "\(folder)/\($0.name)", nil, "a swap unit") }
        } catch  where error.isAbsence { return [] }
    }

    /// A generator's configuration with a device section, or Debian's zram-tools, which run as a service where they are installed.
    private func zram(_ file: String, _ host: any Host) async throws(HostError) -> Row<SwapFacts.BootSwap>? {
        do {
            let settings = SmallFile.text(try await host.read(file).text).settings
            if file.hasSuffix("zramswap") { return Self.row("zram", file, settings.first?.number, "zram-tools") }
            return settings.first { $0.line.trimmed.hasPrefix("[zram") }.map {
                Self.row("zram", file, $0.number, $0.line.trimmed)
            }
        } catch  where error.isAbsence { return nil }
    }
}
