import YAML

/// Where images come from.
public struct ImageSource: Sendable, Equatable {
    /// The registry of Kubernetes' own images; empty means the release's default.
    public var repository = ""
    /// Whether machines cannot reach the internet: images are mirrored, and no step downloads from elsewhere.
    public var isAirGapped = false

    public init() {}
}

/// A flag of a component. A list keeps the order, which kubeadm keeps too from 1.36.
public struct ExtraArgument: Sendable, Equatable {
    /// Without the dashes.
    public var name, value: String

    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// A folder or file of the machine that a control-plane pod sees.
public struct ExtraVolume: Sendable, Equatable {
    public var name, hostPath, mountPath: String
    public var isReadOnly: Bool
    /// A hostPath type such as `File` or `DirectoryOrCreate`; empty for no check.
    public var pathType: String

    public init(name: String, hostPath: String, mountPath: String, isReadOnly: Bool = false, pathType: String = "") {
        self.name = name
        self.hostPath = hostPath
        self.mountPath = mountPath
        self.isReadOnly = isReadOnly
        self.pathType = pathType
    }
}

/// Settings of one control-plane component.
public struct ComponentSettings: Sendable, Equatable {
    public var extraArgs: [ExtraArgument] = []
    public var extraVolumes: [ExtraVolume] = []

    public init() {}
}

/// The control plane's settings.
public struct ControlPlaneSettings: Sendable, Equatable {
    public var apiServer = ComponentSettings()
    public var controllerManager = ComponentSettings()
    public var scheduler = ComponentSettings()
    /// More names and addresses for the API server's certificate.
    public var certSANs: [String] = []
    /// Patches for components' manifests, by file name (`kube-apiserver0+strategic.yaml`), as kubeadm's `--patches` reads them.
    public var patches: [String: String] = [:]
    /// Whether the API server writes an audit log, by a policy that records metadata and no bodies.
    public var auditLog = false
    /// Whether Secrets are encrypted before etcd stores them; the key is made when the plan is applied.
    public var encryptionAtRest = false
    /// Whether ordinary pods may run on control planes; nil means: only where there is no worker.
    public var schedulesPods: Bool?

    public init() {}
}

/// etcd's settings.
public struct EtcdSettings: Sendable, Equatable {
    public var dataDir = "/var/lib/etcd"
    public var extraArgs: [ExtraArgument] = []
    /// The version of external members, as `3.6.8`; empty takes the release's own.
    public var version = ""

    public init() {}
}

/// The kubelets' settings.
public struct KubeletSettings: Sendable, Equatable {
    /// Fields of KubeletConfiguration, laid over what drydock writes.
    public var config: [ConfigEntry] = []
    public var extraArgs: [ExtraArgument] = []
    /// Whether nodes keep their swap: then `failSwapOn` is false.
    public var keepsSwap = false

    public init() {}
}

/// kube-proxy's settings.
public struct KubeProxySettings: Sendable, Equatable {
    public var mode = Mode.iptables
    /// Fields of KubeProxyConfiguration, laid over what drydock writes.
    public var config: [ConfigEntry] = []

    public init() {}

    public enum Mode: String, Sendable, CaseIterable, Codable { case iptables, ipvs, nftables }
}

/// How certificates are made and handed over.
public struct CertificateSettings: Sendable, Equatable {
    /// A key algorithm as kubeadm v1beta4 names it; empty for its default, RSA-2048.
    public var algorithm = ""
    /// Lifetimes in whole hours; nil for kubeadm's: a year, and ten for authorities.
    public var validityHours: Int?
    public var caValidityHours: Int?
    public var handover = Handover.upload

    public init() {}

    /// How a second control plane gets the cluster's authorities.
    public enum Handover: String, Sendable, CaseIterable, Codable {
        /// Encrypted in a Secret that lives two hours.
        case upload
        /// Copied from machine to machine by hand.
        case manual
    }
}

/// The proxy through which machines reach the world; all empty for none.
public struct ProxySettings: Sendable, Equatable {
    public var http = ""
    public var https = ""
    /// Names and ranges that are reached directly, besides the cluster's own.
    public var exceptions: [String] = []

    public init() {}
    public var isUsed: Bool { !http.isEmpty || !https.isEmpty }
}

/// A cluster that is there already.
public struct ExistingCluster: Sendable, Equatable {
    public var task = Task.joinWorker
    /// `host:port` of the API.
    public var endpoint = ""
    /// `sha256:` and 64 hexadecimal digits.
    public var caCertHashes: [String] = []
    /// When the bootstrap token ends, RFC 3339; empty where it is not known. The token itself is a secret and asked for at apply.
    public var tokenExpires = ""
    /// The version of the cluster's API server.
    public var controlPlaneVersion: KubernetesVersion?

    public init() {}

    public enum Task: String, Sendable, CaseIterable, Codable {
        case joinWorker = "join-worker"
        case joinControlPlane = "join-control-plane"
        case remove
    }
}
