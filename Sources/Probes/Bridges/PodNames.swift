import Addresses
import Facts

/// Which addresses are pods of this node, and whose: by the files of host-local, and by the routes to single pods that add-ons
/// without a bridge lay.
struct PodNames {
    /// Address to `namespace/name`; nil for a pod whose name is not known.
    private let pods: [String: String?]
    /// Whether anything tells of this node's pods.
    let isKnown: Bool

    init(leases: [Row<PodAddressFacts.Lease>]?, routes: [Row<NetworkFacts.Route>]?) {
        let routed = (routes ?? []).compactMap { route -> String? in
            guard let range = route.text(.destination), let length = Self.single.first(where: range.hasSuffix),
                route.text(.gateway) == nil,
                PodInterface.isOfOnePod(route.text(.interface) ?? "")
            else { return nil }
            let address = String(range.dropLast(length.count))
            return (length == "/128") == address.contains(":") ? address : nil
        }
        var pods: [String: String?] = [:]
        for address in routed { pods[address] = .some(nil) }
        for lease in leases ?? [] {
            if let address = lease.text(.address).map({ IPAddress.short($0) }) { pods[address] = .some(lease.text(.pod)) }
        }
        self.pods = pods
        isKnown = leases != nil || !routed.isEmpty
    }

    /// The lengths of ranges of one address.
    private static let single = ["/32", "/128"]

    var addresses: [String] { pods.keys.sorted() }

    func isPod(_ address: String) -> Bool { pods[address] != nil }

    /// `hairpin/web-a at 10.244.0.81`, or `the pod at 10.244.0.81`.
    func name(_ address: String) -> String {
        pods[address].flatMap(\.self).map { "\($0) at \(address)" } ?? "the pod at \(address)"
    }

    /// The same of a pod with several addresses: `hairpin/web-a at 10.244.0.81 and fd00::5`.
    func name(_ addresses: [String]) -> String {
        guard let first = addresses.first else { return "a pod without an address" }
        return ([name(first)] + addresses.dropFirst()).joined(separator: " and ")
    }

    /// The same of an endpoint of a Service, which may be no pod of this node.
    func name(ofEndpoint address: String) -> String { isPod(address) ? name(address) : "the endpoint at \(address)" }
}
