import Addresses
import Steps

/// What an add-on's installation looks at.
struct AddOnSite: Sendable {
    let context: PlanContext
    let addOn: AddOn
    /// The first control plane, where it is installed from.
    let machine: Machine

    var choice: ClusterNetwork.AddOnChoice { context.plan.network.addOn }
    /// The version to install: the plan's, else the one that suits the release.
    var version: String { addOn.meant(context) }
    /// Without the v that some projects put before it.
    var plainVersion: String { String(version.drop { $0 == "v" }) }
    /// The folder of its files on the machine.
    var folder: String { "/etc/drydock/add-ons/\(addOn.id)" }

    var podRanges: [IPRange] { context.plan.network.podSubnets.compactMap { IPRange($0) } }
    var serviceRanges: [IPRange] { context.plan.network.serviceSubnets.compactMap { IPRange($0) } }
    var podIPv4: IPRange? { podRanges.first { !$0.isIPv6 } }
    var podIPv6: IPRange? { podRanges.first(where: \.isIPv6) }
    var podText: String { podRanges.map(\.description).joined(separator: ",") }
    var serviceText: String { serviceRanges.map(\.description).joined(separator: ",") }
    /// Whether the pod range is the one that the add-on takes where nobody says otherwise.
    var hasDefaultRange: Bool { podRanges.map(\.description) == [addOn.defaultPodSubnet ?? ""] }
    /// What nodes must let through between each other.
    var ports: [String] { addOn.ports(in: context.plan) }
    var endpoint: ClusterEndpoint { context.plan.endpoint }
    /// The API as pods reach it that run before Services do: the endpoint, or the first control plane where it has no name.
    var apiHost: String { endpoint.name.isEmpty ? machine.address : endpoint.name }
    var apiPort: Int { endpoint.name.isEmpty ? ClusterEndpoint.apiServerPort : endpoint.port }
    var apiURL: String { "https://" + (apiHost.contains(":") ? "[\(apiHost)]" : apiHost) + ":\(apiPort)" }
    var hasWindows: Bool { context.plan.machines.contains(where: \.isWindows) }
    /// Machines that run pods, Linux and Windows.
    var nodes: [Machine] { context.plan.machines.filter { $0.roles.contains(.controlPlane) || $0.roles.contains(.worker) } }

    /// A file that comes from the net, with its sum where drydock knows it.
    func download(_ url: String, as name: String, mode: UInt16 = 0o644) -> Action {
        let path = "\(folder)/\(name)"
        let proof = addOn.proof(of: String(url.split(separator: "/").last ?? ""), version)
        return .fetch(Fetch(url, to: path, mode: mode, proof: proof))
    }

    /// What the add-on opens and takes: sentences for a step's reason.
    var facts: String {
        let ports = ports.isEmpty ? "" : " Nodes must let each other through on \(ports.joined(separator: ", "))."
        let overhead =
            addOn.overhead == 0
            ? ""
            : " Its wrapping takes \(addOn.overhead) bytes of each packet, so pods get an MTU that much smaller than the nodes' interface."
        return ports + overhead
    }

    /// Its images that come from the plan's registry, each without its tag beside where it is published; empty where machines reach the
    /// project's own.
    var movedImages: [String: String] {
        let plan = context.plan
        guard plan.images.isAirGapped, !plan.images.repository.isEmpty else { return [:] }
        let names = addOn.images(of: version).compactMap { image in image.lastIndex(of: ":").map { String(image[..<$0]) } }
        return Dictionary(names.map { ($0, plan.images.place($0)) }) { first, _ in first }
    }

    /// Where an image of its comes from, without its tag.
    func place(_ image: String) -> String { context.plan.images.place(image) }

    /// Waits for a daemon set or deployment, or asks whether it is there.
    func rollout(_ kind: String, _ name: String, in namespace: String? = nil, seconds: Int) -> [String] {
        AdminKubectl.words(
            "--namespace", namespace ?? addOn.namespace, "rollout", "status", "\(kind)/\(name)", "--timeout=\(seconds)s")
    }
}
