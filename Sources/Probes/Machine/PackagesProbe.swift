import Facts
import Hosts
import Text

/// The installed packages of Kubernetes and of what it needs, and whether upgrades leave them as they are.
struct PackagesProbe: Probe {
    let name = "packages"
    let subject = "the installed packages"
    let needs: [FactKey] = []
    let gives: [FactKey] = [PackageFacts.packages]

    static let names = Set(PackageFacts.names)

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        let path = "/var/lib/dpkg/status"
        do throws(HostError) {
            do {
                let status = try await host.read(path, limit: 32 << 20)
                facts.set(PackageFacts.packages, DpkgStatus.rows(status.bytes, names: Self.names), from: .file(path))
            } catch  where error.isAbsence {
                facts.set(PackageFacts.packages, try await rpm(host), from: Source("rpm -q"))
            }
        } catch {
            facts.miss(PackageFacts.packages, error.reason)
        }
        return facts
    }

    private func rpm(_ host: any Host) async throws(HostError) -> [Row<PackageFacts.Package>] {
        let command = Command(
            "rpm", ["-q", "--queryformat", "%{NAME}\\t%{VERSION}-%{RELEASE}\\n"] + Self.names.sorted(), deadline: .seconds(4),
            limit: 64 << 10)
        let output: CommandOutput
        do { output = try await host.run(command) } catch  where error.isAbsence { return [] }
        let held = try await RPMHolds.names(at: host)
        return output.lines.compactMap { line in
            let fields = line.split(separator: "\t")
            guard fields.count == 2, Self.names.contains(String(fields[0])) else { return nil }
            let isHeld = held.contains { Self.matches($0, String(fields[0])) }
            return Row(
                [
                    .name: .text(String(fields[0])), .version: .text(String(fields[1])), .state: "installed",
                    .isHeld: .flag(isHeld),
                ],
                from: Source("rpm -q \(fields[0])", String(line.map { $0 == "\t" ? " " : $0 })))
        }
    }

    /// `kubelet`, `kube*`, or a locked version: `kubelet-0:1.36.2-150500.1.1.*`.
    static func matches(_ hold: String, _ name: String) -> Bool {
        Glob.matches(hold, name) || hold.hasPrefix("\(name)-") && (hold.dropFirst(name.count + 1).first?.isNumber ?? false)
    }
}
