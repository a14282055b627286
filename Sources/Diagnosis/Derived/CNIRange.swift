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
        let podRanges = (flag?.text("value") ?? "").split(separator: ",").compactMap { IPv4Range($0) }
        facts.set(CNIFacts.podRange, .text(ifAny: flag?.text("value")), from: flag.map { [$0.source] } ?? [])
        guard let configs = facts.rows(CNIFacts.configs) else {
            facts.miss(
                CNIFacts.winnerIsOutsidePodRange, facts.reason(CNIFacts.configs) ?? "The CNI configurations were not read.")
            return
        }
        let winner = configs.first { $0.flag("isWinner") == true }
        let ranges = (winner?.list("ranges") ?? []).compactMap { IPv4Range($0) }
        guard !podRanges.isEmpty, !ranges.isEmpty else { return facts.setAbsent(CNIFacts.winnerIsOutsidePodRange) }
        let isOutside = !ranges.contains { range in podRanges.contains { $0.contains(range) } }
        facts.set(CNIFacts.winnerIsOutsidePodRange, .flag(isOutside), from: [winner?.source, flag?.source].compactMap(\.self))
    }
}

/// An IPv4 range such as `10.244.0.0/16`.
struct IPv4Range: Equatable {
    var address: UInt32
    var length: Int

    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/")
        guard parts.count == 2, let length = Int(parts[1]), (0...32).contains(length) else { return nil }
        let bytes = parts[0].split(separator: ".", omittingEmptySubsequences: false).compactMap { UInt8($0) }
        guard bytes.count == 4, parts[0].split(separator: ".", omittingEmptySubsequences: false).count == 4 else { return nil }
        address = bytes.reduce(0) { $0 << 8 | UInt32($1) }
        self.length = length
    }

    /// Whether the other range lies in this one.
    func contains(_ other: IPv4Range) -> Bool {
        guard other.length >= length else { return false }
        let mask: UInt32 = length == 0 ? 0 : ~UInt32(0) << UInt32(32 - length)
        return address & mask == other.address & mask
    }
}
