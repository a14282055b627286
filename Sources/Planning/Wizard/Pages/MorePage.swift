/// Everything else: all with good defaults, none forced.
struct MorePage: WizardPage {
    let title = "More"
    let purpose = "Anything unusual? Enter leaves all of it as it is."

    func skipped(_ wizard: Wizard) -> String? { wizard.notPlanned }

    func questions(_ wizard: Wizard) -> [Question] {
        images(wizard.plan) + nodes(wizard.plan) + security(wizard.plan) + arguments(wizard.plan)
    }

    private func images(_ plan: ClusterPlan) -> [Question] {
        [
            Question(
                "spec.images.repository", "Image registry", .text(example: "registry.k8s.io"), value: plan.images.repository,
                because: Because("empty, which is the release's own registry", .knowledge),
                about: "A mirror must have the images under the same names."),
            Question(
                "spec.images.airGap", "Machines cannot reach the internet", .flag,
                value: AnswerText.flag(plan.images.isAirGapped),
                because: Because("no, because most can", .taste),
                about: "Then the plan lists the images to mirror, and no step downloads anything else."),
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
        return [
            Question(
                "spec.controlPlane.schedulesPods", "Ordinary pods may run on control planes", .flag,
                value: AnswerText.flag(plan.controlPlane.schedulesPods ?? !hasWorker),
                because: Because(hasWorker ? "no, because there are workers" : "yes, because there is no worker", .knowledge)),
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
                "spec.controlPlane.certSANs", "More names in the API certificate", .text(example: "api.example.org, 203.0.113.7"),
                value: plan.controlPlane.certSANs.joined(separator: ", ")),
            Question(
                "spec.certificates.algorithm", "Key algorithm", .text(example: "RSA-2048"), value: plan.certificates.algorithm,
                about: "RSA-2048, RSA-3072, RSA-4096, ECDSA-P256, ECDSA-P384; from 1.31."),
            Question(
                "spec.certificates.validityHours", "Certificates live, in hours", .text(example: "8760"),
                value: plan.certificates.validityHours.map(String.init) ?? "",
                because: Because("empty, which is a year; kubeadm upgrade renews them", .knowledge)),
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
        [
            Question(
                "spec.controlPlane.apiServer.extraArgs", "API server flags", .text(example: "profiling=false, v=2"),
                value: AnswerText.text(plan.controlPlane.apiServer.extraArgs)),
            Question(
                "spec.controlPlane.controllerManager.extraArgs", "Controller manager flags", .text(example: "profiling=false"),
                value: AnswerText.text(plan.controlPlane.controllerManager.extraArgs)),
            Question(
                "spec.controlPlane.scheduler.extraArgs", "Scheduler flags", .text(example: "profiling=false"),
                value: AnswerText.text(plan.controlPlane.scheduler.extraArgs)),
            Question(
                "spec.kubelet.extraArgs", "Kubelet flags", .text(example: "node-ip=192.0.2.11"),
                value: AnswerText.text(plan.kubelet.extraArgs),
                about: "A flag that the release removed keeps the kubelet from starting."),
            Question(
                "spec.featureGates", "Feature gates", .text(example: "InPlacePodVerticalScaling=true"),
                value: plan.featureGates.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")),
        ]
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
        case "spec.certificates.validityHours": plan.certificates.validityHours = value.isEmpty ? nil : Int(value) ?? 0
        case "spec.certificates.handover": plan.certificates.handover = CertificateSettings.Handover(rawValue: value) ?? .upload
        case "spec.controlPlane.apiServer.extraArgs": plan.controlPlane.apiServer.extraArgs = AnswerText.arguments(value)
        case "spec.controlPlane.controllerManager.extraArgs":
            plan.controlPlane.controllerManager.extraArgs = AnswerText.arguments(value)
        case "spec.controlPlane.scheduler.extraArgs": plan.controlPlane.scheduler.extraArgs = AnswerText.arguments(value)
        case "spec.kubelet.extraArgs": plan.kubelet.extraArgs = AnswerText.arguments(value)
        case "spec.featureGates":
            plan.featureGates = Dictionary(AnswerText.arguments(value).map { ($0.name, $0.value != "false") }) { _, last in last }
        default: break
        }
    }
}
