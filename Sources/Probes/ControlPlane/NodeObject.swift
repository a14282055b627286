import Facts
import YAML

/// The node's own object in the cluster: `GET /api/v1/nodes/NAME`.
enum NodeObject {
    static let keys = [
        NodeStatusFacts.isRegistered, NodeStatusFacts.isReady, NodeStatusFacts.ready, NodeStatusFacts.readyReason,
        NodeStatusFacts.readyMessage, NodeStatusFacts.readySince, NodeStatusFacts.pressures, NodeStatusFacts.isUnschedulable,
        NodeStatusFacts.taints, NodeStatusFacts.labels, NodeStatusFacts.podCIDRs, NodeStatusFacts.internalIPs,
    ]

    static func write(_ answer: APIClient.Answer, _ source: Source, _ facts: inout FactSet) {
        switch answer {
        case .body(let body, false) where isNotFound(body):
            facts.set(NodeStatusFacts.isRegistered, false, from: Source(source.origin, "not found"))
            for key in keys.dropFirst() { facts.setAbsent(key, from: source) }
        case .body(let body, true):
            guard let node = JSONText.parse(Array(body.utf8)), node["kind"]?.text == "Node" else {
                return facts.miss(keys, "The API server's answer about this node could not be read.")
            }
            facts.set(NodeStatusFacts.isRegistered, true, from: source)
            write(conditions: node["status"]["conditions"]?.array ?? [], source, &facts)
            write(spec: node, source, &facts)
        case .body(_, false): facts.miss(keys, "The API server could not return this node's object.")
        case .refused(let why), .unasked(let why): facts.miss(keys, why)
        case .silence(let why): facts.miss(keys, "The API server did not answer: \(why)")
        }
    }

    /// Whether the API says that there is no such node: in kubectl's words, or as its Status object.
    ///
    /// Another 404 says nothing of nodes.
    static func isNotFound(_ body: String) -> Bool {
        if body.contains("(NotFound): nodes \"") { return true }
        guard let status = JSONText.parse(Array(body.utf8)), status["kind"]?.text == "Status" else { return false }
        return status["reason"]?.text == "NotFound" && status["details"]["kind"]?.text == "nodes"
    }

    private static func write(conditions: [YAMLNode], _ source: Source, _ facts: inout FactSet) {
        guard let ready = conditions.first(where: { $0["type"]?.text == "Ready" }) else {
            for key in keys[1...5] { facts.setAbsent(key, from: source) }
            facts.setAbsent(NodeStatusFacts.pressures, from: source)
            return
        }
        let status = ready["status"]?.text ?? "Unknown"
        let reason = ready["reason"]?.text ?? ""
        let message = ready["message"]?.text ?? ""
        let since = ready["lastTransitionTime"]?.text.flatMap { Instant(rfc3339: $0) }
        let seen = Source(source.origin, "Ready=\(status) \(reason): \(message)".prefix(300).description, at: since)
        facts.set(NodeStatusFacts.isReady, .flag(status == "True"), from: seen)
        facts.set(NodeStatusFacts.ready, .text(status), from: seen)
        facts.set(NodeStatusFacts.readyReason, .text(reason), from: seen)
        facts.set(NodeStatusFacts.readyMessage, .text(message), from: seen)
        facts.set(NodeStatusFacts.readySince, .instant(ifAny: since), from: seen)
        let pressures = conditions.filter { $0["type"]?.text != "Ready" && $0["status"]?.text == "True" }.compactMap {
            $0["type"]?.text
        }
        facts.set(NodeStatusFacts.pressures, .list(pressures), from: Source(source.origin, pressures.joined(separator: ", ")))
    }

    private static func write(spec node: YAMLNode, _ source: Source, _ facts: inout FactSet) {
        facts.set(NodeStatusFacts.isUnschedulable, .flag(node["spec"]["unschedulable"]?.bool ?? false), from: source)
        let taints = (node["spec"]["taints"]?.array ?? []).map { taint in
            let value = taint["value"]?.text.map { "=\($0)" } ?? ""
            return "\(taint["key"]?.text ?? "")\(value):\(taint["effect"]?.text ?? "")"
        }
        facts.set(NodeStatusFacts.taints, .list(taints), from: Source(source.origin, taints.joined(separator: ", ")))
        let labels = (node["metadata"]["labels"]?.entries ?? []).map { "\($0.key.name)=\($0.value.text ?? "")" }
        facts.set(NodeStatusFacts.labels, .list(labels), from: source)
        facts.set(NodeStatusFacts.podCIDRs, .list((node["spec"]["podCIDRs"]?.array ?? []).compactMap(\.text)), from: source)
        let addresses = (node["status"]["addresses"]?.array ?? []).filter { $0["type"]?.text == "InternalIP" }.compactMap {
            $0["address"]?.text
        }
        facts.set(NodeStatusFacts.internalIPs, .list(addresses), from: Source(source.origin, addresses.joined(separator: ", ")))
    }
}
