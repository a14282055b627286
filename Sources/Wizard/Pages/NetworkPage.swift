import Addresses
import Facts
import Planning

/// Addresses of pods and Services, and the network add-on.
struct NetworkPage: WizardPage {
    let title = "Network"
    let purpose = "Which addresses do pods and Services get, and which add-on connects them?"
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
        let network = wizard.plan.network
        return [
            Question(
                Self.policy, "NetworkPolicy must be enforced", .flag, value: AnswerText.flag(network.addOn.networkPolicy),
                because: Because("no, because a first cluster rarely has policies", .taste),
                about: "Without it, every pod can talk to every other pod, whatever NetworkPolicy objects say."),
            Question(
                Self.encryption, "Encryption between nodes",
                .choice([
                    Choice("none", "none"),
                    Choice("wireguard", "WireGuard", costs: "60 to 80 bytes of the MTU; Linux 5.6 or later."),
                    Choice("ipsec", "IPsec", costs: "About 40 to 80 bytes of the MTU, and keys to rotate."),
                ]), value: network.addOn.encryption.rawValue,
                because: Because("none, because nodes usually share a trusted network", .taste)),
            Question(
                Self.addOn, "Add-on", .choice(wizard.knowledge.addOns.map { Self.choice($0, wizard) } + [Self.none]),
                value: network.addOn.name, because: Self.wanted(wizard).because,
                about: "Nodes stay NotReady until an add-on is installed."),
            Question(
                Self.table, "Compare them by what you need", .action,
                about: "A table of all add-ons: what each offers, its ports, its share of the MTU, and what kubeadm must be told."
            ),
            Question(
                Self.pods, "Pod ranges", .text(example: "10.244.0.0/16"), value: network.podSubnets.joined(separator: ", "),
                because: Self.because("pods", FreeRange.pods(wizard), wizard),
                about: "One range, or one for IPv4 and one for IPv6. Each node gets a /24 of it (IPv6: a /64)."),
            Question(
                Self.services, "Service ranges", .text(example: "10.96.0.0/12"),
                value: network.serviceSubnets.joined(separator: ", "),
                because: Self.because("Services", FreeRange.services(wizard), wizard),
                about: "The same address families in the same order. The first address is the API's, the tenth is cluster DNS."),
            Question(
                Self.noProxy, "The add-on replaces kube-proxy", .flag,
                value: AnswerText.flag(network.addOn.replacesKubeProxy),
                because: Because("no, because kube-proxy works with every add-on", .taste)),
        ]
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

    private static func wanted(_ wizard: Wizard) -> (name: String, because: Because) {
        let preferred = ["flannel", "calico", "cilium", "antrea", "kube-router"]
        let fitting = preferred.compactMap { wizard.knowledge.addOn($0) }.first {
            $0.isMaintained && AddOnNeed.lacking($0, wizard.plan) == nil
        }
        guard let fitting else { return ("flannel", Because("flannel, because no other add-on is known", .taste)) }
        let isFirst = fitting.id == preferred[0]
        return (
            fitting.id,
            isFirst
                ? Because("\(fitting.id), because it does the least, so the least can go wrong", .taste)
                : Because("\(fitting.id), because it is the simplest that has what you asked for", .knowledge)
        )
    }

    private static func because(_ whose: String, _ range: FreeRange.Proposal, _ wizard: Wizard) -> Because {
        if let enclosed = range.avoided {
            return Because("\(range.text), because \(enclosed.range) is in use: \(enclosed.what)", .machine)
        }
        return Because(
            "\(range.text), because nothing known about this machine overlaps it", range.isSeen ? .machine : .taste)
    }

    func defaults(_ wizard: Wizard) -> [(question: String, value: String)] {
        [
            (Self.policy, "no"), (Self.encryption, "none"), (Self.addOn, Self.wanted(wizard).name),
            (Self.pods, FreeRange.pods(wizard).text), (Self.services, FreeRange.services(wizard).text), (Self.noProxy, "no"),
        ]
    }

    func put(_ value: String, for question: String, into plan: inout ClusterPlan, _ wizard: Wizard) {
        switch question {
        case Self.pods: plan.network.podSubnets = AnswerText.list(value)
        case Self.services: plan.network.serviceSubnets = AnswerText.list(value)
        case Self.addOn: plan.network.addOn.name = value
        case Self.policy: plan.network.addOn.networkPolicy = AnswerText.flag(value)
        case Self.encryption: plan.network.addOn.encryption = ClusterNetwork.Encryption(rawValue: value) ?? .none
        case Self.noProxy: plan.network.addOn.replacesKubeProxy = AnswerText.flag(value)
        default: break
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
