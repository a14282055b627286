import Addresses

/// The cluster's ranges share no address with each other, with a machine, or with the endpoint.
struct RangesAreFree: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        let ranges = ClusterRange.all(checked)
        return between(ranges) + ranges.flatMap { hosts($0, checked.plan) } + addOnDefault(checked)
    }

    private func between(_ ranges: [ClusterRange]) -> [PlanProblem] {
        var out: [PlanProblem] = []
        for (index, range) in ranges.enumerated() {
            for other in ranges[..<index] where range.range.overlaps(other.range) && range.what != other.what {
                out.append(
                    PlanProblem(
                        range.path,
                        "\(range.range) for \(range.what) and \(other.range) for \(other.what) overlap. Use ranges that do not overlap."
                    ))
            }
        }
        return out
    }

    private func hosts(_ range: ClusterRange, _ plan: ClusterPlan) -> [PlanProblem] {
        var out: [PlanProblem] = []
        for machine in plan.machines {
            for text in machine.addresses where IPAddress(text).map({ range.range.contains($0) }) == true {
                out.append(
                    PlanProblem(
                        range.path,
                        "\(range.range) for \(range.what) holds \(text), the address of \(machine.name). Pods could not reach that machine. Use a range in which no machine has an address."
                    ))
            }
        }
        for text in [plan.endpoint.address, plan.endpoint.name] where IPAddress(text).map({ range.range.contains($0) }) == true {
            out.append(
                PlanProblem(
                    range.path, "\(range.range) for \(range.what) holds \(text), the endpoint's address. Use another range."))
        }
        return out
    }

    /// An add-on of a version of the person's own choice may not take the pod range from the plan; ours always does, so only say
    /// where the default is known to enclose the Services.
    private func addOnDefault(_ checked: CheckedPlan) -> [PlanProblem] {
        guard checked.plan.tool != .kubeadm, let addOn = checked.addOn, let text = addOn.defaultPodSubnet,
            let range = IPRange(text)
        else { return [] }
        return ClusterRange.services(checked).filter { range.overlaps($0.range) }.map {
            .warning(
                Setting.addOnName.id,
                "\(addOn.title) uses \(text) for pods by default, which overlaps with \($0.range) for Services. Make sure that the tool passes the plan's range on to it."
            )
        }
    }
}

/// A range that the cluster will use, and where the plan file says so.
struct ClusterRange: Equatable {
    var range: IPRange
    /// `pods`, `Services`, or whose it is.
    var what: String
    var path: String

    static func all(_ checked: CheckedPlan) -> [ClusterRange] {
        let pods = list(checked.plan.network.podSubnets, "pods", .podSubnets)
        return pods + services(checked) + own(checked)
    }

    static func services(_ checked: CheckedPlan) -> [ClusterRange] {
        list(checked.plan.network.serviceSubnets, "Services", .serviceSubnets)
    }

    private static func list(_ texts: [String], _ what: String, _ setting: Setting) -> [ClusterRange] {
        texts.enumerated().compactMap { index, text in
            IPRange(text).map { ClusterRange(range: $0, what: what, path: "\(setting.id)[\(index)]") }
        }
    }

    /// A third range, of the add-on itself.
    private static func own(_ checked: CheckedPlan) -> [ClusterRange] {
        guard let addOn = checked.addOn, let range = addOn.ownSubnet.flatMap({ IPRange($0) }) else { return [] }
        return [ClusterRange(range: range, what: "\(addOn.title) itself", path: Setting.addOnName.id)]
    }
}
