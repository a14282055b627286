import Facts
import Planning

/// The container runtime.
struct RuntimePage: WizardPage {
    let title = "Runtime"
    let purpose = "Which program runs the containers?"
    private static let kind = Setting.runtimeName.id
    private static let series = Setting.runtimeVersion.id

    func skipped(_ wizard: Wizard) -> String? { wizard.staysAsItIs ?? wizard.notPlanned }

    func questions(_ wizard: Wizard) -> [Question] {
        let plan = wizard.plan
        let minor = plan.release.minor
        let series = wizard.knowledge.runtimes(plan.runtime.kind, for: minor)
        var out = [
            Question(
                Self.kind, "Runtime", .choice(RuntimeChoice.Kind.allCases.map { Self.choice($0, wizard) }),
                value: plan.runtime.kind.rawValue, because: Self.because(wizard),
                about:
                    "All Linux machines use the same one. With two runtimes on a machine, kubeadm has to be told which socket to use."
            )
        ]
        if !series.isEmpty {
            out.append(
                Question(
                    Self.series, "Series",
                    .choice(
                        series.map { series in
                            Choice(
                                series.series, "\(series.series), up to \(series.latest)",
                                about: series.notes.joined(separator: " "),
                                costs: series.endOfLife.map { "Support ends on \($0)." } ?? "",
                                rulesOut: series.hasRuntimeConfig
                                    ? "" : "Telling the kubelet its cgroup driver: both must be set to the same.")
                        }), value: wizard.knowledge.series(plan.runtime, for: minor)?.series ?? "",
                    because: Rationale("\(series[0].series), because it is the newest for \(plan.release.minorText)", .knowledge))
            )
        }
        return out + Setting.questions([.runtime], of: plan).map { Question($0, plan) }
    }

    private static func choice(_ kind: RuntimeChoice.Kind, _ wizard: Wizard) -> Choice {
        let release = wizard.plan.release
        let hasNone = wizard.knowledge.runtimes(kind, for: release.minor).isEmpty
        let none = hasNone ? "No series of it is known that suits \(release.minorText)." : nil
        switch kind {
        case .containerd:
            return Choice(kind.rawValue, "containerd", about: "The most common, and what most tools expect.", unavailable: none)
        case .crio:
            return Choice(
                kind.rawValue, "CRI-O", about: "Made for Kubernetes only; its minor version matches that of Kubernetes.",
                rulesOut: "Any other use of the runtime.", unavailable: none)
        case .docker:
            let hasShim = wizard.knowledge.release(release)?.hasDockershim == true
            return Choice(
                kind.rawValue, hasShim ? "Docker Engine" : "Docker Engine with cri-dockerd",
                about: "For machines on which people use docker directly.",
                costs: hasShim ? "It must be replaced before 1.24." : "One more daemon between the kubelet and the containers.",
                unavailable: none)
        case .mcr:
            return Choice(
                kind.rawValue, "Mirantis Container Runtime with cri-dockerd", about: "The commercial Docker Engine.",
                costs: "A licence, and one more daemon.", unavailable: none)
        }
    }

    private static func seen(_ wizard: Wizard) -> RuntimeChoice.Kind? {
        guard wizard.isMember else { return captured(wizard)?.kind }
        let installed = wizard.facts.list(RuntimeFacts.installed) ?? []
        let kinds = installed.compactMap { word -> RuntimeChoice.Kind? in
            ["containerd": .containerd, "crio": .crio, "cri-o": .crio, "cri-dockerd": .docker][word]
        }
        return kinds.first { !wizard.knowledge.runtimes($0, for: wizard.plan.release.minor).isEmpty } ?? captured(wizard)?.kind
    }

    /// The runtime that answers on the other machines, where they agree, and one of them.
    private static func captured(_ wizard: Wizard) -> (kind: RuntimeChoice.Kind, machine: String)? {
        let seen = wizard.others.sorted { $0.key < $1.key }.compactMap { name, facts in
            RuntimeChoice.Kind(seen: facts).map { (kind: $0, machine: name) }
        }
        guard let first = seen.first, seen.allSatisfy({ $0.kind == first.kind }),
            !wizard.knowledge.runtimes(first.kind, for: wizard.plan.release.minor).isEmpty
        else { return nil }
        return first
    }

    private static func because(_ wizard: Wizard) -> Rationale {
        if let kind = seen(wizard) {
            if let captured = captured(wizard), !wizard.isMember || wizard.facts.list(RuntimeFacts.installed)?.isEmpty ?? true {
                return Rationale("\(kind.rawValue), because it answers on \(captured.machine)", .machine)
            }
            return Rationale("\(kind.rawValue), because it is installed here", .machine)
        }
        return Rationale("containerd, because most tools and guides expect it", .taste)
    }

    func defaults(_ wizard: Wizard) -> [(question: String, value: String)] {
        [(Self.kind, (Self.seen(wizard) ?? .containerd).rawValue), (Self.series, ""), (Setting.runtimeInstall.id, "yes")]
    }

    func put(_ value: String, for question: String, into plan: inout ClusterPlan, _ wizard: Wizard) {
        switch question {
        case Self.kind:
            let kind = RuntimeChoice.Kind(rawValue: value) ?? plan.runtime.kind
            if kind != plan.runtime.kind { plan.runtime.version = "" }
            plan.runtime.kind = kind
        case Self.series: plan.runtime.version = value
        default: Setting.question(question)?.put(value, &plan)
        }
    }

    /// What a capture says of a machine's runtime.
    private static func seen(_ name: String, _ facts: FactSet) -> String {
        let installed = facts.list(RuntimeFacts.installed) ?? []
        guard let runtime = facts.text(RuntimeFacts.name), let version = facts.text(RuntimeFacts.version) else {
            return installed.isEmpty
                ? "No container runtime was found on \(name)."
                : "On \(name) \(installed.joined(separator: " and ")) is installed but did not answer."
        }
        let driver = facts.text(RuntimeFacts.cgroupDriver).map { ", with the cgroup driver \($0)" } ?? ""
        let tells = facts.flag(RuntimeFacts.hasRuntimeConfig) == true ? ", which it reports to the kubelet" : ""
        return "On \(name) \(runtime) \(version) answers\(driver)\(driver.isEmpty ? "" : tells)."
    }

    func facts(_ wizard: Wizard) -> [String] {
        var out: [String] = []
        if wizard.isMember, wizard.facts.list(RuntimeFacts.installed)?.isEmpty == true {
            out.append("No container runtime was found here.")
        }
        let listening = wizard.facts.list(RuntimeFacts.listening) ?? []
        if !listening.isEmpty { out.append("These sockets answer here: \(listening.joined(separator: ", ")).") }
        if let version = wizard.facts.text(ContainerdFacts.version) {
            let plan = wizard.plan
            let series = wizard.knowledge.series(plan.runtime, for: plan.release.minor)?.series ?? version
            let isReplaced = plan.runtime.kind == .containerd && plan.runtime.installs && !version.hasPrefix(series + ".")
            out.append(
                "containerd \(version) is installed here"
                    + (isReplaced ? "; the plan replaces it with \(series)." : "."))
        }
        if listening.count > 1 {
            out.append("kubeadm does not choose between them unless criSocket names one; the plan does.")
        }
        if let name = wizard.facts.text(RuntimeFacts.name), let version = wizard.facts.text(RuntimeFacts.version) {
            out.append("\(name) \(version) answers here.")
        }
        if !listening.isEmpty, let driver = wizard.facts.text(RuntimeFacts.cgroupDriver) {
            out.append("It uses the cgroup driver \(driver).")
        }
        if !listening.isEmpty, let tells = wizard.facts.flag(RuntimeFacts.hasRuntimeConfig) {
            out.append(
                tells
                    ? "It reports its cgroup driver to the kubelet (RuntimeConfig)."
                    : "It does not report its cgroup driver to the kubelet (RuntimeConfig), so both must be set to the same.")
        }
        return out + wizard.others.sorted { $0.key < $1.key }.map { Self.seen($0.key, $0.value) }
    }
}
