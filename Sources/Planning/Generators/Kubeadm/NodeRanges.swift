import Addresses

/// How large a piece of the pod range each node gets.
///
/// The controller manager gives /24 and /64 by default, and kubeadm refuses a piece that is more than 16 bits longer than the
/// range (cmd/kubeadm/app/apis/kubeadm/validation, 1.23 to 1.36).
enum NodeRanges {
    static let mostBits = 16

    /// Flags of the controller manager; none where the defaults fit.
    static func arguments(_ network: ClusterNetwork) -> [ExtraArgument] {
        let ranges = network.podSubnets.compactMap { IPRange($0) }
        return ranges.compactMap { range in
            guard let length = length(range) else { return nil }
            let name = ranges.count == 2 ? "node-cidr-mask-size-\(range.isIPv6 ? "ipv6" : "ipv4")" : "node-cidr-mask-size"
            return ExtraArgument(name: name, value: String(length))
        }
    }

    /// The prefix length to ask for; nil where the default fits.
    static func length(_ range: IPRange) -> Int? {
        let usual = range.isIPv6 ? 64 : 24
        if range.length < usual, usual - range.length <= mostBits { return nil }
        if range.length < usual { return range.length + mostBits }
        // The default would leave no piece for a second node.
        return min(range.length + 4, range.length + range.hostBits)
    }
}
