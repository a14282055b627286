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
                    : "One machine runs everything. If it is lost, so is the cluster."),
            Item(
                subject: "Zones", isReady: zones >= 3,
                says: zones >= 3
                    ? "The etcd members are in \(zones) zones."
                    : "Spread the machines over three zones, so that losing one zone does not take two members with it."),
            Item(
                subject: "Endpoint", isReady: plan.endpoint.balancer != .none,
                says: plan.endpoint.balancer == .none
                    ? "The name points at one machine. Set up a load balancer before adding a second control plane."
                    : "\(plan.endpoint.balancer.rawValue) is in front of the API servers."),
            Item(
                subject: "Workers", isReady: workers >= 2,
                says: "\(workers) workers. Leave room for the pods of a failed worker, and decide who adds the next one."),
        ]
    }

    private static func people(_ plan: ClusterPlan) -> [Item] {
        [
            Item(
                subject: "etcd backup", isReady: nil,
                says:
                    "Take a snapshot each day and after each upgrade, keep it off these machines, and restore one to be sure that it works."
            ),
            Item(
                subject: "Certificates", isReady: nil,
                says:
                    "They are valid for \(plan.certificates.validityHours.map { "\($0) hours" } ?? "a year"). kubeadm upgrade renews them; without an upgrade, run kubeadm certs renew and restart the control plane."
                    + externalMembers(plan)
            ),
            Item(
                subject: "Users and RBAC", isReady: nil,
                says:
                    "admin.conf is for emergencies. Give people their own identities and the narrowest roles; nobody should share a kubeconfig."
            ),
            authorization(plan),
            Item(
                subject: "Firewalls", isReady: nil,
                says:
                    "Between the machines these ports must be open: TCP 6443 and 10250, 2379 and 2380 between etcd and the API servers, 30000 to 32767 for NodePorts, and the network add-on's ports. Where firewalld runs (RHEL, Fedora and SUSE), the plan opens them; ufw, cloud security groups and firewalls between networks are up to you."
            ),
            Item(
                subject: "Quotas", isReady: nil,
                says: "Give each namespace a ResourceQuota and a LimitRange before others use it."),
            Item(
                subject: "Service accounts", isReady: nil,
                says: "Give each program its own, and turn automounting off where it never calls the API."),
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
                    says: "authorization-mode is \(named.value): whoever reaches the API may do everything. Use Node,RBAC.")
            }
            if !modes.contains("RBAC") || !modes.contains("Node") {
                return Item(
                    subject: subject, isReady: false,
                    says:
                        "authorization-mode is \(named.value), without \(modes.contains("RBAC") ? "Node" : "RBAC"): kubeadm's own permissions depend on Node,RBAC."
                )
            }
        }
        if arguments.contains(where: { $0.name == "authorization-config" }) {
            return Item(
                subject: subject, isReady: nil,
                says:
                    "The file named by authorization-config decides who may do what; Node and RBAC must be among its authorizers."
            )
        }
        let off = arguments.last { $0.name == "disable-admission-plugins" }?.value.split(separator: ",") ?? []
        if off.contains("NodeRestriction") {
            return Item(
                subject: subject, isReady: false,
                says: "NodeRestriction is turned off: a compromised kubelet can change the objects of other nodes.")
        }
        return Item(
            subject: subject, isReady: true,
            says: "The API server runs with Node and RBAC, and NodeRestriction. Set Pod Security levels on namespaces.")
    }

    /// Their certificates were signed on the first member, whose ca.key the others do not have.
    private static func externalMembers(_ plan: ClusterPlan) -> String {
        guard plan.topology == .external, let first = plan.machines(.etcd).first else { return "" }
        return
            " Neither renews the certificates of the external etcd members: within the year, create new ones on \(first.name), which holds etcd's ca.key, and copy them over; etcd stops when they expire."
    }

    private static func settings(_ plan: ClusterPlan) -> [Item] {
        [
            Item(
                subject: "Network policy", isReady: plan.network.addOn.networkPolicy,
                says: plan.network.addOn.networkPolicy
                    ? "The add-on enforces NetworkPolicy; start with a policy that denies by default."
                    : "Every pod can talk to every other pod. Choose an add-on that enforces NetworkPolicy before others share the cluster."
            ),
            Item(
                subject: "Secrets", isReady: plan.controlPlane.encryptionAtRest,
                says: plan.controlPlane.encryptionAtRest
                    ? "They are encrypted before etcd stores them. Do not keep the key with the backups."
                    : "They are stored unencrypted in etcd and in its backups."),
            Item(
                subject: "Audit", isReady: plan.controlPlane.auditLog,
                says: plan.controlPlane.auditLog
                    ? "Requests are logged without bodies." : "Without it, nobody can find out later who did what."),
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
            says: "Nodes are added by hand or by your own tooling: a cluster autoscaler needs a provider that creates machines."
        ),
        Item(
            subject: "Node health", isReady: nil,
            says:
                "Run node-problem-detector on every node, and alert on nodes that are not Ready; drydock diagnose exits with 1 on a node with problems."
        ),
    ]
}
