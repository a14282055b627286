import Planning

/// How far the plan is from a cluster for production, subject by subject. Ours to say in words; the subjects are those of the
/// Kubernetes 1.23 documentation, chapter "Production environment".
public enum Readiness {
    /// One subject.
    public struct Item: Sendable, Equatable {
        public var subject: String
        /// Nil where it is not for a plan to settle but for the people who run the cluster.
        public var isReady: Bool?
        public var says: String
    }

    public static func items(_ plan: ClusterPlan) -> [Item] { machines(plan) + people(plan) + settings(plan) + care }

    private static func machines(_ plan: ClusterPlan) -> [Item] {
        let etcd = plan.etcdMachines.count
        let zones = Set(plan.etcdMachines.map(\.zone)).subtracting([""]).count
        let workers = plan.machines(.worker).count
        return [
            Item(
                subject: "Control plane", isReady: etcd >= 3 && plan.machines(.controlPlane).count >= 2,
                says: etcd >= 3
                    ? "\(Quorum.sentence(etcd)) The API has \(plan.machines(.controlPlane).count) servers."
                    : "One machine carries everything. Its loss is the cluster's."),
            Item(
                subject: "Zones", isReady: zones >= 3,
                says: zones >= 3
                    ? "The members of etcd stand in \(zones) zones."
                    : "Give machines three zones, so that no room takes two members with it."),
            Item(
                subject: "Endpoint", isReady: plan.endpoint.balancer != .none,
                says: plan.endpoint.balancer == .none
                    ? "The name points at one machine. Set a balancer before a second control plane matters."
                    : "\(plan.endpoint.balancer.rawValue) stands before the API servers."),
            Item(
                subject: "Workers", isReady: workers >= 2,
                says: "\(workers) workers. Leave room for the pods of one that fails, and plan who adds the next."),
        ]
    }

    private static func people(_ plan: ClusterPlan) -> [Item] {
        [
            Item(
                subject: "etcd backup", isReady: nil,
                says:
                    "Take a snapshot each day and after each upgrade, keep it off these machines, and restore one once to know that it works."
            ),
            Item(
                subject: "Certificates", isReady: nil,
                says:
                    "They live \(plan.certificates.validityHours.map { "\($0) hours" } ?? "a year"). kubeadm upgrade renews them; otherwise kubeadm certs renew, and a restart of the control plane."
                    + externalMembers(plan)
            ),
            Item(
                subject: "Users and RBAC", isReady: nil,
                says:
                    "admin.conf is for emergencies. Give people their own identities and the narrowest roles; no one shares a kubeconfig."
            ),
            authorization(plan),
            Item(
                subject: "Firewalls", isReady: nil,
                says:
                    "Machines must let each other through: TCP 6443 and 10250, 2379 and 2380 between etcd and the API servers, 30000 to 32767 for NodePorts, and the network add-on's ports. Where firewalld runs on RHEL, Fedora and SUSE the plan opens them; ufw, cloud security groups and firewalls between networks are yours."
            ),
            Item(
                subject: "Quotas", isReady: nil,
                says: "Give each namespace a ResourceQuota and a LimitRange before others use it."),
            Item(
                subject: "Service accounts", isReady: nil,
                says: "Each program gets its own, with automounting off where it never calls the API."),
        ]
    }

    /// The flags of the plan win over kubeadm's own.
    private static func authorization(_ plan: ClusterPlan) -> Item {
        let subject = "Authorization and admission"
        let arguments = plan.controlPlane.apiServer.extraArgs
        if let named = arguments.last(where: { $0.name == "authorization-mode" }) {
            let modes = named.value.split(separator: ",").map(String.init)
            if modes.contains("AlwaysAllow") {
                return Item(
                    subject: subject, isReady: false,
                    says: "authorization-mode is \(named.value): whoever reaches the API may do everything. Take Node,RBAC.")
            }
            if !modes.contains("RBAC") || !modes.contains("Node") {
                return Item(
                    subject: subject, isReady: false,
                    says:
                        "authorization-mode is \(named.value), without \(modes.contains("RBAC") ? "Node" : "RBAC"): kubeadm's own rights rest on Node,RBAC."
                )
            }
        }
        if arguments.contains(where: { $0.name == "authorization-config" }) {
            return Item(
                subject: subject, isReady: nil,
                says: "The file of authorization-config decides who may do what; Node and RBAC must be among its authorizers.")
        }
        let off = arguments.last { $0.name == "disable-admission-plugins" }?.value.split(separator: ",") ?? []
        if off.contains("NodeRestriction") {
            return Item(
                subject: subject, isReady: false,
                says: "NodeRestriction is turned off: a kubelet that is taken over may change other nodes' objects.")
        }
        return Item(
            subject: subject, isReady: true,
            says: "The API server runs with Node and RBAC, and NodeRestriction. Set Pod Security levels on namespaces.")
    }

    /// Their certificates were signed on the first member, whose ca.key the others do not have.
    private static func externalMembers(_ plan: ClusterPlan) -> String {
        guard plan.topology == .external, let first = plan.machines(.etcd).first else { return "" }
        return
            " Neither reaches the members of the external etcd: within the year make their certificates anew on \(first.name), which holds etcd's ca.key, and carry them over; etcd stops when they end."
    }

    private static func settings(_ plan: ClusterPlan) -> [Item] {
        [
            Item(
                subject: "Network policy", isReady: plan.network.addOn.networkPolicy,
                says: plan.network.addOn.networkPolicy
                    ? "The add-on enforces NetworkPolicy; begin with one that denies by default."
                    : "Every pod may talk to every other. Choose an add-on that enforces NetworkPolicy before strangers share the cluster."
            ),
            Item(
                subject: "Secrets", isReady: plan.controlPlane.encryptionAtRest,
                says: plan.controlPlane.encryptionAtRest
                    ? "They are encrypted before etcd stores them. Keep the key where the backups are not."
                    : "They lie in etcd and its backups as they are."),
            Item(
                subject: "Audit", isReady: plan.controlPlane.auditLog,
                says: plan.controlPlane.auditLog ? "Requests are logged without bodies." : "Nobody could say later who did what."),
        ]
    }

    private static let care = [
        Item(
            subject: "DNS", isReady: nil,
            says:
                "Two replicas of CoreDNS serve a small cluster; watch their latency, and add replicas or a cache on each node."
        ),
        Item(
            subject: "Growth", isReady: nil,
            says: "Nodes are added by hand or by your own tooling: a cluster autoscaler needs a provider that makes machines."
        ),
        Item(
            subject: "Node health", isReady: nil,
            says:
                "Run node-problem-detector on every node, and alert on nodes that are not Ready; drydock diagnose ends 1 on one that is ill."
        ),
    ]
}
