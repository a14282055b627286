/// Programs and packages that Kubernetes comes in or needs, and where packages come from.
public enum PackageFacts {
    /// The programs that are looked for: what kubeadm, the kubelet and kube-proxy call.
    package static let programs = [
        "mount", "losetup", "cp", "conntrack", "ebtables", "ethtool", "iptables", "socat", "ip", "tc", "modprobe",
    ]
    /// The packages that are looked for: Kubernetes and what it needs.
    package static let names = [
        "kubeadm", "kubelet", "kubectl", "kubernetes-cni", "cri-tools", "containerd", "containerd.io", "cri-o", "cri-dockerd",
        "docker-ce", "docker.io", "moby-engine", "runc", "crun", "etcd", "etcd-server", "iptables", "nftables", "conntrack",
        "conntrack-tools", "ebtables", "ethtool", "socat", "container-selinux", "chrony", "systemd",
    ]

    /// Of those that are asked for, the ones in no folder of PATH.
    public static let missingPrograms = FactKey(
        "programs.missing", .list, oneOf: .only(programs), "the programs that Kubernetes uses and that are not on this machine")

    /// The columns of `packages`.
    public enum Package: String, TableColumns {
        case name, version, state, isHeld

        public var cell: Cell {
            switch self {
            case .name: .text("the package's name", oneOf: .only(PackageFacts.names))
            case .version: .text("its version")
            case .state:
                .text(
                    "installed, or what dpkg says: half-installed, half-configured, unpacked",
                    oneOf: .known(
                        "installed", "half-installed", "half-configured", "unpacked", "config-files", "not-installed",
                        "triggers-awaited", "triggers-pending"))
            case .isHeld: .flag("whether upgrades of the system leave it as it is (hold, versionlock or exclude)")
            }
        }
    }

    public static let packages = TableKey(
        "packages", Package.self,
        "the installed packages of Kubernetes, of runtimes and of what they need")

    /// The columns of `repositories`.
    public enum Repository: String, TableColumns {
        case kind, url, suite, file, line, isEnabled, minor, keyFile, keyIsThere, keyEnds

        public var cell: Cell {
            switch self {
            case .kind: .text("apt or yum", oneOf: .only("apt", "yum"))
            case .url: .text("the address, without user and password")
            case .suite: .text("the suite of an apt repository, or the id of a yum repository")
            case .file: .text("the file that names it")
            case .line: .integer("its line")
            case .isEnabled: .flag("whether it is used")
            case .minor: .integer("the Kubernetes minor version that a repository of pkgs.k8s.io is for")
            case .keyFile: .text("the file of the key that its lists must be signed with, where it names one")
            case .keyIsThere: .flag("of a repository of pkgs.k8s.io: whether that file is there")
            case .keyEnds: .instant("of a repository of pkgs.k8s.io: when that key ceases to be valid")
            }
        }
    }

    public static let repositories = TableKey(
        "repositories", Repository.self,
        "the repositories that packages come from")

    static let all = [missingPrograms, packages, repositories]
}
