/// containerd's configuration, in the form that a series understands: version 2 for 1.x, 3 for 2.0 to 2.2, 4 from 2.3.
///
/// Tables moved between the versions, and containerd ignores a setting in a table that it does not read. A file of a higher
/// version than the daemon's stops it (containerd docs/cri/config.md at v1.7.34 and v2.3.4).
struct ContainerdConfig {
    var version: Int
    /// Whether the CNI plugins' folders are a list.
    var takesBinDirs: Bool
    var usesSystemdCgroup: Bool
    var sandboxImage: String
    /// Whether it is a part that is laid over the machine's own file.
    var isDropIn = false

    static let path = "/etc/containerd/config.toml"
    static let dropInPath = "/etc/containerd/conf.d/20-drydock.toml"
    /// Where the machine's own file is kept while the plan's stands.
    static let keptPath = "/var/lib/drydock/kept/etc/containerd/config.toml"
    /// How the plan's file begins, by which it is told from the machine's own.
    static let mark = "# What Kubernetes needs of containerd"
    static let pluginFolder = "/opt/cni/bin"
    static let registryFolder = "/etc/containerd/certs.d"

    /// The whole file.
    var text: String {
        var out =
            isDropIn
            ? "# What Kubernetes needs, laid over config.toml, which imports this folder.\n"
            : "\(Self.mark); all else is the daemon's default. CRI is on, because nothing here disables it.\n"
        out += "version = \(version)\n\n"
        return out + (version == 2 ? versionTwo : versionThree)
    }

    private var cgroupReason: String {
        usesSystemdCgroup
            ? "# systemd makes the cgroups of containers, as the kubelet is told: with two makers, pods lose their limits.\n"
            : "# The kubelet is told to make cgroups itself, so containers' are made the same way.\n"
    }

    private var versionTwo: String {
        let cri = "plugins.\"io.containerd.grpc.v1.cri\""
        return """
            [\(cri)]
            # The image that kubeadm of this release names: another would be pulled beside it, or not be found without internet.
            sandbox_image = \(TOMLText.quoted(sandboxImage))

            [\(cri).cni]
            bin_dir = \(TOMLText.quoted(Self.pluginFolder))
            conf_dir = "/etc/cni/net.d"

            [\(cri).registry]
            config_path = \(TOMLText.quoted(Self.registryFolder))

            [\(cri).containerd]
            default_runtime_name = "runc"

            [\(cri).containerd.runtimes.runc]
            runtime_type = "io.containerd.runc.v2"

            [\(cri).containerd.runtimes.runc.options]
            \(cgroupReason)SystemdCgroup = \(usesSystemdCgroup)

            """
    }

    private var versionThree: String {
        let images = "plugins.'io.containerd.cri.v1.images'"
        let runtime = "plugins.'io.containerd.cri.v1.runtime'"
        let folder = TOMLText.quoted(Self.pluginFolder)
        return """
            [\(images).pinned_images]
            # The image that kubeadm of this release names: another would be pulled beside it, or not be found without internet.
            sandbox = \(TOMLText.quoted(sandboxImage))

            [\(images).registry]
            config_path = \(TOMLText.quoted(Self.registryFolder))

            [\(runtime).cni]
            \(takesBinDirs ? "bin_dirs = [\(folder)]" : "bin_dir = \(folder)")
            conf_dir = "/etc/cni/net.d"

            [\(runtime).containerd]
            default_runtime_name = "runc"

            [\(runtime).containerd.runtimes.runc]
            runtime_type = "io.containerd.runc.v2"

            [\(runtime).containerd.runtimes.runc.options]
            \(cgroupReason)SystemdCgroup = \(usesSystemdCgroup)

            """
    }
}

/// Words of a TOML file.
enum TOMLText {
    /// A basic string.
    static func quoted(_ text: String) -> String {
        var out = "\""
        for character in text {
            if character == "\"" || character == "\\" { out += "\\" }
            out.append(character)
        }
        return out + "\""
    }
}
