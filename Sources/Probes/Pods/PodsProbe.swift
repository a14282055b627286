import Facts
import Hosts
import YAML

/// Asks the API server for this node's pods, with the kubelet's credentials: which wait or have failed, and why.
struct PodsProbe: Probe {
    let name = "pods"
    let subject = "this node's pods"
    let gives: [FactKey] = [PodFacts.waiting, PodFacts.starting, PodFacts.notReady, PodFacts.leaving]
    let needs: [FactKey] = [
        KubeletFacts.kubeconfig, NodeFacts.name, APIServerFacts.answers, APIServerFacts.address, APIServerFacts.endpoint,
    ]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        guard known.flag(APIServerFacts.answers) == true,
            let endpoint = known.text(APIServerFacts.endpoint) ?? known.text(APIServerFacts.address),
            let node = known.text(NodeFacts.name)
        else {
            facts.miss(gives, known.reason(APIServerFacts.answers) ?? "The API server does not answer.")
            return facts
        }
        let path = known.text(KubeletFacts.kubeconfig) ?? "/etc/kubernetes/kubelet.conf"
        do {
            let kubeconfig = try await KubeconfigContents.read(path, at: host)
            let address = known.text(APIServerFacts.address)
            let client = APIClient(
                host: host, kubeconfigPath: path, kubeconfig: kubeconfig, endpoint: endpoint,
                server: address == endpoint ? nil : address)
            write(
                await client.get(
                    "/api/v1/pods?fieldSelector=spec.nodeName%3D\(node)&limit=500", orWith: OtherCredentials.mayRead),
                &facts)
        } catch {
            facts.miss(gives, (error as? HostError)?.reason ?? "\(path) could not be read.")
        }
        return facts
    }

    private func write(_ answer: APIClient.Answer, _ facts: inout FactSet) {
        switch answer {
        case .body(let body, true):
            guard let list = JSONText.parse(Array(body.utf8)), let items = list["items"]?.array else {
                return facts.miss(gives, "The API server's answer about this node's pods could not be read.")
            }
            let source = Source("GET /api/v1/pods of this node")
            facts.set(PodFacts.waiting, items.flatMap(PodObject.waiting), from: source)
            facts.set(PodFacts.starting, items.compactMap(PodObject.starting), from: source)
            facts.set(PodFacts.leaving, items.compactMap(PodObject.leaving), from: source)
            facts.set(PodFacts.notReady, items.flatMap(PodObject.notReady), from: source)
        case .body(_, false): facts.miss(gives, "The API server could not return this node's pods.")
        case .refused(let why), .unasked(let why): facts.miss(gives, why)
        case .silence(let why): facts.miss(gives, "The API server did not answer: \(why)")
        }
    }
}
