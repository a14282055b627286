import Steps
import YAML

/// Two pods and a Service: names, each pod from each other, and each pod from itself through the Service, then removed again.
package struct SmokeTest: Generator {
    static let namespace = "drydock-smoke-test"
    static let name = "web"
    private static let port = 8080

    /// Kubernetes' own test image: a web server with nslookup and curl, for amd64, arm64, ppc64le and s390x (kubernetes/kubernetes,
    /// test/images/agnhost: Dockerfile and BASEIMAGE; the tag as in kubernetes.io's tutorial hello-minikube, read 2026-11).
    package static let published = "registry.k8s.io/e2e-test-images/agnhost:2.53"
    package static func image(_ context: PlanContext) -> String { context.plan.images.place(published) }

    package func steps(_ context: PlanContext) -> [Step] {
        let plan = context.plan
        let hosts = plan.machines.filter { NodeRegistration.schedulesPods($0, plan) && !$0.isWindows }
        // Where no machine takes ordinary pods the test could only hang.
        guard plan.tool == .kubeadm, plan.existing == nil, let first = plan.firstControlPlane, !hosts.isEmpty else { return [] }
        return [deploy(context, on: first), ask(plan, on: first), remove(on: first)]
    }

    private func deploy(_ context: PlanContext, on machine: Machine) -> Step {
        Step(
            "deploy-smoke-test", on: machine.name, phase: .finish, title: "Start two pods behind a Service.",
            why:
                "It shows that pods are scheduled, images pulled and addresses given. Where the test was passed it is not made again; "
                + "remove \(KubeadmPath.smokeTestPassed) to repeat it.", risk: .edits,
            actions: [
                .write(PlannedFile(KubeadmPath.smokeTest, Self.manifest(context))),
                Self.run("apply", "-f", KubeadmPath.smokeTest),
                Self.run("-n", Self.namespace, "rollout", "status", "deployment/\(Self.name)", "--timeout=180s"),
            ], undo: .commands([Kubectl.asAdmin("delete", "namespace", Self.namespace, "--ignore-not-found")]), seconds: 60)
    }

    private func ask(_ plan: ClusterPlan, on machine: Machine) -> Step {
        Step(
            "ask-smoke-test", on: machine.name, phase: .finish,
            title: "Ask from pod to pod, by name, and through the Service.",
            why:
                "Each pod looks up a name, reaches the other by its address, which crosses the network between two nodes, and reaches "
                + "itself through the Service. The API server reaches the kubelet for all of it.",
            risk: .looks,
            actions: [
                Self.run("-n", "kube-system", "rollout", "status", "deployment/coredns", "--timeout=120s"),
                .write(PlannedFile(KubeadmPath.smokeTestQuestions, mode: 0o755, SmokeTestQuestions.script(plan, Self.port))),
                .run(Run(["sh", KubeadmPath.smokeTestQuestions], unlessExists: KubeadmPath.smokeTestPassed)),
            ], seconds: 15)
    }

    /// Not where the test was passed, so that another run of the plan changes nothing.
    private static func run(_ words: String...) -> Action { run(words) }

    private static func run(_ words: [String]) -> Action {
        .run(Run(Kubectl.asAdmin(words), unlessExists: KubeadmPath.smokeTestPassed))
    }

    private func remove(on machine: Machine) -> Step {
        Step(
            "remove-smoke-test", on: machine.name, phase: .finish, title: "Remove the pods and the Service again.",
            why: "The cluster is handed over empty.", risk: .edits,
            actions: [
                Self.run("delete", "namespace", Self.namespace, "--ignore-not-found", "--timeout=120s"),
                .write(PlannedFile(KubeadmPath.smokeTestPassed, "The smoke test was passed. Remove this file to repeat it.\n")),
            ], undo: .none(because: "It takes away only what the test made."), seconds: 30)
    }

    static func manifest(_ context: PlanContext) -> String {
        YAMLText.documents([
            [
                ConfigEntry("apiVersion", "v1"), ConfigEntry("kind", "Namespace"),
                ConfigEntry("metadata", .map([ConfigEntry("name", .text(namespace))])),
            ],
            [
                ConfigEntry("apiVersion", "apps/v1"), ConfigEntry("kind", "Deployment"), ConfigEntry("metadata", metadata),
                ConfigEntry(
                    "spec",
                    .map([
                        ConfigEntry("replicas", 2),
                        ConfigEntry("selector", .map([ConfigEntry("matchLabels", labels)])),
                        ConfigEntry(
                            "template",
                            .map([
                                ConfigEntry("metadata", .map([ConfigEntry("labels", labels)])),
                                ConfigEntry("spec", .map(pod(context))),
                            ])),
                    ])),
            ],
            [
                ConfigEntry("apiVersion", "v1"), ConfigEntry("kind", "Service"), ConfigEntry("metadata", metadata),
                ConfigEntry(
                    "spec",
                    .map([
                        ConfigEntry("selector", labels),
                        ConfigEntry(
                            "ports",
                            .list([.map([ConfigEntry("port", .integer(port)), ConfigEntry("targetPort", .integer(port))])])),
                    ])),
            ],
        ])
    }

    private static let labels: ConfigValue = .map([ConfigEntry("app.kubernetes.io/name", .text(name))])
    private static let metadata: ConfigValue = .map([
        ConfigEntry("name", .text(name)), ConfigEntry("namespace", .text(namespace)), ConfigEntry("labels", labels),
    ])

    private static func pod(_ context: PlanContext) -> [ConfigEntry] {
        let spread: ConfigValue = .map([
            ConfigEntry("maxSkew", 1), ConfigEntry("topologyKey", "kubernetes.io/hostname"),
            ConfigEntry("whenUnsatisfiable", "ScheduleAnyway"),
            ConfigEntry("labelSelector", .map([ConfigEntry("matchLabels", labels)])),
        ])
        return [
            ConfigEntry("nodeSelector", .map([ConfigEntry("kubernetes.io/os", "linux")])),
            ConfigEntry(
                "topologySpreadConstraints", .list([spread]),
                comment: "On two nodes where there are two, so that the network is used."),
            ConfigEntry("terminationGracePeriodSeconds", 1), ConfigEntry("automountServiceAccountToken", false),
            ConfigEntry("containers", .list([.map(container(context))])),
        ]
    }

    private static func container(_ context: PlanContext) -> [ConfigEntry] {
        let probe = [ConfigEntry("path", "/healthz"), ConfigEntry("port", .integer(port))]
        return [
            ConfigEntry("name", .text(name)), ConfigEntry("image", .text(image(context))),
            ConfigEntry("args", .texts(["netexec", "--http-port=\(port)", "--udp-port=-1"])),
            ConfigEntry("ports", .list([.map([ConfigEntry("containerPort", .integer(port))])])),
            ConfigEntry("readinessProbe", .map([ConfigEntry("httpGet", .map(probe))])),
            ConfigEntry(
                "resources",
                .map([
                    ConfigEntry("requests", .map([ConfigEntry("cpu", "10m"), ConfigEntry("memory", "32Mi")])),
                    ConfigEntry("limits", .map([ConfigEntry("memory", "128Mi")])),
                ])),
            ConfigEntry(
                "securityContext",
                .map([
                    ConfigEntry("runAsNonRoot", true), ConfigEntry("runAsUser", 65532),
                    ConfigEntry("allowPrivilegeEscalation", false),
                    ConfigEntry("capabilities", .map([ConfigEntry("drop", ["ALL"])])),
                    ConfigEntry("seccompProfile", .map([ConfigEntry("type", "RuntimeDefault")])),
                ])),
        ]
    }
}
