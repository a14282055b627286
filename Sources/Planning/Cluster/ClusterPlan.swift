/// The answers from which everything else follows: what a person decided in the wizard or wrote in a plan file
/// (`apiVersion: drydock.dev/v1`, `kind: ClusterPlan`). It holds no secrets and nothing that was computed.
public struct ClusterPlan: Sendable, Equatable {
    /// The cluster's name, as kubeconfig contexts carry it.
    public var name = "kubernetes"
    public var purpose = Purpose.tryOut
    public var tool = Tool.kubeadm
    public var release = KubernetesVersion(minor: 36)
    public var topology = Topology.single
    public var machines: [Machine] = []
    public var endpoint = ClusterEndpoint()
    public var runtime = RuntimeChoice()
    public var cgroupDriver = CgroupDriver.systemd
    public var network = ClusterNetwork()
    public var images = ImageSource()
    public var controlPlane = ControlPlaneSettings()
    public var etcd = EtcdSettings()
    public var kubelet = KubeletSettings()
    public var kubeProxy = KubeProxySettings()
    /// Feature gates of the Kubernetes components, by name.
    public var featureGates: [String: Bool] = [:]
    /// Feature gates of kubeadm itself, by name.
    public var kubeadmFeatureGates: [String: Bool] = [:]
    public var certificates = CertificateSettings()
    public var proxy = ProxySettings()
    /// The cluster that is there already, where machines are added to it or taken out of it; nil where a cluster is made.
    public var existing: ExistingCluster?

    public init() {}

    /// What the cluster is for.
    public enum Purpose: String, Sendable, CaseIterable, Codable {
        case tryOut = "try"
        case survive
        case fleet
    }

    /// The tool that makes it.
    public enum Tool: String, Sendable, CaseIterable, Codable { case kubeadm, kubespray, kops, managed }

    /// How control planes and etcd stand to each other.
    public enum Topology: String, Sendable, CaseIterable, Codable { case single, stacked, external }

    public enum CgroupDriver: String, Sendable, CaseIterable, Codable { case systemd, cgroupfs }
}

extension ClusterPlan {
    public func machines(_ role: Machine.Role) -> [Machine] { machines.filter { $0.roles.contains(role) } }

    /// The machine on which the cluster begins: the first control plane of the list.
    public var firstControlPlane: Machine? { machines(.controlPlane).first }

    /// The machines that run etcd: of the control plane where it is stacked, else those of the role etcd.
    public var etcdMachines: [Machine] { topology == .external ? machines(.etcd) : machines(.controlPlane) }

    /// The endpoint's port where nobody says otherwise: beside the API servers haproxy needs another than theirs.
    package var usualEndpointPort: Int {
        endpoint.balancer == .haproxyKeepalived && machines(.loadBalancer).isEmpty ? 8443 : 6443
    }

    /// The machine through which the cluster that is there is asked; nil where none is named, or none is there.
    public var throughMachine: Machine? {
        guard let existing, !existing.through.isEmpty else { return nil }
        return machines.first { $0.name == existing.through }
    }

    /// The machines that the work is for: all but the one that it goes through.
    public var changedMachines: [Machine] {
        throughMachine.map { through in machines.filter { $0.name != through.name } } ?? machines
    }

    /// Whether pods and Services have addresses of both families.
    public var isDualStack: Bool { network.families.count == 2 }
}
