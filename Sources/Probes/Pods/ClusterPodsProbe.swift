import Facts
import Hosts
import YAML

/// Asks the API server, on a control-plane node, for what the kubelet may not see: the pods that no node was chosen for, and the
/// warnings among the events. With admin.conf; super-admin.conf is never used.
struct ClusterPodsProbe: Probe {
    let name = "cluster pods"
    let subject = "the cluster's pending pods and its events"
    let gives: [FactKey] = [PodFacts.unscheduled, EventFacts.warnings, EventFacts.failedCreations]
    let needs: [FactKey] = [NodeFacts.name, APIServerFacts.answers, APIServerFacts.address, NodeStatusFacts.labels]
    private static let path = "/etc/kubernetes/admin.conf"

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        guard known.flag(APIServerFacts.answers) == true, let address = known.text(APIServerFacts.address),
            let node = known.text(NodeFacts.name)
        else {
            facts.miss(gives, known.reason(APIServerFacts.answers) ?? "The API server does not answer.")
            return facts
        }
        let kubeconfig: KubeconfigContents
        do {
            kubeconfig = try await KubeconfigContents.read(Self.path, at: host)
        } catch {
            let failure = error as? HostError
            facts.miss(
                gives,
                failure?.isAbsence == true
                    ? "The kubelet may see only the pods of its own node, and no events; \(Self.path), which may see all, is not on this node."
                    : failure?.reason ?? "\(Self.path) could not be read.")
            return facts
        }
        let endpoint = kubeconfig.server ?? address
        let client = APIClient(
            host: host, kubeconfigPath: Self.path, kubeconfig: kubeconfig, endpoint: endpoint,
            server: address == endpoint ? nil : address)
        let others = OtherCredentials.mayReadAll
        async let pods = client.get("/api/v1/pods?fieldSelector=spec.nodeName%3D&limit=500", orWith: others)
        async let events = client.get("/api/v1/events?fieldSelector=type%3DWarning&limit=500", orWith: others)
        write(await pods, PodFacts.unscheduled, "the pending pods", &facts) {
            PodObject.unscheduled($0, labels: known.list(NodeStatusFacts.labels))
        }
        let told = await events
        write(told, EventFacts.warnings, "the events", &facts) { EventObject.warning($0, of: node) }
        write(told, EventFacts.failedCreations, "the events", &facts, row: EventObject.failedCreation)
        return facts
    }

    private func write<Columns>(
        _ answer: APIClient.Answer, _ key: TableKey<Columns>, _ what: String, _ facts: inout FactSet,
        row: (YAMLNode) -> Row<Columns>?
    ) {
        switch answer {
        case .body(let body, true):
            guard let items = JSONText.parse(Array(body.utf8))?["items"]?.array else {
                return facts.miss(key, "The API server's answer about \(what) could not be read.")
            }
            facts.set(key, items.compactMap(row), from: Source("GET \(what) of the cluster"))
        case .body(_, false): facts.miss(key, "The API server could not return \(what).")
        case .refused(let why), .unasked(let why): facts.miss(key, why)
        case .silence(let why): facts.miss(key, "The API server did not answer: \(why)")
        }
    }
}

/// An event as the API tells it (core/v1 Event).
enum EventObject {
    /// Who speaks for a node without being on it: a volume that another node holds is told by this controller alone.
    private static let attacher = "attachdetach-controller"

    /// A row where this node's kubelet sent it, or where it is about attaching a volume, to whichever pod.
    static func warning(_ event: YAMLNode, of node: String) -> Row<EventFacts.Warning>? {
        guard
            event["source"]["host"]?.text == node || event["reportingInstance"]?.text == node
                || event["source"]["component"]?.text == attacher || event["reportingComponent"]?.text == attacher
        else { return nil }
        return row(event)
    }

    /// A row where a controller could not create a pod.
    static func failedCreation(_ event: YAMLNode) -> Row<EventFacts.Warning>? {
        event["reason"]?.text == "FailedCreate" ? row(event) : nil
    }

    private static func row(_ event: YAMLNode) -> Row<EventFacts.Warning>? {
        let object = event["involvedObject"]
        guard let kind = object["kind"]?.text, let reason = event["reason"]?.text else { return nil }
        let times = [event["series"]["lastObservedTime"], event["lastTimestamp"], event["eventTime"]]
        let last = times.compactMap { $0?.text.flatMap { Instant(rfc3339: $0) } }.first
        let message = String((event["message"]?.text ?? "").prefix(600))
        let name = object["name"]?.text ?? ""
        return Row(
            [
                .kind: .text(kind), .namespace: .text(ifAny: object["namespace"]?.text), .object: .text(name),
                .reason: .text(reason), .message: .text(message), .last: .instant(ifAny: last),
                .count: .integer(event["series"]["count"]?.int ?? event["count"]?.int ?? 1),
            ], from: Source("event about \(kind) \(name)", "\(reason): \(message.prefix(250))", at: last))
    }
}
