import Facts
import Planning

/// The minor release of Kubernetes.
struct ReleasePage: WizardPage {
    let title = "Release"
    let purpose = "Which release of Kubernetes?"
    static let release = Setting.release.id

    func questions(_ wizard: Wizard) -> [Question] {
        let choices = wizard.knowledge.releases.reversed().map { release in
            let isOver = Self.isOver(release, wizard)
            return Choice(
                release.id, "\(release.id)" + (isOver ? ", no longer supported" : release.isVerified ? "" : ", not verified"),
                about: release.changes.joined(separator: " "),
                costs: isOver
                    ? "Support ended on \(release.endOfLife): security holes in it are no longer fixed."
                    : "Support ends on \(release.endOfLife).",
                rulesOut: release.isVerified
                    ? "" : "What drydock knows about it comes from release notes alone, not from its source.", isRare: isOver
            )
        }
        var question = Question(
            Self.release, "Release", .choice(choices), value: wizard.plan.release.minorText, because: Self.because(wizard),
            about: wizard.plan.existing == nil
                ? "All machines of a new cluster run the same release. The newest patch release that drydock knows is installed."
                : wizard.plan.existing?.task == .upgrade
                    ? "The release to which the cluster goes. A patch release is named in the plan file, such as 1.36.3."
                    : "A machine joins with the release of the cluster's API server, which kubectl version shows on any machine in the cluster."
        )
        question.rare = "no longer supported"
        return [question]
    }

    /// Known only where the machine's clock was read.
    static func isOver(_ release: Release, _ wizard: Wizard) -> Bool {
        guard let now = wizard.facts.instant(TimeFacts.now) else { return false }
        return release.endOfLife < String(now.description.prefix(10))
    }

    private static func wanted(_ wizard: Wizard) -> (minor: String, because: Rationale) {
        if wizard.plan.existing?.task == .upgrade, let from = wizard.plan.existing?.controlPlaneVersion,
            case let next = KubernetesVersion(minor: from.minor + 1), wizard.knowledge.release(next) != nil
        {
            return (
                next.minorText,
                Rationale("\(next.minorText), because the cluster has \(from) and goes one minor release at a time", .knowledge)
            )
        }
        if let version = wizard.plan.existing?.controlPlaneVersion, wizard.knowledge.release(version) != nil {
            return (version.minorText, Rationale("\(version.minorText), because the cluster's API server runs it", .machine))
        }
        if let version = wizard.facts.text(KubeadmFacts.version).flatMap({ KubernetesVersion($0) }),
            let release = wizard.knowledge.release(version), !isOver(release, wizard)
        {
            return (release.id, Rationale("\(release.id), because kubeadm \(version) is installed here", .machine))
        }
        let newest = wizard.knowledge.defaultRelease
        if wizard.plan.tool == .kubespray, newest?.kubespray == nil,
            let made = wizard.knowledge.releases.last(where: { $0.isVerified && $0.kubespray != nil }), let tag = made.kubespray
        {
            return (made.id, Rationale("\(made.id), because it is the newest that Kubespray \(tag) supports", .knowledge))
        }
        let release = newest?.id ?? ""
        return (release, Rationale("\(release), because it is the newest that has been fully verified", .knowledge))
    }

    private static func because(_ wizard: Wizard) -> Rationale { wanted(wizard).because }

    func defaults(_ wizard: Wizard) -> [(question: String, value: String)] { [(Self.release, Self.wanted(wizard).minor)] }

    func put(_ value: String, for question: String, into plan: inout ClusterPlan, _ wizard: Wizard) {
        guard let version = KubernetesVersion(value), version.minor != plan.release.minor else { return }
        plan.release = version
    }

    func facts(_ wizard: Wizard) -> [String] {
        var out: [String] = []
        if let kubeadm = wizard.facts.text(KubeadmFacts.version) { out.append("kubeadm \(kubeadm) is installed here.") }
        if let kubelet = wizard.facts.text(KubeletFacts.version) { out.append("The kubelet here is \(kubelet).") }
        if let release = wizard.knowledge.release(wizard.plan.release) {
            out.append(
                "A kubelet may be up to \(release.kubeletSkew) minor releases older than the API server, never newer; kubeadm can only join a cluster of its own minor release."
            )
        }
        return out
    }
}
