import Facts
import Hosts

/// Looks at who the kubelet is to the API server: the name in its certificate, and whether the cluster signed its serving certificate.
struct NodeIdentityProbe: Probe {
    let name = "node-identity"
    let subject = "the node's identity"
    let needs: [FactKey] = []
    let gives: [FactKey] = [IdentityFacts.certifiedNode, IdentityFacts.hasApprovedServingCertificate]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        await certifiedNode(host, &facts)
        await FileThere.set(
            IdentityFacts.hasApprovedServingCertificate, "/var/lib/kubelet/pki/kubelet-server-current.pem", host, &facts)
        return facts
    }

    /// From the kubelet's own certificate, else from the one inside its kubeconfig.
    private func certifiedNode(_ host: any Host, _ facts: inout FactSet) async {
        let key = IdentityFacts.certifiedNode
        let path = "/var/lib/kubelet/pki/kubelet-client-current.pem"
        do throws(HostError) {
            let file = try await host.read(path)
            take(PEMContents(file.bytes, path: path), path, &facts)
        } catch {
            guard error.isAbsence else { return facts.miss(key, error.reason) }
            await embedded(host, &facts)
        }
    }

    private func embedded(_ host: any Host, _ facts: inout FactSet) async {
        let path = "/etc/kubernetes/kubelet.conf"
        do throws(HostError) {
            let file = try await host.read(path)
            let data = (try? KubeconfigContents(file.bytes, path: path))?.clientData ?? []
            take(PEMContents(data, path: path), path, &facts)
        } catch {
            if error.isAbsence {
                facts.setAbsent(IdentityFacts.certifiedNode)
            } else {
                facts.miss(IdentityFacts.certifiedNode, error.reason)
            }
        }
    }

    private func take(_ contents: PEMContents, _ path: String, _ facts: inout FactSet) {
        let prefix = "system:node:"
        guard let name = contents.certificates.first?.subject, name.hasPrefix(prefix) else {
            return facts.setAbsent(IdentityFacts.certifiedNode, from: Source(path))
        }
        facts.set(IdentityFacts.certifiedNode, .text(String(name.dropFirst(prefix.count))), from: Source(path, "CN=\(name)"))
    }
}
