import Facts
import Hosts

/// The repositories that apt and yum take packages from, by their files.
///
/// None is asked.
struct RepositoriesProbe: Probe {
    let name = "repositories"
    let subject = "the package repositories"
    let needs: [FactKey] = []
    let gives: [FactKey] = [PackageFacts.repositories]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        do throws(HostError) {
            var rows: [Row<PackageFacts.Repository>] = []
            for path in ["/etc/apt/sources.list"] + (try await files("/etc/apt/sources.list.d", ".list", host)) {
                rows += try await parsed(path, host) { RepositoryFiles.list($0, file: path) }
            }
            for path in try await files("/etc/apt/sources.list.d", ".sources", host) {
                rows += try await parsed(path, host) { RepositoryFiles.sources($0, file: path) }
            }
            for path in try await files("/etc/yum.repos.d", ".repo", host) {
                rows += try await parsed(path, host) { RepositoryFiles.repo($0, file: path) }
            }
            for index in rows.indices { await addKey(to: &rows[index], host) }
            facts.set(PackageFacts.repositories, rows, from: Source("/etc/apt and /etc/yum.repos.d"))
        } catch {
            facts.miss(PackageFacts.repositories, error.reason)
        }
        return facts
    }

    /// Of repositories of pkgs.k8s.io: whether their key is there, and how long it holds.
    private func addKey(to row: inout Row<PackageFacts.Repository>, _ host: any Host) async {
        guard row[.minor] != .absent, let path = row.text(.keyFile) else { return }
        do throws(HostError) {
            let bytes = try await host.read(path).bytes
            row[.keyIsThere] = true
            row[.keyEnds] = .instant(ifAny: OpenPGPExpiry.last(in: bytes).map(Instant.init(seconds:)))
        } catch {
            if error.isAbsence {
                row[.keyIsThere] = false
            } else {
                row[.keyIsThere] = .unknown(error.reason)
                row[.keyEnds] = .unknown(error.reason)
            }
        }
    }

    private func files(_ folder: String, _ ending: String, _ host: any Host) async throws(HostError) -> [String] {
        do { return try await host.list(folder).filter { $0.name.hasSuffix(ending) }.map { "\(folder)/\($0.name)" } } catch
            where error.isAbsence
        { return [] }
    }

    private func parsed(_ path: String, _ host: any Host, _ parse: (String) -> [Row<PackageFacts.Repository>])
        async throws(HostError) -> [Row<PackageFacts.Repository>]
    {
        do { return parse(try await host.read(path).text) } catch  where error.isAbsence { return [] }
    }
}
