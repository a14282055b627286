import YAML

/// The file that `kubeadm init` reads: InitConfiguration and the configurations that come with it.
struct InitDocument {
    let context: PlanContext
    let machine: Machine

    var text: String {
        var documents = [entries, ClusterDocument(context: context).entries, KubeletDocument(context: context).entries]
        if !ClusterDocument.leavesOutKubeProxy(context) { documents.append(KubeProxyDocument(context: context).entries) }
        return YAMLText.documents(documents)
    }

    private var entries: [ConfigEntry] {
        let api = context.release.configAPI
        var out = [
            ConfigEntry("apiVersion", .text("kubeadm.k8s.io/\(api.rawValue)")), ConfigEntry("kind", "InitConfiguration"),
            ConfigEntry("nodeRegistration", .map(NodeRegistration(context: context, machine: machine).entries)),
            ConfigEntry("localAPIEndpoint", .map(Self.localEndpoint(machine, context.plan))),
        ]
        if ClusterDocument.leavesOutKubeProxy(context), api == .v1beta3 {
            out.append(
                ConfigEntry(
                    "skipPhases", ["addon/kube-proxy"], comment: "The network add-on carries Services in kube-proxy's stead."))
        }
        if let patches = PatchFiles.entry(context, on: machine) { out.append(patches) }
        if api == .v1beta4 {
            out.append(
                ConfigEntry(
                    "timeouts", .map([ConfigEntry("controlPlaneComponentHealthCheck", "4m0s")]),
                    comment: "How long kubeadm waits for the control plane; raise it for slow disks."))
        }
        return out
    }

    static func localEndpoint(_ machine: Machine, _ plan: ClusterPlan) -> [ConfigEntry] {
        [
            ConfigEntry("advertiseAddress", .text(NodeRegistration.advertised(machine, plan))),
            ConfigEntry("bindPort", .integer(ClusterEndpoint.apiServerPort)),
        ]
    }
}
