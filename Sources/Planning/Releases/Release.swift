import Facts

/// What is true of one minor release of Kubernetes, as far as a plan needs it. Data: `Knowledge/releases/1.NN.yaml`.
public struct Release: Sendable, Equatable, Codable, Identifiable {
    /// `1.36`.
    public var id: String
    /// The newest patch that drydock knows.
    public var latestPatch: Int
    /// The day support ends, `YYYY-MM-DD`.
    public var endOfLife: String
    /// False where its facts come from release notes alone and no source tree was read.
    public var isVerified: Bool
    public var configAPI: ConfigAPI
    /// Tags by the first patch that has them, in rising order.
    public var pause, etcd, coreDNS, registry: [PatchValue]
    /// The oldest external etcd that kubeadm of this release takes, by patch.
    public var minimumExternalEtcd: [PatchValue]
    /// How many minors a kubelet may be older than the API server.
    public var kubeletSkew: Int
    /// Flags that this release removed. One that is given still keeps its program from starting.
    public var removedFlags: [RemovedFlag]
    /// The fields of the kubelet's configuration that are new with this release; nil where nobody looked them up.
    public var kubeletFields: [String]?
    /// Feature gates, of Kubernetes and of kubeadm, that this release removed; one that is named still is an error.
    public var removedFeatureGates, removedKubeadmGates: [String]
    /// Gates of Kubernetes that are new with this release; nil where nobody looked them up.
    public var featureGates: [String]?
    /// Gates of Kubernetes that from this release on can only be true, and those that can only be false.
    public var gatesLockedOn: [String] = []
    public var gatesLockedOff: [String] = []
    /// Flags that are new with this release, by program; nil where nobody looked them up.
    public var newFlags: [String: [String]]?
    /// kubeadm's own gates that this release knows.
    public var kubeadmGates: [String]
    /// Versions that belong to the release; nil where they were not looked up.
    public var cniPlugins, crictl: String?
    /// Whether kubeadm refuses a machine without bridge-nf-call-iptables, whatever its network.
    public var checksBridgeCalls: Bool
    /// Programs that nodes need and that this release's packages or kubeadm still ask for beside those of every release.
    public var checkedPrograms: [String]
    /// Whether packages come from pkgs.k8s.io, or only as binaries from dl.k8s.io.
    public var hasPackages: Bool
    /// Whether the kubelet still has dockershim.
    public var hasDockershim: Bool
    /// Whether the kubelet takes its cgroup driver from a runtime that answers RuntimeConfig.
    public var asksRuntimeForDriver: Bool
    /// Whether the kubelet refuses to start on cgroup v1 by default.
    public var refusesCgroupV1: Bool
    /// Whether `super-admin.conf` is made beside `admin.conf`.
    public var hasSuperAdmin: Bool
    /// Taints that kubeadm puts on control planes.
    public var controlPlaneTaints: [String]
    /// The name of the ConfigMap with the kubelet's configuration.
    public var kubeletConfigMap: String
    /// Key algorithms that kubeadm can be told to use; none before v1beta4.
    public var keyAlgorithms: [String]
    /// kube-proxy's modes, those of them that a feature gate must open, and those that are deprecated.
    public var proxyModes, gatedProxyModes, deprecatedProxyModes: [String]
    /// The Kubespray tag whose newest release is this one; nil where no tag has it.
    public var kubespray: String?
    /// The newest patch of this release that the tag has checksums of (kubelet_checksums of the tag); nil where there is no tag.
    public var kubesprayPatch: Int?
    /// The day on which somebody last looked it up.
    public var asOf: Day?
    /// What changes for a plan with this release: whole sentences.
    public var changes: [String]
    public var sources: [String]

    public enum ConfigAPI: String, Sendable, Codable, CaseIterable { case v1beta3, v1beta4 }

    public init(
        id: String, latestPatch: Int, endOfLife: String, isVerified: Bool, configAPI: ConfigAPI, pause: [PatchValue],
        etcd: [PatchValue], coreDNS: [PatchValue], registry: [PatchValue], minimumExternalEtcd: [PatchValue], kubeletSkew: Int,
        removedFlags: [RemovedFlag], kubeletFields: [String]?, removedFeatureGates: [String], removedKubeadmGates: [String],
        kubeadmGates: [String],
        cniPlugins: String?, crictl: String?, checksBridgeCalls: Bool, checkedPrograms: [String], hasPackages: Bool,
        hasDockershim: Bool, asksRuntimeForDriver: Bool,
        refusesCgroupV1: Bool, hasSuperAdmin: Bool, controlPlaneTaints: [String], kubeletConfigMap: String,
        keyAlgorithms: [String], proxyModes: [String], gatedProxyModes: [String], deprecatedProxyModes: [String],
        kubespray: String?, changes: [String], sources: [String]
    ) {
        self.id = id
        self.latestPatch = latestPatch
        self.endOfLife = endOfLife
        self.isVerified = isVerified
        self.configAPI = configAPI
        self.pause = pause
        self.etcd = etcd
        self.coreDNS = coreDNS
        self.registry = registry
        self.minimumExternalEtcd = minimumExternalEtcd
        self.kubeletSkew = kubeletSkew
        self.removedFlags = removedFlags
        self.kubeletFields = kubeletFields
        self.removedFeatureGates = removedFeatureGates
        self.removedKubeadmGates = removedKubeadmGates
        self.kubeadmGates = kubeadmGates
        self.cniPlugins = cniPlugins
        self.crictl = crictl
        self.checksBridgeCalls = checksBridgeCalls
        self.checkedPrograms = checkedPrograms
        self.hasPackages = hasPackages
        self.hasDockershim = hasDockershim
        self.asksRuntimeForDriver = asksRuntimeForDriver
        self.refusesCgroupV1 = refusesCgroupV1
        self.hasSuperAdmin = hasSuperAdmin
        self.controlPlaneTaints = controlPlaneTaints
        self.kubeletConfigMap = kubeletConfigMap
        self.keyAlgorithms = keyAlgorithms
        self.proxyModes = proxyModes
        self.gatedProxyModes = gatedProxyModes
        self.deprecatedProxyModes = deprecatedProxyModes
        self.kubespray = kubespray
        self.changes = changes
        self.sources = sources
    }

    /// The minor's number; zero where the id is not a version, which the reader refuses.
    public var minor: Int { KubernetesVersion(id)?.minor ?? 0 }
}

/// A value and the first patch of a minor release that has it.
public struct PatchValue: Sendable, Equatable, Codable {
    public var from: Int
    public var value: String

    public init(from: Int, value: String) {
        self.from = from
        self.value = value
    }
}

extension [PatchValue] {
    /// The value that holds at a patch; empty where the list is.
    public func at(_ patch: Int) -> String { last { $0.from <= patch }?.value ?? first?.value ?? "" }
}
