import Addresses
import Facts

/// Whether the CNI configuration that wins belongs to this cluster: whether it gives addresses of the cluster's pod range.
enum CNIRange {
    private static let gives = [CNIFacts.winnerIsOutsidePodRange, CNIFacts.fittingLoser]

    static let derivation = Derivation(gives: gives) { facts in
        guard let flags = facts.rows(ManifestFacts.flags) else {
            facts.miss(
                gives,
                facts.reason(ManifestFacts.flags) ?? "The manifests were not read.")
            return
        }
        let flag = flags.first { $0.text(.component) == "kube-controller-manager" && $0.text(.flag) == "cluster-cidr" }
        let podRanges = (flag?.text(.value) ?? "").split(separator: ",").compactMap { IPRange($0) }
        guard let configs = facts.rows(CNIFacts.configs) else {
            facts.miss(
                [CNIFacts.winnerIsOutsidePodRange, CNIFacts.fittingLoser],
                facts.reason(CNIFacts.configs) ?? "The CNI configurations were not read.")
            return
        }
        let winner = configs.first { $0.flag(.isWinner) == true }
        setLoser(configs, winner, podRanges, &facts)
        let ranges = (winner?.list(.ranges) ?? []).compactMap { IPRange($0) }
        // A family that the cluster does not have tells nothing: its ranges are left out.
        let families = Set(podRanges.map(\.isIPv6))
        let comparable = ranges.filter { families.contains($0.isIPv6) }
        guard !comparable.isEmpty else { return facts.setAbsent(CNIFacts.winnerIsOutsidePodRange) }
        let isOutside = !comparable.contains { range in podRanges.contains { $0.contains(range) } }
        facts.set(CNIFacts.winnerIsOutsidePodRange, .flag(isOutside), from: [winner?.source, flag?.source].compactMap(\.self))
    }

    /// The configuration that would give addresses of the pod range and lacks nothing, where the winner cannot work.
    private static func setLoser(
        _ configs: [Row<CNIFacts.Config>], _ winner: Row<CNIFacts.Config>?, _ podRanges: [IPRange], _ facts: inout FactSet
    ) {
        if case .unknown(let reason)? = winner?[.lacks] { return facts.miss(CNIFacts.fittingLoser, reason) }
        guard winner?.text(.lacks) != nil else { return facts.setAbsent(CNIFacts.fittingLoser) }
        let loser = configs.first { row in
            row.flag(.isWinner) == false && row.flag(.isValid) == true && row[.lacks] == .absent
                && row.list(.ranges).compactMap { IPRange($0) }.contains { range in
                    podRanges.contains { $0.contains(range) }
                }
        }
        facts.set(CNIFacts.fittingLoser, .text(ifAny: loser?.text(.path)), from: loser.map { [$0.source] } ?? [])
    }
}
