import Facts
import Hosts
import YAML

/// Asks the API server, on a control-plane node, which admission webhooks it has. With admin.conf; super-admin.conf is never used.
struct WebhooksProbe: Probe {
    let name = "webhooks"
    let subject = "the cluster's admission webhooks"
    let gives: [FactKey] = [AdmissionFacts.webhooks]
    let needs: [FactKey] = [APIServerFacts.hasManifest, APIServerFacts.answers, APIServerFacts.address]
    private static let path = "/etc/kubernetes/admin.conf"
    private static let kinds = ["validatingwebhookconfiguration", "mutatingwebhookconfiguration"]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        guard known.flag(APIServerFacts.hasManifest) == true else {
            facts.miss(AdmissionFacts.webhooks, "Only a control-plane node may see the webhooks.")
            return facts
        }
        guard known.flag(APIServerFacts.answers) == true, let address = known.text(APIServerFacts.address) else {
            facts.miss(AdmissionFacts.webhooks, known.reason(APIServerFacts.answers) ?? "The API server does not answer.")
            return facts
        }
        let kubeconfig: KubeconfigContents
        do {
            kubeconfig = try KubeconfigContents(try await host.read(Self.path).bytes, path: Self.path)
        } catch {
            facts.miss(AdmissionFacts.webhooks, (error as? HostError)?.reason ?? "\(Self.path) could not be read.")
            return facts
        }
        let endpoint = kubeconfig.server ?? address
        let client = APIClient(
            host: host, kubeconfigPath: Self.path, kubeconfig: kubeconfig, endpoint: endpoint,
            server: address == endpoint ? nil : address)
        var rows: [Row<AdmissionFacts.Webhook>] = []
        for kind in Self.kinds {
            switch await client.get("/apis/admissionregistration.k8s.io/v1/\(kind)s?limit=200") {
            case .body(let body, true): rows += Self.rows(body, kind)
            case .body(_, false):
                facts.miss(AdmissionFacts.webhooks, "The API server could not return the webhooks.")
                return facts
            case .refused(let why), .unasked(let why):
                facts.miss(AdmissionFacts.webhooks, why)
                return facts
            case .silence(let why):
                facts.miss(AdmissionFacts.webhooks, "The API server did not answer: \(why)")
                return facts
            }
        }
        facts.set(AdmissionFacts.webhooks, rows, from: Source("GET the cluster's webhook configurations"))
        return facts
    }

    /// One row a webhook (admissionregistration.k8s.io/v1; failurePolicy is Fail where it is left out).
    static func rows(_ body: String, _ kind: String) -> [Row<AdmissionFacts.Webhook>] {
        let items = JSONText.parse(Array(body.utf8))?["items"]?.array ?? []
        return items.flatMap { item -> [Row<AdmissionFacts.Webhook>] in
            guard let object = item["metadata"]["name"]?.text else { return [] }
            return (item["webhooks"]?.array ?? []).enumerated().compactMap { index, webhook in
                guard let name = webhook["name"]?.text else { return nil }
                return Row(
                    [
                        .kind: .text(kind), .configuration: .text(object), .index: .integer(index), .name: .text(name),
                        .policy: .text(webhook["failurePolicy"]?.text ?? "Fail"),
                    ], from: Source("\(kind) \(object)", name))
            }
        }
    }
}
