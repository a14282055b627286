/// The webhooks that the API server asks before it stores an object.
public enum AdmissionFacts {
    /// The columns of `webhooks`.
    public enum Webhook: String, TableColumns {
        case kind, configuration, index, name, policy

        public var cell: Cell {
            switch self {
            case .kind: .text("validatingwebhookconfiguration or mutatingwebhookconfiguration", oneOf: .webhookKinds)
            case .configuration: .text("the object that holds it")
            case .index: .integer("which of that object's webhooks it is, counted from 0")
            case .name: .text("the webhook's name")
            case .policy: .text("what happens where it cannot be called: Fail or Ignore", oneOf: .failurePolicies)
            }
        }
    }

    /// Asked with an administrator's kubeconfig.
    public static let webhooks = TableKey("webhooks", Webhook.self, "the admission webhooks of the cluster")

    /// The columns of `failing`.
    public enum FailingWebhook: String, TableColumns {
        case name, service, because, since, last, count, kind, configuration, index, policy

        public var cell: Cell {
            switch self {
            case .name: .text("the webhook's name")
            case .service: .text("the Service that it is called by, as namespace/name; nothing where it is called by an address")
            case .because: .text("why the call fails, in the API server's words")
            case .since: .instant("the first such line of the log")
            case .last: .instant("the newest such line")
            case .count: .integer("how many lines tell it")
            case .kind: .text("the kind of the object that holds it, where the API tells", oneOf: .webhookKinds)
            case .configuration: .text("the object that holds it, where the API tells")
            case .index: .integer("which of that object's webhooks it is, counted from 0")
            case .policy: .text("its failure policy", oneOf: .failurePolicies)
            }
        }
    }

    /// Derived: see `FailingWebhooks`.
    public static let failing = TableKey(
        "webhooks.failing", FailingWebhook.self, "the admission webhooks that cannot be called and keep objects from being stored"
    )

    static let all: [FactKey] = [webhooks, failing]
}
