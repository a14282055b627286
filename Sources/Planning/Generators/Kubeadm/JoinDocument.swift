import Steps
import YAML

/// The file that `kubeadm join` reads. What it needs of the cluster's secrets is filled in when it is used.
struct JoinDocument {
    let context: PlanContext
    let machine: Machine

    private var plan: ClusterPlan { context.plan }
    private var isControlPlane: Bool { machine.roles.contains(.controlPlane) }

    var text: String { YAMLText.document(entries) }

    private var entries: [ConfigEntry] {
        let api = context.release.configAPI
        var out = [
            ConfigEntry("apiVersion", .text("kubeadm.k8s.io/\(api.rawValue)")), ConfigEntry("kind", "JoinConfiguration"),
            ConfigEntry("nodeRegistration", .map(NodeRegistration(context: context, machine: machine).entries)),
            ConfigEntry("discovery", .map(discovery)),
        ]
        if isControlPlane { out.append(ConfigEntry("controlPlane", .map(controlPlane))) }
        if let patches = PatchFiles.entry(context, on: machine) { out.append(patches) }
        if api == .v1beta4 {
            out.append(
                ConfigEntry(
                    "timeouts", .map([ConfigEntry("discovery", "5m0s"), ConfigEntry("tlsBootstrap", "5m0s")]),
                    comment: "How long kubeadm waits for the cluster's answer and for the kubelet's certificate."))
        }
        return out
    }

    private var discovery: [ConfigEntry] {
        let known = plan.existing?.caCertHashes ?? []
        let token = [
            ConfigEntry("apiServerEndpoint", .text(Self.endpoint(plan))),
            ConfigEntry(
                "token", .text(Placeholder.joinToken.mark), comment: "Valid for 24 hours; a control plane makes a new one."),
            ConfigEntry(
                "caCertHashes", .texts(known.isEmpty ? [Placeholder.caCertHash.mark] : known),
                comment: "By it the machine knows that it talks to the right cluster."),
        ]
        let out = [ConfigEntry("bootstrapToken", .map(token))]
        return context.release.configAPI == .v1beta3 ? out + [ConfigEntry("timeout", "5m0s")] : out
    }

    private var controlPlane: [ConfigEntry] {
        var out = [ConfigEntry("localAPIEndpoint", .map(InitDocument.localEndpoint(machine, plan)))]
        if plan.certificates.handover == .upload {
            out.append(
                ConfigEntry(
                    "certificateKey", .text(Placeholder.certificateKey.mark),
                    comment: "Opens the uploaded authorities, which the cluster keeps for two hours."))
        }
        return out
    }

    /// Where the cluster is reached: the endpoint, or the first control plane where there is none.
    static func endpoint(_ plan: ClusterPlan) -> String {
        if let existing = plan.existing, !existing.endpoint.isEmpty { return existing.endpoint }
        if !plan.endpoint.name.isEmpty { return plan.endpoint.text }
        let address = plan.firstControlPlane.map { NodeRegistration.advertised($0, plan) } ?? ""
        return "\(HostText.of(address)):\(ClusterEndpoint.apiServerPort)"
    }
}
