import Addresses
import Facts

/// Whether the CNI configuration that wins belongs to this cluster: whether it gives addresses of the cluster's pod range.
enum CNIRange {
    static let derivation = Derivation(gives: [CNIFacts.winnerIsOutsidePodRange, CNIFacts.podRange]) { facts in
        guard let flags = facts.rows(ManifestFacts.flags) else {
            facts.miss(
                [CNIFacts.winnerIsOutsidePodRange, CNIFacts.podRange],
                facts.reason(ManifestFacts.flags) ?? "The manifests were not read.")
            return
        }
        let flag = flags.first { $0.text("component") == "kube-controller-manager" && $0.text("flag") == "cluster-cidr" }
        let podRanges = (flag?.text("value") ?? "").split(separator: ",").compactMap { IPRange($0) }
        facts.set(CNIFacts.podRange, .text(ifAny: flag?.text("value")), from: flag.map { [$0.source] } ?? [])
        guard let configs = facts.rows(CNIFacts.configs) else {
            facts.miss(
                CNIFacts.winnerIsOutsidePodRange, facts.reason(CNIFacts.configs) ?? "The CNI configurations were not read.")
            return
        }
        let winner = configs.first { $0.flag("isWinner") == true }
        let ranges = (winner?.list("ranges") ?? []).compactMap { IPRange($0) }
        // A family that the cluster does not have tells nothing: its ranges are left out.
        let families = Set(podRanges.map(\.isIPv6))
        let comparable = ranges.filter { families.contains($0.isIPv6) }
        guard !comparable.isEmpty else { return facts.setAbsent(CNIFacts.winnerIsOutsidePodRange) }
        let isOutside = !comparable.contains { range in podRanges.contains { $0.contains(range) } }
        facts.set(CNIFacts.winnerIsOutsidePodRange, .flag(isOutside), from: [winner?.source, flag?.source].compactMap(\.self))
    }
}
