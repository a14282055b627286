extension FileEdit.Form {
    /// How a file of a node is read, as its path tells; nil where it does not.
    public init?(path: String) {
        let name = path.split(separator: "/").last ?? ""
        func ends(_ endings: String...) -> Bool { endings.contains { name.hasSuffix($0) } }
        func lies(_ folders: String...) -> Bool { folders.contains { path.hasPrefix($0) } }
        if path == "/etc/hosts" {
            self = .hosts
        } else if path == "/etc/fstab" {
            self = .fstab
        } else if lies("/etc/sysctl.d/", "/usr/lib/sysctl.d/", "/run/sysctl.d/") || path == "/etc/sysctl.conf" {
            self = .sysctl
        } else if lies("/etc/default/", "/etc/sysconfig/") || ends(".env") {
            self = .env
        } else if lies("/etc/modules-load.d/", "/usr/lib/modules-load.d/", "/run/modules-load.d/") {
            self = .lines
        } else if ends(".yaml", ".yml") || lies("/etc/kubernetes/") && ends(".conf") || path.hasSuffix("/.kube/config") {
            self = .yaml
        } else if ends(".toml") || lies("/etc/crio/", "/usr/share/containers/") && ends(".conf") {
            self = .toml
        } else if ends(".json", ".conflist") || lies("/etc/cni/net.d/") && ends(".conf") {
            self = .json
        } else if ends(".service", ".socket", ".timer", ".slice", ".mount") || path.contains("/systemd/") && ends(".conf") {
            self = .ini
        } else {
            return nil
        }
    }
}
