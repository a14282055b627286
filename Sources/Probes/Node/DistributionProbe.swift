import Facts
import Hosts

/// Whether another distribution of Kubernetes than kubeadm runs this machine: told by the folders that each of them makes.
struct DistributionProbe: Probe {
    let name = "distribution"
    let subject = "which distribution of Kubernetes this is"
    let gives: [FactKey] = [NodeFacts.distribution, NodeFacts.hasOwnKubelet]
    let needs: [FactKey] = []

    private struct Mark {
        var name: String
        /// Any of them tells it.
        var paths: [String]
        var hasOwnKubelet: Bool
    }

    /// k3s 1.31 pkg/datadir and install.sh; RKE2 docs, Anatomy; k0s docs, file locations; MicroK8s is a snap; kind images/base;
    /// minikube pkg/minikube/vmpath; amazon-eks-ami; GKE's kube-env; AgentBaker of AKS.
    private static let marks = [
        Mark(name: "RKE2", paths: ["/var/lib/rancher/rke2", "/etc/rancher/rke2"], hasOwnKubelet: true),
        Mark(name: "k3s", paths: ["/var/lib/rancher/k3s", "/etc/rancher/k3s"], hasOwnKubelet: true),
        Mark(name: "k0s", paths: ["/var/lib/k0s", "/etc/k0s"], hasOwnKubelet: true),
        Mark(name: "MicroK8s", paths: ["/var/snap/microk8s"], hasOwnKubelet: true),
        Mark(name: "kind", paths: ["/kind/kubeadm.conf", "/kind/version"], hasOwnKubelet: false),
        Mark(name: "minikube", paths: ["/var/lib/minikube"], hasOwnKubelet: false),
        Mark(name: "Amazon EKS", paths: ["/etc/eks/bootstrap.sh", "/etc/eks/nodeadm"], hasOwnKubelet: false),
        Mark(name: "Google GKE", paths: ["/home/kubernetes/kube-env"], hasOwnKubelet: false),
        Mark(name: "Azure AKS", paths: ["/opt/azure/containers/provision.complete"], hasOwnKubelet: false),
    ]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        var unseen: Reason?
        for mark in Self.marks {
            for path in mark.paths {
                do throws(HostError) {
                    _ = try await host.status(path)
                    facts.set(NodeFacts.distribution, .text(mark.name), from: Source(path))
                    facts.set(NodeFacts.hasOwnKubelet, .flag(mark.hasOwnKubelet), from: Source(path))
                    return facts
                } catch {
                    // What an older drydock did not ask hides nothing of a node that kubeadm made.
                    if !error.isAbsence, error.reason.kind != .unrecorded { unseen = unseen ?? error.reason }
                }
            }
        }
        if let unseen { facts.miss(gives, unseen) } else { gives.forEach { facts.setAbsent($0) } }
        return facts
    }
}
