import Facts
import Hosts

/// How the control plane and etcd are started on a host: from kubeadm's static pods, or etcd from a unit.
struct ComponentFiles: Sendable {
    var flags: [ComponentFlags] = []
    /// For a component whose manifest may not be looked at, why not.
    var unseen: [String: Reason] = [:]

    /// What `read` needs to know.
    static let needs: [FactKey] = [ManifestFacts.flags, UnitFacts.units]
    static let manifests = "/etc/kubernetes/manifests"
    private static let components = [
        ("kube-apiserver", "kube-apiserver.yaml"), ("kube-controller-manager", "kube-controller-manager.yaml"),
        ("etcd", "etcd.yaml"),
    ]

    subscript(component: String) -> ComponentFlags? { flags.first { $0.component == component } }

    static func read(from host: any Host, knowing known: FactSet) async -> ComponentFiles {
        var files = ComponentFiles()
        for (component, name) in components {
            let path = "\(manifests)/\(name)"
            do throws(HostError) {
                let file = try await host.read(path)
                if let flags = ComponentFlags(manifest: file.bytes, path: path, component: component) {
                    files.flags.append(flags)
                } else {
                    files.unseen[component] = "\(path) cannot be read as a pod's manifest."
                }
            } catch {
                if !error.isAbsence { files.unseen[component] = error.reason }
            }
        }
        if files["etcd"] == nil, files.unseen["etcd"] == nil { await files.addEtcdUnit(host, known) }
        return files
    }

    /// etcd as a unit, as its own probe reads it.
    private mutating func addEtcdUnit(_ host: any Host, _ known: FactSet) async {
        do throws(HostError) {
            guard let settings = try await EtcdSettings.read(known, at: host), settings.runsAs == "unit" else { return }
            flags.append(ComponentFlags(etcd: settings))
        } catch {
            if !error.isAbsence { unseen["etcd"] = error.reason }
        }
    }
}
