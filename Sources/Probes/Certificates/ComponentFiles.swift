import Hosts

/// How the control plane and etcd are started on a host: from kubeadm's static pods, or etcd from a unit.
struct ComponentFiles: Sendable {
    var flags: [ComponentFlags] = []
    /// For a component whose manifest may not be looked at, why not.
    var unseen: [String: String] = [:]

    static let manifests = "/etc/kubernetes/manifests"
    private static let components = [
        ("kube-apiserver", "kube-apiserver.yaml"), ("kube-controller-manager", "kube-controller-manager.yaml"), ("etcd", "etcd.yaml"),
    ]
    private static let units = ["/etc/systemd/system/etcd.service", "/usr/lib/systemd/system/etcd.service", "/lib/systemd/system/etcd.service"]
    private static let environments = ["/etc/default/etcd", "/etc/etcd.env", "/etc/etcd/etcd.conf"]

    subscript(component: String) -> ComponentFlags? { flags.first { $0.component == component } }

    static func read(from host: any Host) async -> ComponentFiles {
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
                if !error.isAbsence { files.unseen[component] = error.description }
            }
        }
        if files["etcd"] == nil, files.unseen["etcd"] == nil, let unit = await etcdUnit(host) { files.flags.append(unit) }
        return files
    }

    /// etcd as a unit: what its environment file says, then what its command line says.
    private static func etcdUnit(_ host: any Host) async -> ComponentFlags? {
        for path in units {
            guard let file = try? await host.read(path) else { continue }
            var flags = ComponentFlags(unit: file.text, path: path, component: "etcd")
            for path in environments {
                guard let file = try? await host.read(path) else { continue }
                let more = ComponentFlags(environment: file.text, path: path, component: "etcd")
                guard !more.flags.isEmpty else { continue }
                if flags.flags.isEmpty { flags.path = path }
                flags.flags = more.flags + flags.flags
            }
            return flags
        }
        return nil
    }
}
