import Hosts
import Text

/// A unit as its files define it: the unit file and its drop-ins, in the order in which systemd applies them
/// (systemd.unit(5)).
///
/// It is read from the files, so that it can be known without a running systemd.
struct UnitDefinition: Sendable, Equatable {
    /// One `Key=value` of a unit file.
    struct Setting: Sendable, Equatable {
        var section: String
        var key: String
        var value: String
        var file: String
        /// The line where the setting begins, counted from 1.
        var line: Int
    }

    var settings: [Setting]

    /// Where units are looked for, the first winning.
    static let folders = [
        "/etc/systemd/system", "/run/systemd/system", "/usr/local/lib/systemd/system", "/usr/lib/systemd/system",
        "/lib/systemd/system",
    ]

    /// Reads a unit; nil where it has neither a unit file nor a drop-in.
    static func read(_ name: String, at host: any Host) async throws(HostError) -> UnitDefinition? {
        var settings: [Setting] = []
        var isThere = false
        for folder in folders {
            guard let content = try await file("\(folder)/\(name)", host) else { continue }
            settings += parse(content, file: "\(folder)/\(name)")
            isThere = true
            break
        }
        for path in try await dropIns(name, host) {
            guard let content = try await file(path, host) else { continue }
            settings += parse(content, file: path)
            isThere = true
        }
        return isThere ? UnitDefinition(settings: settings) : nil
    }

    private static func file(_ path: String, _ host: any Host) async throws(HostError) -> String? {
        do { return try await host.read(path).text } catch  where error.isAbsence { return nil }
    }

    /// The drop-ins of all folders, sorted by their names; a name in an earlier folder hides the same name in a later one.
    private static func dropIns(_ name: String, _ host: any Host) async throws(HostError) -> [String] {
        var found: [String: String] = [:]
        for folder in folders {
            let path = "\(folder)/\(name).d"
            do {
                for entry in try await host.list(path) where entry.name.hasSuffix(".conf") && found[entry.name] == nil {
                    found[entry.name] = "\(path)/\(entry.name)"
                }
            } catch  where error.isAbsence { continue }
        }
        return found.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Reads one file of a unit.
    static func parse(_ text: String, file: String) -> [Setting] {
        var settings: [Setting] = []
        var section = ""
        var open = ""
        var openLine = 0
        for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = raw.trimmed
            if line.hasPrefix("#") || line.hasPrefix(";") { continue }
            if open.isEmpty { openLine = index + 1 }
            if line.hasSuffix("\\") {
                open += line.dropLast() + " "
                continue
            }
            let whole = (open + line).trimmed
            open = ""
            if whole.hasPrefix("["), whole.hasSuffix("]") {
                section = String(whole.dropFirst().dropLast())
            } else if let equals = whole.firstIndex(of: "=") {
                settings.append(
                    Setting(
                        section: section, key: whole[..<equals].trimmed, value: whole[whole.index(after: equals)...].trimmed,
                        file: file,
                        line: openLine))
            }
        }
        return settings
    }

    /// The values of a list setting of `[Service]`; an empty value throws away those before it.
    func list(_ key: String) -> [Setting] {
        var kept: [Setting] = []
        for setting in settings where setting.section == "Service" && setting.key == key {
            if setting.value.isEmpty { kept.removeAll() } else { kept.append(setting) }
        }
        return kept
    }
}
