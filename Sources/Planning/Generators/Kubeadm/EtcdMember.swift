import Steps
import YAML

/// One external etcd member, as kubeadm's configuration describes it.
struct EtcdMember {
    static let clientPort = 2379
    static let peerPort = 2380

    let context: PlanContext
    let machine: Machine

    static func url(_ machine: Machine, _ plan: ClusterPlan, port: Int) -> String {
        "https://\(HostText.of(NodeRegistration.advertised(machine, plan))):\(port)"
    }

    /// InitConfiguration and ClusterConfiguration of the member, with the folder for its certificates where it is not the usual.
    func text(certificates: String?) -> String { YAMLText.documents([node, cluster(certificates)]) }

    private var version: ConfigEntry { ConfigEntry("apiVersion", .text("kubeadm.k8s.io/\(context.release.configAPI.rawValue)")) }

    private var node: [ConfigEntry] {
        var out = [
            version, ConfigEntry("kind", "InitConfiguration"),
            ConfigEntry(
                "nodeRegistration",
                .map([ConfigEntry("name", .text(machine.name)), ConfigEntry("criSocket", .text(context.criSocket))])),
            ConfigEntry(
                "localAPIEndpoint",
                .map([ConfigEntry("advertiseAddress", .text(NodeRegistration.advertised(machine, context.plan)))]),
                comment: "No API server runs here; etcd listens at this address."),
        ]
        if let patches = PatchFiles.entry(context, on: machine) { out.append(patches) }
        return out
    }

    private func cluster(_ certificates: String?) -> [ConfigEntry] {
        var out = [
            version, ConfigEntry("kind", "ClusterConfiguration"),
            ConfigEntry("kubernetesVersion", .text("v\(context.version)"), comment: "It decides which etcd this is."),
            ConfigEntry("imageRepository", .text(context.repository)),
        ]
        if let certificates { out.append(ConfigEntry("certificatesDir", .text(certificates))) }
        return out + [ConfigEntry("etcd", .map([ConfigEntry("local", .map(local))]))]
    }

    private var local: [ConfigEntry] {
        let plan = context.plan
        var out: [ConfigEntry] = []
        if !plan.etcd.version.isEmpty {
            out.append(
                ConfigEntry("imageTag", .text("\(plan.etcd.version)-0"), comment: "The version that the plan names for etcd."))
        }
        out += [
            ConfigEntry("dataDir", .text(plan.etcd.dataDir)),
            ConfigEntry("serverCertSANs", .texts(machine.addresses + plan.etcd.certSANs)),
            ConfigEntry("peerCertSANs", .texts(machine.addresses)),
        ]
        let all = plan.etcdMachines.map { "\($0.name)=\(Self.url($0, plan, port: Self.peerPort))" }
        let own = [
            ExtraArgument(name: "initial-cluster", value: all.joined(separator: ",")),
            ExtraArgument(name: "initial-cluster-state", value: "new"),
        ]
        let arguments = ComponentArguments.merged(own, plan.etcd.extraArgs)
        return out + [ConfigEntry("extraArgs", ComponentArguments.value(arguments, context.release.configAPI))]
    }
}

/// The kubelet of a machine that runs etcd and nothing else.
enum EtcdKubelet {
    static func configuration(_ context: PlanContext) -> String {
        var out = [
            ConfigEntry("apiVersion", "kubelet.config.k8s.io/v1beta1"), ConfigEntry("kind", "KubeletConfiguration"),
            ConfigEntry(
                "address", "127.0.0.1",
                comment: "Nobody but this machine may ask this kubelet: there is no API server that could vouch."),
            ConfigEntry(
                "authentication",
                .map([
                    ConfigEntry("anonymous", .map([ConfigEntry("enabled", false)])),
                    ConfigEntry("webhook", .map([ConfigEntry("enabled", false)])),
                ])), ConfigEntry("authorization", .map([ConfigEntry("mode", "AlwaysAllow")])),
            ConfigEntry(
                "cgroupDriver", .text(context.plan.cgroupDriver.rawValue), comment: "The same as the container runtime's."),
            ConfigEntry("staticPodPath", .text(KubeadmPath.manifests)),
        ]
        if context.release.takesRuntimeEndpointInFile {
            out.append(ConfigEntry("containerRuntimeEndpoint", .text(context.criSocket)))
        }
        if context.plan.kubelet.keepsSwap { out += KubeletDocument.swap(context.release) }
        return YAMLText.document(out)
    }

    static func unit(_ context: PlanContext, _ machine: Machine) -> String {
        """
        # The kubelet of an etcd member. It takes the place of kubeadm's drop-in, whose files do not exist here.
        [Service]
        ExecStart=
        ExecStart=\(words(context, machine).joined(separator: " "))
        Restart=always

        """
    }

    private static func words(_ context: PlanContext, _ machine: Machine) -> [String] {
        var out = [program(context, machine), "--config=\(KubeadmPath.etcdKubelet)"]
        let usesDockershim = context.release.hasDockershim && context.plan.runtime.kind == .docker
        guard !context.release.takesRuntimeEndpointInFile, !usesDockershim else { return out }
        if context.release.needsRemoteRuntimeFlag { out.append("--container-runtime=remote") }
        out.append("--container-runtime-endpoint=\(context.criSocket)")
        return out
    }

    /// Packages put it into /usr/bin; single files go where the machine lets them.
    private static func program(_ context: PlanContext, _ machine: Machine) -> String {
        switch machine.os.family {
        case .apt, .dnf, .zypper: context.release.hasPackages ? "/usr/bin/kubelet" : "/usr/local/bin/kubelet"
        case .flatcar: "/opt/bin/kubelet"
        case .none, .windows: "/usr/local/bin/kubelet"
        }
    }
}
