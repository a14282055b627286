import Addresses
import YAML

/// Ranges keep kubeadm's limits and hold the plan's nodes and pods.
struct RangesAreLargeEnough: PlanCheck {
    /// kubeadm 1.36, app/constants and apis/kubeadm/validation.
    private static let mostServiceBits = 20
    private static let fewestServices = 10
    private static let fewestPods = 14
    private static let mostNodeBits = 16
    /// The kubelet's own default.
    private static let podsPerNode = 110

    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        let network = checked.plan.network
        return network.serviceSubnets.enumerated().compactMap { service($1, "\(Setting.serviceSubnets.id)[\($0)]") }
            + network.podSubnets.enumerated().compactMap { pods($1, "\(Setting.podSubnets.id)[\($0)]", checked) }
    }

    private func service(_ text: String, _ path: String) -> PlanProblem? {
        guard let range = IPRange(text) else { return nil }
        if range.hostBits > Self.mostServiceBits {
            let widest = range.first.bytes.count * 8 - Self.mostServiceBits
            return PlanProblem(path, "\(text) is too wide for Services: the API server takes a /\(widest) at most.")
        }
        if range.count < Self.fewestServices {
            return PlanProblem(
                path,
                "\(text) has \(range.count) addresses, but Services need \(Self.fewestServices) at least, because cluster DNS is the tenth. Use a /\(range.isIPv6 ? 112 : 16) or so."
            )
        }
        return nil
    }

    private func pods(_ text: String, _ path: String, _ checked: CheckedPlan) -> PlanProblem? {
        guard let range = IPRange(text) else { return nil }
        if range.count < Self.fewestPods {
            return PlanProblem(
                path, "\(text) has \(range.count) addresses, but kubeadm wants \(Self.fewestPods) for pods at least.")
        }
        let mask = nodeMask(checked.plan, range)
        if mask < range.length {
            return PlanProblem(
                path,
                "\(text) is smaller than the /\(mask) that each node gets. Use a /\(mask - 8) or so, or a longer node mask.")
        }
        if mask - range.length > Self.mostNodeBits {
            return PlanProblem(
                path,
                "\(text) cut into /\(mask) for each node is more than the controller manager takes: a node's mask is \(Self.mostNodeBits) bits longer than the range at most. Use a /\(mask - Self.mostNodeBits) or longer."
            )
        }
        return nodes(range, mask, text, path, checked)
    }

    private func nodes(_ range: IPRange, _ mask: Int, _ text: String, _ path: String, _ checked: CheckedPlan) -> PlanProblem? {
        let nodes = checked.plan.machines.filter { $0.roles.contains(.worker) || $0.roles.contains(.controlPlane) }.count
        let room = 1 << (mask - range.length)
        if nodes > room {
            return PlanProblem(
                path, "\(text) holds \(room) nodes of a /\(mask) each, but the plan has \(nodes). Use a wider range.")
        }
        let most = podsPerNode(checked.plan)
        let bits = range.first.bytes.count * 8 - mask
        if bits < 31, (1 << bits) - 2 < most {
            return PlanProblem(
                path,
                "A node gets a /\(mask) of \(text), which is \((1 << bits) - 2) addresses, but maxPods is \(most). Use a shorter node mask, or fewer pods."
            )
        }
        return nil
    }

    /// 24 and 64, the controller manager's defaults, or what its flags say.
    private func nodeMask(_ plan: ClusterPlan, _ range: IPRange) -> Int {
        let family = "node-cidr-mask-size-\(range.isIPv6 ? "ipv6" : "ipv4")"
        let arguments = plan.controlPlane.controllerManager.extraArgs
        let given = arguments.last { $0.name == family } ?? arguments.last { $0.name == "node-cidr-mask-size" }
        let fallback = range.isIPv6 ? 64 : 24
        return given.flatMap { Int($0.value) } ?? fallback
    }

    private func podsPerNode(_ plan: ClusterPlan) -> Int {
        if case .integer(let number) = plan.kubelet.config["maxPods"] { return number }
        return Self.podsPerNode
    }
}
