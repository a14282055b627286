import Facts
import Hosts
import YAML

/// Asks the API server, on a control-plane node, which APIs of other servers it cannot reach: the metrics API and its like.
struct APIServicesProbe: Probe {
    let name = "api-services"
    let subject = "the APIs of other servers"
    let gives: [FactKey] = [APIServerFacts.unavailableServices]
    let needs: [FactKey] = [APIServerFacts.answers, APIServerFacts.address]
    private static let path = "/etc/kubernetes/admin.conf"

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        let key = APIServerFacts.unavailableServices
        guard known.flag(APIServerFacts.answers) == true, let address = known.text(APIServerFacts.address) else {
            facts.miss(key, known.reason(APIServerFacts.answers) ?? "The API server does not answer.")
            return facts
        }
        do {
            let kubeconfig = try KubeconfigContents(try await host.read(Self.path).bytes, path: Self.path)
            let endpoint = kubeconfig.server ?? address
            let client = APIClient(
                host: host, kubeconfigPath: Self.path, kubeconfig: kubeconfig, endpoint: endpoint,
                server: address == endpoint ? nil : address)
            switch await client.get("/apis/apiregistration.k8s.io/v1/apiservices?limit=500") {
            case .body(let body, true):
                guard let items = JSONText.parse(Array(body.utf8))?["items"]?.array else {
                    facts.miss(key, "The API server's answer about its APIServices could not be read.")
                    return facts
                }
                facts.set(key, items.compactMap(Self.unavailable), from: Source("GET the APIServices of the cluster"))
            case .body(_, false): facts.miss(key, "The API server could not return its APIServices.")
            case .refused(let why), .unasked(let why): facts.miss(key, why)
            case .silence(let why): facts.miss(key, "The API server did not answer: \(why)")
            }
        } catch {
            let failure = error as? HostError
            let isWorker = failure?.isAbsence == true
            facts.miss(
                key,
                isWorker
                    ? "The kubelet may not see the cluster's APIServices; \(Self.path), which may see all, is not on this node."
                    : failure?.reason ?? "\(Self.path) could not be read.")
        }
        return facts
    }

    /// A row where a Service stands behind it and its condition Available is False (kube-aggregator, apiregistration/v1).
    static func unavailable(_ item: YAMLNode) -> Row<APIServerFacts.Service>? {
        guard let name = item["metadata"]["name"]?.text, let service = item["spec"]["service"]["name"]?.text,
            let available = item["status"]["conditions"]?.array?.first(where: { $0["type"]?.text == "Available" }),
            available["status"]?.text == "False"
        else { return nil }
        let since = available["lastTransitionTime"]?.text.flatMap { Instant(rfc3339: $0) }
        let message = available["message"]?.text.map { String($0.prefix(600)) }
        return Row(
            [
                .name: .text(name), .service: .text("\(item["spec"]["service"]["namespace"]?.text ?? "")/\(service)"),
                .reason: .text(ifAny: available["reason"]?.text), .message: .text(ifAny: message), .since: .instant(ifAny: since),
            ], from: Source("GET APIService \(name)", message ?? available["reason"]?.text ?? "", at: since))
    }
}
