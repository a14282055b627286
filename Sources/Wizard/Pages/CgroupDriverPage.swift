import Facts
import Planning

/// Who manages cgroups.
struct CgroupDriverPage: WizardPage {
    let title = "Cgroup driver"
    let purpose = "Who manages the containers' cgroups?"
    private static let driver = Setting.cgroupDriver.id

    func skipped(_ wizard: Wizard) -> String? { wizard.staysAsItIs ?? wizard.notPlanned }

    func questions(_ wizard: Wizard) -> [Question] {
        Setting.questions([.cgroups], of: wizard.plan).map { asked in
            var question = Question(asked, wizard.plan)
            question.because = Self.because(wizard)
            question.about = "The kubelet and the runtime must use the same driver. \(Self.edits(wizard))"
            return question
        }
    }

    private static func edits(_ wizard: Wizard) -> String {
        let series = wizard.knowledge.series(wizard.plan.runtime, for: wizard.plan.release.minor)
        let asks = wizard.knowledge.release(wizard.plan.release)?.asksRuntimeForDriver == true && series?.hasRuntimeConfig == true
        let edit =
            switch wizard.plan.runtime.kind {
            case .containerd: "SystemdCgroup in containerd's configuration"
            case .crio: "cgroup_manager in CRI-O's configuration"
            case .docker, .mcr: "native.cgroupdriver in /etc/docker/daemon.json"
            }
        return asks
            ? "The plan writes \(edit); the runtime tells the kubelet."
            : "The plan writes \(edit) and cgroupDriver in the kubelet's configuration."
    }

    /// Whether systemd is PID 1 here; nil where that is not known, or this machine is none of the cluster's.
    private static func systemdRuns(_ wizard: Wizard) -> Bool? {
        wizard.isMember ? wizard.facts.flag(UnitFacts.systemdRuns) : nil
    }

    private static func because(_ wizard: Wizard) -> Rationale {
        switch (systemdRuns(wizard), wizard.facts.text(CgroupFacts.version)) {
        case (true?, let version?): Rationale("systemd, because systemd is PID 1 here and cgroup \(version) is in use", .machine)
        case (true?, nil): Rationale("systemd, because systemd is PID 1 here", .machine)
        case (false?, _): Rationale("cgroupfs, because systemd is not PID 1 here", .machine)
        case (nil, _): Rationale("systemd, because it is PID 1 on nearly every machine", .taste)
        }
    }

    func defaults(_ wizard: Wizard) -> [(question: String, value: String)] {
        [(Self.driver, Self.systemdRuns(wizard) == false ? "cgroupfs" : "systemd")]
    }

    func put(_ value: String, for question: String, into plan: inout ClusterPlan, _ wizard: Wizard) {
        Setting.question(question)?.put(value, &plan)
    }

    func facts(_ wizard: Wizard) -> [String] {
        var out: [String] = []
        if let version = wizard.facts.text(CgroupFacts.version) { out.append("This machine uses cgroup \(version).") }
        if let release = wizard.knowledge.release(wizard.plan.release), release.refusesCgroupV1 {
            out.append("The kubelet of \(release.id) does not start on cgroup v1 unless failCgroupV1 is false.")
        }
        if wizard.plan.existing != nil || (wizard.facts.text(NodeFacts.role) ?? "none") != "none" {
            out.append(
                "Before the driver of a joined node changes, drain the node and recreate its pods: old sandboxes stay in the old tree."
            )
        }
        return out
    }
}
