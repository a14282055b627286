import Hosts
import Text

/// What keeps yum and dnf from upgrading packages: versionlock's lists, and exclude lines.
enum RPMHolds {
    static let lists = ["/etc/dnf/plugins/versionlock.list", "/etc/yum/pluginconf.d/versionlock.list"]
    static let configurations = ["/etc/dnf/dnf.conf", "/etc/yum.conf"]

    static func names(at host: any Host) async throws(HostError) -> [String] {
        var names: [String] = []
        for path in lists {
            do { names += SmallFile.text(try await host.read(path).text).settings.map(\.line.trimmed) } catch
                where error.isAbsence
            { continue }
        }
        var files = configurations
        do {
            files += try await host.list("/etc/yum.repos.d").filter { $0.name.hasSuffix(".repo") }.map {
                "/etc/yum.repos.d/\($0.name)"
            }
        } catch  where !error.isAbsence { throw error } catch {}
        for path in files {
            do { names += excluded(try await host.read(path).text) } catch  where error.isAbsence { continue }
        }
        return names
    }

    /// The members of `exclude=` and `excludepkgs=` lines.
    static func excluded(_ text: String) -> [String] {
        SmallFile.text(text).settings.flatMap { _, line -> [String] in
            guard let equals = line.firstIndex(of: "="), ["exclude", "excludepkgs"].contains(line[..<equals].trimmed) else {
                return []
            }
            return line[line.index(after: equals)...].split { $0 == " " || $0 == "," }.map(String.init)
        }
    }
}
