import Facts

/// Which addresses are pods of this node, and whose: by the files of host-local, and by the routes to single pods that add-ons
/// without a bridge lay.
struct PodNames {
    /// Address to `namespace/name`; nil for a pod whose name is not known.
    private let pods: [String: String?]
    /// Whether anything tells of this node's pods.
    let isKnown: Bool

    init(leases: [Row]?, routes: [Row]?) {
        let routed = (routes ?? []).compactMap { route -> String? in
            guard let range = route.text("destination"), range.hasSuffix("/32"), route.text("gateway") == nil,
                PodInterface.isOfOnePod(route.text("interface") ?? "")
            else { return nil }
            return String(range.dropLast(3))
        }
        var pods: [String: String?] = [:]
        for address in routed { pods[address] = .some(nil) }
        for lease in leases ?? [] {
            if let address = lease.text("address") { pods[address] = .some(lease.text("pod")) }
        }
        self.pods = pods
        isKnown = leases != nil || !routed.isEmpty
    }

    func isPod(_ address: String) -> Bool { pods[address] != nil }

    /// `hairpin/web-a at 10.244.0.81`, or `the pod at 10.244.0.81`.
    func name(_ address: String) -> String {
        pods[address].flatMap(\.self).map { "\($0) at \(address)" } ?? "the pod at \(address)"
    }

    /// The same of an endpoint of a Service, which may be no pod of this node.
    func name(ofEndpoint address: String) -> String { isPod(address) ? name(address) : "the endpoint at \(address)" }
}
