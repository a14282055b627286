import Addresses

/// Ranges can be read, name their first address, and are one or one of each family.
struct RangesAreExact: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        let network = checked.plan.network
        return list(network.podSubnets, .podSubnets, "pods", "10.244.0.0/16")
            + list(network.serviceSubnets, .serviceSubnets, "Services", "10.96.0.0/12")
    }

    private func list(_ texts: [String], _ setting: Setting, _ what: String, _ example: String) -> [PlanProblem] {
        let path = setting.id
        if texts.isEmpty { return [PlanProblem(path, "There is no range for \(what). Give one, such as \(example).")] }
        var out: [PlanProblem] = []
        for (index, text) in texts.enumerated() {
            guard let range = IPRange(text) else {
                out.append(PlanProblem("\(path)[\(index)]", "\"\(text)\" is not a range of addresses such as \(example)."))
                continue
            }
            if !range.isExact {
                out.append(
                    PlanProblem(
                        "\(path)[\(index)]", "\(text) names an address inside its range. Write the range itself: \(range)."))
            }
        }
        let ranges = texts.compactMap { IPRange($0) }
        if texts.count > 2 {
            out.append(
                PlanProblem(path, "There are \(texts.count) ranges for \(what), but a cluster has one, or one of each family."))
        } else if ranges.count == 2, ranges[0].isIPv6 == ranges[1].isIPv6 {
            out.append(
                PlanProblem(
                    path,
                    "Both ranges for \(what), \(texts[0]) and \(texts[1]), are of the family \(ranges[0].isIPv6 ? "IPv6" : "IPv4"). A cluster has one range of each family."
                ))
        }
        return out
    }
}
