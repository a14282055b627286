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

extension Setting {
    static let apiServerFlags = flags("apiServer", "API server", at: \.controlPlane.apiServer.extraArgs, 10)
    static let apiServerVolumes = volumes("apiServer", "API server", at: \.controlPlane.apiServer.extraVolumes, 20)
    static let controllerManagerFlags = flags(
        "controllerManager", "Controller manager", at: \.controlPlane.controllerManager.extraArgs, 40)
    static let controllerManagerVolumes = volumes(
        "controllerManager", "Controller manager", at: \.controlPlane.controllerManager.extraVolumes, 50)
    static let schedulerFlags = flags("scheduler", "Scheduler", at: \.controlPlane.scheduler.extraArgs, 70)
    static let schedulerVolumes = volumes("scheduler", "Scheduler", at: \.controlPlane.scheduler.extraVolumes, 80)

    static let certSANs = Setting(
        "controlPlane.certSANs", at: \.controlPlane.certSANs, .certificateNames,
        asked: .init(.security, 30, "More API certificate names", example: "api.example.org, 203.0.113.7"))

    package static let patches = Setting("controlPlane.patches", at: \.controlPlane.patches, .patches)
    /// Patches that fit on a line, each asked for by itself.
    static let linePatches = [
        patch("kube-apiserver", "API server", 30), patch("kube-controller-manager", "Controller manager", 60),
        patch("kube-scheduler", "Scheduler", 90), patch("etcd", "etcd", 100) { $0.topology != .external },
    ]

    static let auditLog = Setting(
        "controlPlane.auditLog", at: \.controlPlane.auditLog, .flag,
        asked: .init(
            .security, 10, "Audit log", because: Rationale("no, because it can fill a disk that nobody monitors", .taste),
            about: "Who did what, without the bodies of requests."))

    static let encryptionAtRest = Setting(
        "controlPlane.encryptionAtRest", at: \.controlPlane.encryptionAtRest, .flag,
        asked: .init(
            .security, 20, "Encrypt Secrets in etcd",
            because: Rationale("no, because losing the key means losing the Secrets", .taste),
            about: "The key is created when the plan is applied and stays on the control planes."))

    static let schedulesPods = Setting(
        "controlPlane.schedulesPods", at: \.controlPlane.schedulesPods, .flag { $0.machines(.worker).isEmpty },
        asked: .init(
            .nodes, 10, "Allow ordinary pods on control planes",
            becauseOf: { plan in
                let hasWorker = !plan.machines(.worker).isEmpty
                return Rationale(hasWorker ? "no, because there are workers" : "yes, because there is no worker", .knowledge)
            },
            // A cluster that is there has decided this already.
            isAsked: { $0.existing == nil }))

    static let controlPlane =
        [
            apiServerFlags, apiServerVolumes, controllerManagerFlags, controllerManagerVolumes, schedulerFlags, schedulerVolumes,
            certSANs, patches,
        ] + linePatches + [auditLog, encryptionAtRest, schedulesPods]

    private static func flags(
        _ component: String, _ title: String, at place: WritableKeyPath<ClusterPlan, [ExtraArgument]> & Sendable, _ rank: Int
    ) -> Setting {
        Setting(
            "controlPlane.\(component).extraArgs", at: place, .arguments,
            asked: .init(.programs, rank, "\(title) flags", example: "profiling=false, v=2"))
    }

    private static func volumes(
        _ component: String, _ title: String, at place: WritableKeyPath<ClusterPlan, [ExtraVolume]> & Sendable, _ rank: Int
    ) -> Setting {
        Setting(
            "controlPlane.\(component).extraVolumes", at: place, .volumes,
            asked: .init(
                .programs, rank, "\(title) volumes", example: "hooks:/etc/hooks:/etc/hooks:ro",
                about: "A name, the path on the machine, the path in the pod, and ro for read-only."))
    }

    private static func patch(
        _ target: String, _ title: String, _ rank: Int, isAsked: @escaping @Sendable (ClusterPlan) -> Bool = { _ in true }
    ) -> Setting {
        Setting(
            "\(patches.path).\(target).yaml", at: \.controlPlane.patches[patch: "\(target).yaml"], .patch,
            asked: .init(
                .programs, rank, "\(title) patch", example: "{spec: {priority: 1000}}",
                about: "Applied to the static pod that kubeadm writes, at init, join and every upgrade (strategic merge).",
                isAsked: isAsked))
    }
}
