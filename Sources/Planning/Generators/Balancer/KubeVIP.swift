import Addresses
import Steps
import YAML

/// kube-vip, a static pod on each control plane that holds the endpoint's address.
package struct KubeVIP: Generator {
    /// The newest tag (kube-vip/kube-vip, read 2026-11).
    package static let image = "ghcr.io/kube-vip/kube-vip:v1.2.3"
    /// Where machines find it: in the plan's registry where they cannot reach the project's own.
    package static func image(_ plan: ClusterPlan) -> String { plan.images.place(image) }

    static let path = "/etc/kubernetes/manifests/kube-vip.yaml"
    private static let admin = "/etc/kubernetes/admin.conf"
    private static let superAdmin = "/etc/kubernetes/super-admin.conf"

    package func steps(_ context: PlanContext) -> [Step] {
        let plan = context.plan
        guard plan.tool == .kubeadm, plan.existing == nil, plan.endpoint.balancer == .kubeVIP else { return [] }
        return plan.machines(.controlPlane).enumerated().map { $0 == 0 ? first(context, $1) : later(context, $1) }
    }

    /// Before init, which waits for the endpoint. Until init has bound the administrators' group, admin.conf has no rights, so
    /// the first begins with super-admin.conf where there is one (kubeadm's ha-considerations.md, kube-vip issue 684).
    private func first(_ context: PlanContext, _ machine: Machine) -> Step {
        let kubeconfig = context.release.hasSuperAdmin ? Self.superAdmin : Self.admin
        return step(
            context, machine, kubeconfig, .balancer,
            why:
                "kubeadm init reaches the API server by the endpoint, so its address must be held from the moment that the kubelet starts."
                + (context.release.hasSuperAdmin
                    ? " It begins with super-admin.conf, because admin.conf has no rights before init is done." : ""),
            check: .succeeds(["test", "-s", Self.path]))
    }

    private func later(_ context: PlanContext, _ machine: Machine) -> Step {
        step(
            context, machine, Self.admin, .controlPlanes,
            why:
                "The endpoint's address can move to this machine only when kube-vip runs here too. It comes after the join, which "
                + "makes admin.conf.", check: .succeeds(["test", "-s", Self.path]))
    }

    private func step(
        _ context: PlanContext, _ machine: Machine, _ kubeconfig: String, _ phase: Step.Phase, why: String, check: Check
    ) -> Step {
        let text = YAMLText.document(Self.pod(context.plan, machine, kubeconfig: kubeconfig))
        return Step(
            "write-kube-vip", on: machine.name, phase: phase, title: "Let kube-vip hold \(context.plan.endpoint.address).",
            why: why,
            risk: .edits,
            actions: [
                // A later step gives the first's admin.conf; written anew it would have all rights again, so what is there stays.
                .run(.init(["mkdir", "-p", "/etc/kubernetes/manifests"], unlessExists: "/etc/kubernetes/manifests")),
                .write(PlannedFile(Self.path, mode: 0o600, keepsExisting: true, text)),
            ], check: check, undo: .commands([["rm", "-f", Self.path]]))
    }

    /// The pod, as `kube-vip manifest pod --controlplane --arp --leaderElection` of v1.2.3 shapes it (pkg/kubevip:
    /// config_generator.go, config_envvar.go).
    static func pod(_ plan: ClusterPlan, _ machine: Machine, kubeconfig: String) -> [ConfigEntry] {
        [
            ConfigEntry("apiVersion", "v1"), ConfigEntry("kind", "Pod"),
            ConfigEntry("metadata", .map([ConfigEntry("name", "kube-vip"), ConfigEntry("namespace", "kube-system")])),
            ConfigEntry(
                "spec",
                .map([
                    ConfigEntry("containers", .list([.map(container(plan, machine))])),
                    ConfigEntry(
                        "hostAliases",
                        .list([.map([ConfigEntry("ip", "127.0.0.1"), ConfigEntry("hostnames", ["kubernetes"])])]),
                        comment: "kube-vip calls this machine's own API server kubernetes, a name in its certificate."),
                    ConfigEntry("hostNetwork", true),
                    ConfigEntry(
                        "volumes",
                        .list([
                            .map([
                                ConfigEntry("name", "kubeconfig"),
                                ConfigEntry(
                                    "hostPath", .map([ConfigEntry("path", .text(kubeconfig)), ConfigEntry("type", "File")])),
                            ])
                        ])),
                ])),
        ]
    }

    private static func container(_ plan: ClusterPlan, _ machine: Machine) -> [ConfigEntry] {
        [
            ConfigEntry("name", "kube-vip"), ConfigEntry("image", .text(image(plan))),
            ConfigEntry("imagePullPolicy", "IfNotPresent"),
            ConfigEntry("args", ["manager"]), ConfigEntry("env", .list(environment(plan.endpoint, machine))),
            ConfigEntry(
                "securityContext",
                .map([
                    ConfigEntry(
                        "capabilities",
                        .map([ConfigEntry("add", ["NET_ADMIN", "NET_RAW"]), ConfigEntry("drop", ["ALL"])]))
                ])),
            ConfigEntry(
                "volumeMounts",
                .list([
                    .map([
                        ConfigEntry("name", "kubeconfig"), ConfigEntry("mountPath", .text(admin)), ConfigEntry("readOnly", true),
                    ])
                ])),
        ]
    }

    private static func environment(_ endpoint: ClusterEndpoint, _ machine: Machine) -> [ConfigValue] {
        let subnet = IPAddress(endpoint.address)?.isIPv6 == true ? "128" : "32"
        var values = [
            ("vip_arp", "true"), ("port", String(endpoint.port)), ("vip_subnet", subnet), ("cp_enable", "true"),
            ("cp_namespace", "kube-system"), ("svc_enable", "false"), ("vip_leaderelection", "true"),
            ("vip_leasename", "plndr-cp-lock"), ("vip_leaseduration", "5"), ("vip_renewdeadline", "3"), ("vip_retryperiod", "1"),
            ("address", endpoint.address),
        ]
        // Without one kube-vip takes the interface of the default route.
        if !machine.interface.isEmpty { values.insert(("vip_interface", machine.interface), at: 2) }
        let node = ConfigValue.map([
            ConfigEntry("name", "vip_nodename"),
            ConfigEntry("valueFrom", .map([ConfigEntry("fieldRef", .map([ConfigEntry("fieldPath", "spec.nodeName")]))])),
        ])
        return values.map { .map([ConfigEntry("name", .text($0.0)), ConfigEntry("value", .text($0.1))]) } + [node]
    }
}
