import Planning
import YAML

/// Everything else: all with good defaults, none forced.
struct MorePage: WizardPage {
    let title = "More"
    let purpose = "Anything unusual? Enter leaves all of it as it is."

    func skipped(_ wizard: Wizard) -> String? { wizard.notPlanned }

    func questions(_ wizard: Wizard) -> [Question] {
        images(wizard.plan) + nodes(wizard.plan) + security(wizard.plan) + arguments(wizard.plan)
    }

    /// A flag stands first: on a field, letters are text and no keys.
    private func images(_ plan: ClusterPlan) -> [Question] {
        [
            Question(
                "spec.images.airGap", "Machines cannot reach the internet", .flag,
                value: AnswerText.flag(plan.images.isAirGapped),
                because: Because("no, because most can", .taste),
                about: "Then the plan lists the images to mirror, and no step downloads anything else."),
            Question(
                "spec.images.repository", "Image registry", .text(example: "registry.k8s.io"), value: plan.images.repository,
                because: Because("empty, which is the release's own registry", .knowledge),
                about: "A mirror must have the images under the same names."),
            Question("spec.proxy.https", "HTTPS proxy", .text(example: "http://proxy.example:3128"), value: plan.proxy.https),
            Question("spec.proxy.http", "HTTP proxy", .text(example: "http://proxy.example:3128"), value: plan.proxy.http),
            Question(
                "spec.proxy.exceptions", "Reached directly", .text(example: "10.0.0.0/8, example.internal"),
                value: plan.proxy.exceptions.joined(separator: ", "),
                about: "The machines, pods and Services are added by themselves: a proxy between them breaks the cluster."),
        ]
    }

    private func nodes(_ plan: ClusterPlan) -> [Question] {
        let hasWorker = !plan.machines(.worker).isEmpty
        // A cluster that is there has decided this already.
        let pods =
            plan.existing != nil
            ? []
            : [
                Question(
                    "spec.controlPlane.schedulesPods", "Ordinary pods may run on control planes", .flag,
                    value: AnswerText.flag(plan.controlPlane.schedulesPods ?? !hasWorker),
                    because: Because(hasWorker ? "no, because there are workers" : "yes, because there is no worker", .knowledge))
            ]
        return pods + [
            Question(
                "spec.kubelet.keepSwap", "Keep swap on", .flag, value: AnswerText.flag(plan.kubelet.keepsSwap),
                because: Because("no, because limits of memory mean little with swap", .taste)),
            Question(
                "spec.kubeProxy.mode", "kube-proxy's mode",
                .choice([
                    Choice("iptables", "iptables", about: "The default of every release."),
                    Choice("nftables", "nftables", about: "Faster with many Services.", rulesOut: "NodePorts on localhost."),
                    Choice("ipvs", "ipvs", costs: "Deprecated from 1.35."),
                ]), value: plan.kubeProxy.mode.rawValue, because: Because("iptables, because it is the default", .knowledge)),
        ]
    }

    private func security(_ plan: ClusterPlan) -> [Question] {
        [
            Question(
                "spec.controlPlane.auditLog", "Audit log", .flag, value: AnswerText.flag(plan.controlPlane.auditLog),
                because: Because("no, because it fills a disk that nobody watches", .taste),
                about: "Who did what, without the bodies of requests."),
            Question(
                "spec.controlPlane.encryptionAtRest", "Encrypt Secrets in etcd", .flag,
                value: AnswerText.flag(plan.controlPlane.encryptionAtRest),
                because: Because("no, because a lost key is lost Secrets", .taste),
                about: "The key is made when the plan is applied and lies on the control planes."),
            Question(
                "spec.controlPlane.certSANs", "More API certificate names", .text(example: "api.example.org, 203.0.113.7"),
                value: plan.controlPlane.certSANs.joined(separator: ", ")),
            Question(
                "spec.certificates.algorithm", "Key algorithm", .text(example: "RSA-2048"), value: plan.certificates.algorithm,
                about: "RSA-2048, RSA-3072, RSA-4096, ECDSA-P256, ECDSA-P384; from 1.31."),
            Question(
                "spec.certificates.validityHours", "Certificates live, in hours", .text(example: "8760"),
                value: plan.certificates.validityHours.map(String.init) ?? "",
                because: Because("empty, which is a year; kubeadm upgrade renews them", .knowledge)),
            Question(
                "spec.certificates.caValidityHours", "Authorities live, in hours", .text(example: "87600"),
                value: plan.certificates.caValidityHours.map(String.init) ?? "",
                because: Because("empty, which is ten years", .knowledge)),
            Question(
                "spec.certificates.handover", "Authorities reach other control planes",
                .choice([
                    Choice("upload", "encrypted in a Secret for two hours", about: "kubeadm's --upload-certs."),
                    Choice(
                        "manual", "copied by hand", about: "The plan lists the files.",
                        costs: "Private keys travel by your means."),
                ]), value: plan.certificates.handover.rawValue, because: Because("uploaded, because no key file travels", .taste)),
        ]
    }

    private func arguments(_ plan: ClusterPlan) -> [Question] {
        Self.components.flatMap { component in
            let settings = plan.controlPlane[keyPath: component.settings]
            return [
                Question(
                    "spec.controlPlane.\(component.field).extraArgs", "\(component.title) flags",
                    .text(example: "profiling=false, v=2"), value: AnswerText.text(settings.extraArgs)),
                Question(
                    "spec.controlPlane.\(component.field).extraVolumes", "\(component.title) volumes",
                    .text(example: "hooks:/etc/hooks:/etc/hooks:ro"), value: AnswerText.text(settings.extraVolumes),
                    about: "A name, the path on the machine and in the pod, and ro for reading only."),
            ] + patch(component.target, component.title, plan)
        } + (plan.topology == .external ? [] : patch("etcd", "etcd", plan)) + [
            Question(
                "spec.kubelet.extraArgs", "Kubelet flags", .text(example: "v=2"), value: AnswerText.text(plan.kubelet.extraArgs),
                about: "A flag that the release removed keeps the kubelet from starting."),
            fields("spec.kubelet.config", "Kubelet configuration", "maxPods=200", plan.kubelet.config),
            fields(
                "spec.kubeProxy.config", "kube-proxy configuration", "metricsBindAddress=0.0.0.0:10249", plan.kubeProxy.config),
            gates("spec.featureGates", "Feature gates", "InPlacePodVerticalScaling=true", plan.featureGates),
            gates("spec.kubeadmFeatureGates", "kubeadm's feature gates", "RootlessControlPlane=true", plan.kubeadmFeatureGates),
        ]
    }

    private static let components:
        [(
            field: String, target: String, title: String,
            settings: WritableKeyPath<ControlPlaneSettings, ComponentSettings> & Sendable
        )] =
            [
                ("apiServer", "kube-apiserver", "API server", \.apiServer),
                ("controllerManager", "kube-controller-manager", "Controller manager", \.controllerManager),
                ("scheduler", "kube-scheduler", "Scheduler", \.scheduler),
            ]

    private static let patches = "spec.controlPlane.patches."

    /// A patch of the manifest that kubeadm makes, where it fits on a line; longer ones stay in the plan file.
    private func patch(_ target: String, _ title: String, _ plan: ClusterPlan) -> [Question] {
        var content = plan.controlPlane.patches["\(target).yaml"] ?? ""
        if content.hasSuffix("\n") { content.removeLast() }
        guard !content.contains("\n") else { return [] }
        return [
            Question(
                "\(Self.patches)\(target).yaml", "\(title) patch", .text(example: "{spec: {priority: 1000}}"), value: content,
                about: "Laid over the static pod that kubeadm writes, at init, join and every upgrade (strategic merge).")
        ]
    }

    private func gates(_ id: String, _ title: String, _ example: String, _ gates: [String: Bool]) -> Question {
        Question(
            id, title, .text(example: example),
            value: gates.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", "),
            about: "Each is true or false, and must be one that the release knows.")
    }

    private func fields(_ id: String, _ title: String, _ example: String, _ entries: [ConfigEntry]) -> Question {
        Question(
            id, title, .text(example: example), value: AnswerText.text(entries),
            about: AnswerText.arePlain(entries)
                ? "Fields with plain values. Those with parts of their own are written in the plan file."
                : "The plan file says more here than fits on a line; that stays, and what is written here is laid over it.")
    }

    func facts(_ wizard: Wizard) -> [String] {
        let asked = Set(questions(wizard).map(\.id))
        let patches = wizard.plan.controlPlane.patches.keys.filter { !asked.contains(Self.patches + $0) }.sorted()
        return patches.isEmpty ? [] : ["Patches of the plan file: \(patches.joined(separator: ", "))."]
    }

    func refusal(of value: String, for question: String) -> String? {
        if question == "spec.proxy.http" || question == "spec.proxy.https" { return ProxiesAreURLs.refusal(of: value) }
        if question.hasSuffix("validityHours") || question.hasSuffix("caValidityHours") {
            return value.isEmpty ? nil : AnswerText.numberRefusal(value, 1...876_000)
        }
        if question.hasPrefix(Self.patches) { return AnswerText.patchRefusal(value) }
        if question.hasSuffix("extraVolumes") {
            return AnswerText.volumes(value) == nil
                ? "\"\(value)\" is no volume: a name, a path on the machine and one in the pod are expected, as in a:/b:/c or a:/b:/c:ro."
                : nil
        }
        let isPairs = ["extraArgs", "config", "featureGates", "kubeadmFeatureGates"].contains { question.hasSuffix(".\($0)") }
        guard isPairs else { return nil }
        if let word = AnswerText.firstWithoutValue(value) { return "\"\(word)\" has no value; name=value is expected." }
        guard question.lowercased().hasSuffix("featuregates") else { return nil }
        return AnswerText.arguments(value).first { !["true", "false"].contains($0.value) }.map {
            "The feature gate \($0.name) must be true or false, not \"\($0.value)\"."
        }
    }

    func defaults(_ wizard: Wizard) -> [(question: String, value: String)] { [("spec.controlPlane.schedulesPods", "")] }

    func put(_ value: String, for question: String, into plan: inout ClusterPlan, _ wizard: Wizard) {
        let flag = AnswerText.flag(value)
        switch question {
        case "spec.images.repository": plan.images.repository = value
        case "spec.images.airGap": plan.images.isAirGapped = flag
        case "spec.proxy.https": plan.proxy.https = value
        case "spec.proxy.http": plan.proxy.http = value
        case "spec.proxy.exceptions": plan.proxy.exceptions = AnswerText.list(value)
        case "spec.controlPlane.schedulesPods": plan.controlPlane.schedulesPods = value.isEmpty ? nil : flag
        case "spec.kubelet.keepSwap": plan.kubelet.keepsSwap = flag
        case "spec.kubeProxy.mode": plan.kubeProxy.mode = KubeProxySettings.Mode(rawValue: value) ?? .iptables
        case "spec.controlPlane.auditLog": plan.controlPlane.auditLog = flag
        case "spec.controlPlane.encryptionAtRest": plan.controlPlane.encryptionAtRest = flag
        case "spec.controlPlane.certSANs": plan.controlPlane.certSANs = AnswerText.list(value)
        case "spec.certificates.algorithm": plan.certificates.algorithm = value
        case "spec.certificates.validityHours": plan.certificates.validityHours = Int(value)
        case "spec.certificates.caValidityHours": plan.certificates.caValidityHours = Int(value)
        case "spec.certificates.handover": plan.certificates.handover = CertificateSettings.Handover(rawValue: value) ?? .upload
        case "spec.kubelet.extraArgs": plan.kubelet.extraArgs = AnswerText.arguments(value)
        case "spec.kubelet.config": plan.kubelet.config = laid(value, over: plan.kubelet.config)
        case "spec.kubeProxy.config": plan.kubeProxy.config = laid(value, over: plan.kubeProxy.config)
        case let id where id.hasPrefix(Self.patches):
            plan.controlPlane.patches[String(id.dropFirst(Self.patches.count))] = value.isEmpty ? nil : value + "\n"
        case "spec.featureGates": plan.featureGates = gates(value)
        case "spec.kubeadmFeatureGates": plan.kubeadmFeatureGates = gates(value)
        default:
            for component in Self.components where question.hasPrefix("spec.controlPlane.\(component.field).") {
                if question.hasSuffix("extraArgs") {
                    plan.controlPlane[keyPath: component.settings].extraArgs = AnswerText.arguments(value)
                } else {
                    plan.controlPlane[keyPath: component.settings].extraVolumes = AnswerText.volumes(value) ?? []
                }
            }
        }
    }

    private func gates(_ text: String) -> [String: Bool] {
        Dictionary(AnswerText.arguments(text).map { ($0.name, $0.value == "true") }) { _, last in last }
    }

    /// The fields of the line, with those that no line can hold.
    private func laid(_ text: String, over entries: [ConfigEntry]) -> [ConfigEntry] {
        AnswerText.fields(text) + entries.filter { !AnswerText.arePlain([$0]) }
    }
}
