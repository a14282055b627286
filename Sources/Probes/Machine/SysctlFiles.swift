import Facts
import Hosts
import Text

/// The settings that systemd-sysctl and `sysctl --system` read at boot (sysctl.d(5) of systemd 252, sysctl(8) of procps 4.0).
enum SysctlFiles {
    /// One setting of one file.
    struct Line: Sendable, Equatable {
        /// With dots.
        var name: String
        var value: String
        var file: String
        var line: Int
        var text: String

        var source: Source { .file(file, line: line, text) }
    }

    /// Highest first: of files of one name the one in the first folder is read, the others are not.
    static let folders = ["/etc/sysctl.d", "/run/sysctl.d", "/usr/local/lib/sysctl.d", "/usr/lib/sysctl.d", "/lib/sysctl.d"]

    /// All settings in the order in which they are applied.
    static func lines(at host: any Host) async throws(HostError) -> [Line] {
        var chosen: [String: String] = [:]
        for folder in folders {
            for entry in try await entries(folder, host) where entry.name.hasSuffix(".conf") && chosen[entry.name] == nil {
                chosen[entry.name] = "\(folder)/\(entry.name)"
            }
        }
        // procps reads /etc/sysctl.conf after all others; where it is linked as 99-sysctl.conf, systemd reads it too.
        var paths = chosen.sorted { $0.key < $1.key }.map(\.value)
        paths.append("/etc/sysctl.conf")
        var lines: [Line] = []
        for path in paths {
            do { lines += parse(try await host.read(path).text, file: path) } catch  where error.isAbsence { continue }
        }
        return lines
    }

    private static func entries(_ folder: String, _ host: any Host) async throws(HostError) -> [FileStatus] {
        do { return try await host.list(folder) } catch  where error.isAbsence { return [] }
    }

    static func parse(_ text: String, file: String) -> [Line] {
        SmallFile.text(text).settings.compactMap { number, line in
            guard let equals = line.firstIndex(of: "=") else { return nil }
            // A minus before the name means that a failure does not matter.
            var name = line[..<equals].trimmed
            if name.hasPrefix("-") { name = String(name.dropFirst()).trimmed }
            return Line(
                name: dotted(name), value: line[line.index(after: equals)...].trimmed, file: file, line: number,
                text: line.trimmed)
        }
    }

    /// `net/ipv4/ip_forward` and `net.ipv4.ip_forward` are the same; where a slash comes first, dots belong to a part's name.
    private static func dotted(_ name: String) -> String {
        guard let first = name.first(where: { $0 == "." || $0 == "/" }), first == "/" else { return name }
        return String(name.map { $0 == "/" ? "." : $0 })
    }
}
