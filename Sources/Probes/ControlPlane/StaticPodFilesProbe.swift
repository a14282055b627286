import Facts
import Hosts
import YAML

/// Looks at what the static pods' manifests name besides flags: the files behind their volumes, and the ports of their probes.
struct StaticPodFilesProbe: Probe {
    let name = "static-pod-files"
    let subject = "the volumes and probes of the static pods"
    let gives: [FactKey] = [ManifestFacts.files, ManifestFacts.healthProbes]
    let needs: [FactKey] = [KubeletFacts.staticPodPath]

    private static let probes = ["livenessProbe", "readinessProbe", "startupProbe"]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        let folder = known.text(KubeletFacts.staticPodPath) ?? "/etc/kubernetes/manifests"
        var files: [Row<ManifestFacts.NamedPath>] = []
        var probes: [Row<ManifestFacts.HealthProbe>] = []
        for component in PodManifest.components {
            let path = "\(folder)/\(component).yaml"
            do throws(HostError) {
                let bytes = try await host.read(path).bytes
                // What cannot be read as a pod is told as broken.
                guard let flags = ComponentFlags(manifest: bytes, path: path, component: component) else { continue }
                files += await named(by: flags, host)
                probes += Self.probes(bytes, path, component)
            } catch {
                guard error.isAbsence else {
                    facts.miss(gives, error.reason)
                    return facts
                }
            }
        }
        facts.set(ManifestFacts.files, files, from: .file(folder))
        facts.set(ManifestFacts.healthProbes, probes, from: .file(folder))
        return facts
    }

    /// Whether a flag names a file that the program reads, or etcd's folders. Those it makes itself are left out.
    static func isRead(_ flag: String) -> Bool {
        guard flag != "log-file" else { return false }
        return ["file", "kubeconfig", "config", "-certificate", "-key", "data-dir", "wal-dir"].contains { flag.hasSuffix($0) }
    }

    private func named(by flags: ComponentFlags, _ host: any Host) async -> [Row<ManifestFacts.NamedPath>] {
        var rows: [Row<ManifestFacts.NamedPath>] = []
        for flag in flags.flags where Self.isRead(flag.name) {
            for path in flag.value.split(separator: ",").map(String.init) where path.hasPrefix("/") {
                var cells: [ManifestFacts.NamedPath: Value] = [
                    .component: .text(flags.component), .flag: .text(flag.name), .path: .text(path), .file: .text(flags.path),
                    .line: .integer(ifAny: flag.line),
                ]
                if let there = flags.onHost(path) {
                    cells[.hostPath] = .text(there)
                    do throws(HostError) {
                        let status = try await host.status(there)
                        cells[.isThere] = true
                        cells[.isEmpty] = .flag(status.kind == .file && status.size == 0)
                    } catch {
                        cells[.isThere] = error.isAbsence ? false : .unknown(error.reason)
                        cells[.isEmpty] = error.isAbsence ? .absent : .unknown(error.reason)
                    }
                }
                rows.append(Row(cells, from: .file(flags.path, line: flag.line, "--\(flag.name)=\(path)")))
            }
        }
        return rows
    }

    /// Of the first container, which is the component's own.
    private static func probes(_ bytes: [UInt8], _ path: String, _ component: String) -> [Row<ManifestFacts.HealthProbe>] {
        guard let document = try? YAMLDocument.read(bytes, file: path, duplicateKeys: .recorded).documents.first,
            let container = document["spec"]["containers"]?[0]
        else { return [] }
        var named: [String: (number: Int, line: Int)] = [:]
        for port in container["ports"]?.array ?? [] {
            if let name = port["name"]?.text, let number = port["containerPort"]?.int {
                named[name] = (number, port["containerPort"]?.line ?? 1)
            }
        }
        return probes.compactMap { probe in
            let asked = container[probe]["httpGet"]["port"] ?? container[probe]["tcpSocket"]["port"]
            guard let asked else { return nil }
            let port = asked.int.map { (number: $0, line: asked.line) } ?? asked.text.flatMap { named[$0] }
            guard let port else { return nil }
            return Row(
                [
                    .component: .text(component), .probe: .text(probe), .port: .integer(port.number), .file: .text(path),
                    .line: .integer(port.line),
                ], from: .file(path, line: port.line, "\(probe) asks port \(port.number)"))
        }
    }
}
