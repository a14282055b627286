import Facts
import Hosts
import YAML

/// Asks the API server for this node's pods, with the kubelet's credentials: which wait or have failed, and why.
struct PodsProbe: Probe {
    let name = "pods"
    let subject = "this node's pods"
    let gives = [PodFacts.waiting]
    let needs = [
        KubeletFacts.kubeconfig, NodeFacts.name, APIServerFacts.answers, APIServerFacts.address, APIServerFacts.endpoint,
    ]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        guard known.flag(APIServerFacts.answers) == true, let endpoint = known.text(APIServerFacts.endpoint),
            let node = known.text(NodeFacts.name)
        else {
            facts.miss(PodFacts.waiting, known.reason(APIServerFacts.answers) ?? "The API server does not answer.")
            return facts
        }
        let path = known.text(KubeletFacts.kubeconfig) ?? "/etc/kubernetes/kubelet.conf"
        do {
            let kubeconfig = try KubeconfigContents(try await host.read(path).bytes, path: path)
            let address = known.text(APIServerFacts.address)
            let client = APIClient(
                host: host, kubeconfigPath: path, kubeconfig: kubeconfig, endpoint: endpoint,
                server: address == endpoint ? nil : address)
            write(await client.get("/api/v1/pods?fieldSelector=spec.nodeName%3D\(node)&limit=500"), &facts)
        } catch {
            facts.miss(PodFacts.waiting, (error as? HostError)?.description ?? "\(path) could not be read.")
        }
        return facts
    }

    private func write(_ answer: APIClient.Answer, _ facts: inout FactSet) {
        switch answer {
        case .body(let body, true):
            guard let list = JSONText.parse(Array(body.utf8)), let items = list["items"]?.array else {
                return facts.miss(PodFacts.waiting, "The API server's answer about this node's pods could not be read.")
            }
            facts.set(PodFacts.waiting, .rows(items.flatMap(PodObject.waiting)), from: Source("GET /api/v1/pods of this node"))
        case .body(_, false): facts.miss(PodFacts.waiting, "The API server could not tell of this node's pods.")
        case .refused(let why), .unasked(let why): facts.miss(PodFacts.waiting, why)
        case .silence(let why): facts.miss(PodFacts.waiting, "The API server did not answer: \(why)")
        }
    }
}

/// A pod as the API tells it.
enum PodObject {
    /// A row for the pod where it failed as a whole, and one for each container that waits for more than its turn.
    static func waiting(_ pod: YAMLNode) -> [Row] {
        let namespace = pod["metadata"]["namespace"]?.text ?? ""
        let name = pod["metadata"]["name"]?.text ?? ""
        let source = Source("GET /api/v1/namespaces/\(namespace)/pods/\(name)")
        func row(_ container: String?, _ reason: String, _ message: String?, _ image: String?) -> Row {
            let words = message.map { String($0.prefix(600)) }
            return Row(
                [
                    "namespace": .text(namespace), "pod": .text(name), "name": .text(ifAny: container), "reason": .text(reason),
                    "message": .text(ifAny: words), "image": .text(ifAny: image),
                ], from: Source(source.origin, "\(reason)\(words.map { ": \($0.prefix(250))" } ?? "")"))
        }
        var rows: [Row] = []
        if pod["status"]["phase"]?.text == "Failed", let reason = pod["status"]["reason"]?.text {
            rows.append(row(nil, reason, pod["status"]["message"]?.text, nil))
        }
        for list in ["initContainerStatuses", "containerStatuses"] {
            for status in pod["status"][list]?.array ?? [] {
                guard let reason = status["state"]["waiting"]["reason"]?.text else { continue }
                if ["ContainerCreating", "PodInitializing"].contains(reason) { continue }
                rows.append(row(status["name"]?.text, reason, status["state"]["waiting"]["message"]?.text, status["image"]?.text))
            }
        }
        return rows
    }
}
