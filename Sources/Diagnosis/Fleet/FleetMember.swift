import Facts
import Text

/// What is kept of one node to compare it with the others of its fleet: a few values, so that a thousand nodes stay small.
public struct FleetMember: Sendable, Equatable {
    /// The node's name; where a capture does not tell it, the capture's own.
    public var name: String
    /// `control-plane`, `etcd`, `worker` or `none`.
    public var role: String
    /// The node's clock at the look.
    public var taken: Instant?
    var machineID, productUUID, kubelet, apiServer, runtime: Seen?
    /// Hardware addresses.
    var macs: [Seen]
    /// The API server's URL in the kubelet's kubeconfig, and SHA-256 of the authority that it trusts.
    var server, authority: Seen?
    var podRanges: [Seen]

    /// A value with where it was seen.
    struct Seen: Sendable, Equatable {
        var value, origin: String
    }

    /// - Parameter capture: what the look is called where the node has no name.
    public init(_ facts: FactSet, capture: String) {
        name = Sanitized.line(facts.text(NodeFacts.name) ?? capture)
        role = Sanitized.line(facts.text(NodeFacts.role) ?? "none")
        taken = facts.instant(TimeFacts.now)
        machineID = Self.seen(facts, MachineIdentityFacts.machineID)
        productUUID = Self.seen(facts, MachineIdentityFacts.productUUID)
        kubelet = Self.seen(facts, KubeletFacts.version)
        apiServer = facts.flag(APIServerFacts.hasManifest) == true ? Self.seen(facts, APIServerFacts.version) : nil
        runtime = Self.seen(facts, RuntimeFacts.version)
        if let runtime, let kind = facts.text(RuntimeFacts.name) {
            self.runtime = Seen(value: "\(Sanitized.line(kind)) \(runtime.value)", origin: runtime.origin)
        }
        macs = (facts.rows(MachineIdentityFacts.interfaces) ?? []).compactMap { row in
            row.text(.mac).map { Self.clean($0.lowercased(), row.source) }
        }
        let kubeconfig = facts.rows(KubeconfigFacts.kubeconfigs)?.first { $0.text(.kind) == "kubelet" }
        if let kubeconfig {
            server = kubeconfig.text(.server).map { Self.clean($0, kubeconfig.source) }
            authority = kubeconfig.text(.authority).map { Self.clean($0, kubeconfig.source) }
        }
        let source = facts.sources(NodeStatusFacts.podCIDRs).first ?? Source("the node object")
        podRanges = (facts.list(NodeStatusFacts.podCIDRs) ?? []).map { Self.clean($0, source) }
    }

    private static func seen(_ facts: FactSet, _ key: FactKey) -> Seen? {
        guard let text = facts.text(key), !text.isEmpty else { return nil }
        return clean(text, facts.sources(key).first ?? Source(key.name))
    }

    private static func clean(_ value: String, _ source: Source) -> Seen {
        Seen(value: Sanitized.line(value), origin: Sanitized.line(source.origin))
    }

    /// A place on this node, as evidence.
    func evidence(_ seen: Seen) -> Evidence { Evidence(source: "\(name): \(seen.origin)", text: seen.value, time: nil) }
}
