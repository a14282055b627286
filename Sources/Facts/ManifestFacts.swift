/// The static pod manifests: what stands in the kubelet's manifest folder.
public enum ManifestFacts {
    /// The columns of `manifests`.
    public enum Manifest: String, TableColumns {
        case file, component, pod, image, version, problem, twin, modified, mode

        public var cell: Cell {
            switch self {
            case .file: .text("the file, as a path")
            case .component:
                .text("the control plane's part that it runs: kube-apiserver, etcd …; nothing for others", oneOf: .components)
            case .pod: .text("the pod's namespace and name")
            case .image: .text("the first container's image")
            case .version: .text("the tag of that image")
            case .problem: .text("why it is no pod: a sentence with its line")
            case .twin: .text("an earlier file that declares the same pod")
            case .modified: .instant("when it was changed last")
            case .mode: .integer("its permission bits")
            }
        }
    }

    /// Every file that the kubelet would read there: those whose names do not begin with a dot, whatever their ending
    /// (kubernetes 1.36 pkg/kubelet/config/file.go).
    public static let manifests = TableKey(
        "manifests", Manifest.self,
        "the files in the folder of static pod manifests")

    /// The columns of `flags`.
    public enum Flag: String, TableColumns {
        case component, flag, value, file, line, removedIn, instead

        public var cell: Cell {
            switch self {
            case .component: .text("the program: kube-apiserver, etcd …", oneOf: .components)
            case .flag: .text("the flag's name without dashes")
            case .value: .text("its value; true where none is written")
            case .file: .text("the manifest")
            case .line: .integer("the line of the manifest")
            case .removedIn: .text("the version that removed it, where this component is of that version or later")
            case .instead: .text("what to use instead, as a phrase")
            }
        }
    }

    public static let flags = TableKey(
        "manifestFlags", Flag.self,
        "the flags in the control plane's manifests")
    /// The columns of `refused`.
    public enum RefusedFlag: String, TableColumns {
        case component, flag, value, file, line, meant

        public var cell: Cell {
            switch self {
            case .component: .text("the program: kube-apiserver, etcd …", oneOf: .components)
            case .flag: .text("the flag's name without dashes")
            case .value: .text("its value; true where none is written")
            case .file: .text("the manifest")
            case .line: .integer("the line of the manifest")
            case .meant:
                .text(
                    "the flag of kubeadm's that it is a misspelling of; nothing where there is none, or the manifest has it too")
            }
        }
    }

    /// Derived: see `RefusedManifestFlags`.
    public static let refused = TableKey(
        "manifestFlags.refused", RefusedFlag.self,
        "the flags in the control plane's manifests at which a program ends, because it does not know them")
    /// The columns of `files` and `unreached`.
    public enum NamedPath: String, TableColumns {
        case component, flag, path, file, line, hostPath, isThere, isEmpty, because

        public var cell: Cell {
            switch self {
            case .component: .text("the program: kube-apiserver, etcd …", oneOf: .components)
            case .flag: .text("the flag's name without dashes")
            case .path: .text("the file or folder that it names, as the container sees it")
            case .file: .text("the manifest")
            case .line: .integer("the line of the manifest")
            case .hostPath: .text("where that lies on this machine; absent where no volume of the pod holds it")
            case .isThere: .flag("whether this machine has it there")
            case .isEmpty: .flag("whether that is a file without a byte")
            case .because: .text("why the program cannot read it, as a sentence; only in unreached")
            }
        }
    }

    /// The files and folders that flags of the static pods name, and where the pods' volumes put them.
    public static let files = TableKey(
        "manifestFiles", NamedPath.self, "the files that the control plane's manifests name, through their volumes")
    /// Derived: see `UnreachedFiles`.
    public static let unreached = TableKey(
        "manifestFiles.unreached", NamedPath.self,
        "those of manifestFiles that a program which does not stay up cannot read, because of the pod's volumes")

    /// The columns of `healthProbes` and `strayProbes`.
    public enum HealthProbe: String, TableColumns {
        case component, probe, port, file, line, wanted

        public var cell: Cell {
            switch self {
            case .component: .text("the program: kube-apiserver, etcd …", oneOf: .components)
            case .probe: .text("livenessProbe, readinessProbe or startupProbe")
            case .port: .integer("the port that it asks")
            case .file: .text("the manifest")
            case .line: .integer("the line of the manifest")
            case .wanted: .list("the ports that the program serves, by its flags; only in strayProbes")
            }
        }
    }

    /// The ports that the probes of the static pods ask.
    public static let healthProbes = TableKey(
        "manifestProbes", HealthProbe.self, "the ports that the probes in the control plane's manifests ask")
    /// Derived: see `StrayProbes`.
    public static let strayProbes = TableKey(
        "manifestProbes.stray", HealthProbe.self, "those of manifestProbes whose port the program does not serve")

    /// The columns of `idle`.
    public enum Idle: String, TableColumns {
        case file, component, pod, because

        public var cell: Cell {
            switch self {
            case .file: .text("the manifest")
            case .component: .text("the control plane's part that it runs; nothing for others", oneOf: .components)
            case .pod: .text("the pod's namespace and name")
            case .because: .text("why the kubelet does not run it, by its log")
            }
        }
    }

    /// Derived: see `IdleManifests`.
    public static let idle = TableKey(
        "manifests.idle", Idle.self, "the manifests whose pod the kubelet does not run, by its own words")

    /// The manifests that a control-plane node of kubeadm has and this one lacks.
    public static let missing = FactKey(
        "manifests.missing", .list, oneOf: .components, "the control-plane manifests that this node lacks")

    static let all = [manifests, flags, refused, files, unreached, healthProbes, strayProbes, idle, missing]
}
