import Steps
import YAML

/// Files that the API server reads besides kubeadm's own: the audit policy and the key for Secrets at rest.
enum APIServerFiles {
    static func arguments(_ settings: ControlPlaneSettings) -> [ExtraArgument] {
        var out: [ExtraArgument] = []
        if settings.auditLog {
            out += [
                ExtraArgument(name: "audit-policy-file", value: KubeadmPath.auditPolicy),
                ExtraArgument(name: "audit-log-path", value: "\(KubeadmPath.auditLogs)/audit.log"),
                ExtraArgument(name: "audit-log-maxage", value: "30"), ExtraArgument(name: "audit-log-maxbackup", value: "10"),
                ExtraArgument(name: "audit-log-maxsize", value: "100"),
            ]
        }
        if settings.encryptionAtRest {
            out.append(ExtraArgument(name: "encryption-provider-config", value: KubeadmPath.encryption))
        }
        return out
    }

    static func volumes(_ settings: ControlPlaneSettings) -> [ExtraVolume] {
        var out: [ExtraVolume] = []
        if settings.auditLog {
            out.append(mount("audit-policy", KubeadmPath.auditPolicy, isReadOnly: true, "File"))
            out.append(mount("audit-logs", KubeadmPath.auditLogs, isReadOnly: false, "DirectoryOrCreate"))
        }
        if settings.encryptionAtRest {
            out.append(mount("encryption-config", KubeadmPath.encryption, isReadOnly: true, "File"))
        }
        return out
    }

    private static func mount(_ name: String, _ path: String, isReadOnly: Bool, _ type: String) -> ExtraVolume {
        ExtraVolume(name: name, hostPath: path, mountPath: path, isReadOnly: isReadOnly, pathType: type)
    }

    /// The steps that put the files in their place, before the API server starts with flags that name them.
    static func steps(_ context: PlanContext, on machine: Machine, phase: Step.Phase) -> [Step] {
        var out: [Step] = []
        let settings = context.plan.controlPlane
        if settings.auditLog {
            out.append(
                Step(
                    "write-audit-policy", on: machine.name, phase: phase, title: "Write the API server's audit policy.",
                    why:
                        "The API server records who did what and when. It does not start when the policy that its flag names is missing.",
                    risk: .edits, actions: [.write(PlannedFile(KubeadmPath.auditPolicy, mode: 0o600, auditPolicy))],
                    undo: .commands([["rm", "-f", KubeadmPath.auditPolicy]])))
        }
        if settings.encryptionAtRest {
            let file = PlannedFile(KubeadmPath.encryption, mode: 0o600, keepsExisting: true, encryption)
            out.append(
                Step(
                    "write-encryption-config", on: machine.name, phase: phase,
                    title: "Write the key that Secrets are encrypted with.",
                    why:
                        "The API server encrypts Secrets before etcd stores them. The key must be the same on all control planes, and "
                        + "Secrets that were written with a key cannot be read without it: a file that is there already stays. Keep a "
                        + "copy of the key apart from etcd's backups.",
                    risk: .edits, actions: [.write(file)]))
        }
        return out
    }

    static var auditPolicy: String {
        let system = ["/healthz*", "/livez*", "/readyz*", "/version"]
        let leases: ConfigValue = .map([ConfigEntry("group", "coordination.k8s.io"), ConfigEntry("resources", ["leases"])])
        return YAMLText.document([
            ConfigEntry("apiVersion", "audit.k8s.io/v1"), ConfigEntry("kind", "Policy"),
            ConfigEntry("omitStages", ["RequestReceived"], comment: "One line a request, written when it was answered."),
            ConfigEntry(
                "rules",
                .list([
                    .map([
                        ConfigEntry("level", "None", comment: "Probes, which come every few seconds."),
                        ConfigEntry("nonResourceURLs", .texts(system)),
                    ]),
                    .map([
                        ConfigEntry("level", "None", comment: "Leases, which every node and controller renews all the time."),
                        ConfigEntry("resources", .list([leases])),
                    ]),
                    .map([
                        ConfigEntry(
                            "level", "Metadata",
                            comment:
                                "Everything else: who, what, when and the answer's code, but no bodies, because those hold Secrets."
                        )
                    ]),
                ])),
        ])
    }

    static var encryption: String {
        let key: ConfigValue = .map([ConfigEntry("name", "key1"), ConfigEntry("secret", .text(Placeholder.encryptionKey.mark))])
        return YAMLText.document([
            ConfigEntry("apiVersion", "apiserver.config.k8s.io/v1"), ConfigEntry("kind", "EncryptionConfiguration"),
            ConfigEntry(
                "resources",
                .list([
                    .map([
                        ConfigEntry("resources", ["secrets"]),
                        ConfigEntry(
                            "providers",
                            .list([
                                .map([ConfigEntry("secretbox", .map([ConfigEntry("keys", .list([key]))]))]),
                                .map([
                                    ConfigEntry(
                                        "identity", .map([]),
                                        comment: "Last, so that what was stored unencrypted can still be read.")
                                ]),
                            ])),
                    ])
                ])),
        ])
    }
}
