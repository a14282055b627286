import Facts
import Hosts
import Text

/// The machine: distribution, kind of packages, architecture, whether it is a container, its boot, processors and load.
struct MachineProbe: Probe {
    let name = "machine"
    let subject = "the machine and its system"
    let needs: [FactKey] = []
    let gives: [FactKey] = [
        MachineFacts.osID, MachineFacts.osName, MachineFacts.osVersion, MachineFacts.osFamily, MachineFacts.packaging,
        MachineFacts.architecture,
        MachineFacts.isContainer, MachineFacts.booted, MachineFacts.cpus, MachineFacts.load5,
    ]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        await system(host, &facts)
        await packaging(host, &facts)
        await architecture(host, &facts)
        await container(host, &facts)
        await processors(host, &facts)
        facts.set(MachineFacts.booted, of: await .read("/proc/stat", at: host), at: "/proc/stat") { text in
            text.split(separator: "\n").first { $0.hasPrefix("btime ") }.flatMap { Int($0.dropFirst(6)) }.map {
                .instant(Instant(seconds: $0))
            }
        }
        facts.set(MachineFacts.load5, of: await .read("/proc/loadavg", at: host), at: "/proc/loadavg") { text in
            text.split(separator: " ").dropFirst().first.flatMap { Double($0) }.map(Value.number)
        }
        return facts
    }

    /// os-release(5): the copy under /usr/lib stands in where /etc has none.
    private func system(_ host: any Host, _ facts: inout FactSet) async {
        var path = "/etc/os-release"
        var file = await SmallFile.read(path, at: host)
        if case .absent = file {
            path = "/usr/lib/os-release"
            file = await SmallFile.read(path, at: host)
        }
        let keys = [MachineFacts.osID: "ID", MachineFacts.osName: "PRETTY_NAME", MachineFacts.osVersion: "VERSION_ID"]
        let values = Self.variables(file)
        for (key, name) in keys { set(key, values[name].map { ($0.value, $0.source(path)) }, file, path, &facts) }
        let family =
            [values["ID"]?.value].compactMap { $0 } + (values["ID_LIKE"]?.value.split(separator: " ").map(String.init) ?? [])
        if case .unseen(let reason) = file {
            facts.miss(MachineFacts.osFamily, reason)
        } else {
            facts.set(MachineFacts.osFamily, family.isEmpty ? .absent : .list(family), from: .file(path))
        }
    }

    private func set(_ key: FactKey, _ found: (String, Source)?, _ file: SmallFile, _ path: String, _ facts: inout FactSet) {
        if case .unseen(let reason) = file { return facts.miss(key, reason) }
        if let found { facts.set(key, .text(found.0), from: found.1) } else { facts.setAbsent(key, from: .file(path)) }
    }

    struct Variable: Sendable, Equatable {
        var value: String
        var line: Int
        var text: String
        func source(_ path: String) -> Source { .file(path, line: line, text) }
    }

    /// `NAME=value` lines of a file that shells can read; quotation marks around a value are not of it.
    static func variables(_ file: SmallFile) -> [String: Variable] {
        var values: [String: Variable] = [:]
        for (number, line) in file.settings {
            guard let equals = line.firstIndex(of: "=") else { continue }
            var value = line[line.index(after: equals)...].trimmed
            if value.count >= 2, let mark = value.first, mark == "\"" || mark == "'", value.last == mark {
                value = String(value.dropFirst().dropLast())
            }
            values[line[..<equals].trimmed] = Variable(value: value, line: number, text: line.trimmed)
        }
        return values
    }

    private func packaging(_ host: any Host, _ facts: inout FactSet) async {
        do throws(HostError) {
            for (path, kind) in [("/var/lib/dpkg/status", "deb"), ("/var/lib/rpm", "rpm"), ("/usr/lib/sysimage/rpm", "rpm")] {
                do {
                    _ = try await host.status(path)
                    return facts.set(MachineFacts.packaging, .text(kind), from: .file(path))
                } catch  where error.isAbsence { continue }
            }
            facts.set(MachineFacts.packaging, "none", from: Source("/var/lib", "neither a dpkg nor an rpm data base"))
        } catch {
            facts.miss(MachineFacts.packaging, error.reason)
        }
    }

    private func architecture(_ host: any Host, _ facts: inout FactSet) async {
        do {
            let text = try await host.run("uname", "-m").text.trimmed
            facts.set(MachineFacts.architecture, .text(text), from: Source("uname -m", text))
        } catch {
            facts.miss(MachineFacts.architecture, error.reason)
        }
    }

    private func container(_ host: any Host, _ facts: inout FactSet) async {
        do throws(HostError) {
            for path in ["/run/systemd/container", "/.dockerenv"] {
                do {
                    _ = try await host.status(path)
                    return facts.set(MachineFacts.isContainer, true, from: .file(path))
                } catch  where error.isAbsence { continue }
            }
            facts.set(MachineFacts.isContainer, false, from: .file("/run/systemd/container", "does not exist"))
        } catch {
            facts.miss(MachineFacts.isContainer, error.reason)
        }
    }

    private func processors(_ host: any Host, _ facts: inout FactSet) async {
        let path = "/sys/devices/system/cpu/online"
        facts.set(MachineFacts.cpus, of: await .read(path, at: host), at: path) { Self.count(of: $0).map(Value.integer) }
    }

    /// How many numbers `0-3,6` stands for; nil where the text is no such list.
    static func count(of ranges: String) -> Int? {
        var count = 0
        for range in ranges.split(separator: ",") {
            let ends = range.split(separator: "-").map { Int($0) }
            guard let first = ends.first ?? nil, let last = ends.last ?? nil, last >= first, ends.count <= 2 else { return nil }
            count = count.plus(last.minus(first)).plus(1)
        }
        return count > 0 ? count : nil
    }
}
