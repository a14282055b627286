import Addresses
import Facts
import Planning

/// Addresses of pods and Services, and the network add-on.
struct NetworkPage: WizardPage {
    let title = "Network"
    let purpose = "Which addresses and which add-on do pods get?"
    private static let pods = Setting.podSubnets.id
    private static let services = Setting.serviceSubnets.id
    private static let addOn = Setting.addOnName.id
    /// Not an answer: opens the table of add-ons.
    public static let table = "spec.network.addOn.table"
    private static let policy = Setting.networkPolicy.id
    private static let encryption = Setting.encryption.id
    private static let noProxy = Setting.replacesKubeProxy.id

    func skipped(_ wizard: Wizard) -> String? {
        wizard.plan.existing != nil ? "The cluster already has a network." : wizard.notPlanned
    }

    func questions(_ wizard: Wizard) -> [Question] {
        let plan = wizard.plan
        let ranges = [
            Self.pods: Self.because("pods", FreeRange.pods(wizard), wizard),
            Self.services: Self.because("Services", FreeRange.services(wizard), wizard),
        ]
        let own = [
            Question(
                Self.addOn, "Add-on", .choice(wizard.knowledge.addOns.map { Self.choice($0, wizard) } + [Self.none]),
                value: plan.network.addOn.name, because: Self.wanted(wizard).because,
                about: "Nodes stay NotReady until an add-on is installed."),
            Question(
                Self.table, "Compare them by what you need", .action,
                about: "A table of all add-ons: what each offers, its ports, its share of the MTU, and what kubeadm must be told."
            ),
        ]
        return Setting.questions([.network], of: plan).map { Question($0, plan) } + own
            + Setting.questions([.ranges], of: plan).map { asked in
                var question = Question(asked, plan)
                question.because = ranges[question.id] ?? question.because
                return question
            }
    }

    private static let none = Choice(
        "none", "None for now", about: "You install one yourself.", rulesOut: "Ready nodes, until one is installed.", isRare: true
    )

    private static func choice(_ addOn: AddOn, _ wizard: Wizard) -> Choice {
        let lacks = AddOnNeed.lacking(addOn, wizard.plan)
        let about =
            addOn.about + (addOn.version.isEmpty ? "" : " Version \(addOn.version(for: wizard.plan.release.minor).version).")
        return Choice(
            addOn.id, addOn.title, about: about + " " + addOn.notes.joined(separator: " "),
            costs: addOn.ports.isEmpty
                ? "" : "It needs \(addOn.ports.joined(separator: ", ")) between nodes, and \(addOn.overhead) bytes of the MTU.",
            rulesOut: AddOnNeed.cannot(addOn),
            unavailable: addOn.isMaintained ? lacks.map { "It has no \($0)." } : addOn.about, isRare: !addOn.isMaintained)
    }

    private static func wanted(_ wizard: Wizard) -> (name: String, because: Rationale) {
        let preferred = ["flannel", "calico", "cilium", "antrea", "kube-router"]
        let fitting = preferred.compactMap { wizard.knowledge.addOn($0) }.first {
            $0.isMaintained && AddOnNeed.lacking($0, wizard.plan) == nil
        }
        guard let fitting else { return ("flannel", Rationale("flannel, because no other add-on is known", .taste)) }
        let isFirst = fitting.id == preferred[0]
        return (
            fitting.id,
            isFirst
                ? Rationale("\(fitting.id), because it does the least, so the least can go wrong", .taste)
                : Rationale("\(fitting.id), because it is the simplest that has what you asked for", .knowledge)
        )
    }

    private static func because(_ whose: String, _ range: FreeRange.Proposal, _ wizard: Wizard) -> Rationale {
        if let enclosed = range.avoided {
            return Rationale("\(range.text), because \(enclosed.range) is in use: \(enclosed.what)", .machine)
        }
        return Rationale(
            "\(range.text), because nothing known about this machine overlaps it", range.isSeen ? .machine : .taste)
    }

    func defaults(_ wizard: Wizard) -> [(question: String, value: String)] {
        [
            // The add-on must have what these ask for, so its default follows theirs.
            (Self.policy, "no"), (Self.encryption, "none"), (Self.noProxy, "no"), (Self.addOn, Self.wanted(wizard).name),
            (Self.pods, FreeRange.pods(wizard).text), (Self.services, FreeRange.services(wizard).text),
        ]
    }

    func put(_ value: String, for question: String, into plan: inout ClusterPlan, _ wizard: Wizard) {
        if question == Self.addOn {
            plan.network.addOn.name = value
        } else {
            Setting.question(question)?.put(value, &plan)
        }
    }

    func facts(_ wizard: Wizard) -> [String] {
        var out = FreeRange.occupied(wizard).map { "\($0.range.isSingle ? "\($0.range.first)" : "\($0.range)") is \($0.what)." }
        if let pods = wizard.plan.network.podSubnets.lazy.compactMap({ IPRange($0) }).first {
            let nodes = pods.isIPv6 ? 1 << max(0, min(30, 64 - pods.length)) : 1 << max(0, min(30, 24 - pods.length))
            out.append("\(pods) has room for \(nodes) nodes.")
        }
        return out
    }
}
