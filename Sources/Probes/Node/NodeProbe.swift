import Facts
import Hosts
import Text

/// What kind of node this is: its name, its role, the version of Kubernetes, and whether it was joined to a cluster.
struct NodeProbe: Probe {
    let name = "node"
    let subject = "what kind of node this is"
    let gives: [FactKey] = [
        NodeFacts.name, NodeFacts.role, NodeFacts.kubernetesVersion, NodeFacts.isJoined, NodeFacts.joinedAt, NodeFacts.isRoot,
    ]
    let needs: [FactKey] = [
        KubeletFacts.hostnameOverride, KubeletFacts.version, KubeletFacts.kubeconfig, KubeletFacts.isStandalone,
    ]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        await name(host, known, &facts)
        await user(host, &facts)
        facts.copy(KubeletFacts.version, of: known, to: NodeFacts.kubernetesVersion)
        if known.flag(KubeletFacts.isStandalone) == true {
            facts.set(NodeFacts.isJoined, false, from: known.sources(KubeletFacts.isStandalone))
        } else {
            await FileThere.set(
                NodeFacts.isJoined, known.text(KubeletFacts.kubeconfig) ?? "/etc/kubernetes/kubelet.conf", host, &facts)
        }
        await joinedAt(known.text(KubeletFacts.kubeconfig) ?? "/etc/kubernetes/kubelet.conf", host, &facts)
        await role(host, &facts)
        return facts
    }

    private func name(_ host: any Host, _ known: FactSet, _ facts: inout FactSet) async {
        if let override = known.text(KubeletFacts.hostnameOverride) {
            return facts.set(NodeFacts.name, .text(override.lowercased()), from: known.sources(KubeletFacts.hostnameOverride))
        }
        let path = "/proc/sys/kernel/hostname"
        do {
            // The kubelet takes the hostname in lower case (pkg/util/node GetHostname).
            let text = try await host.read(path, limit: 1024).trimmed
            facts.set(NodeFacts.name, .text(text.lowercased()), from: .file(path, text))
        } catch {
            facts.miss(NodeFacts.name, error.reason)
        }
    }

    private func joinedAt(_ path: String, _ host: any Host, _ facts: inout FactSet) async {
        do {
            let written = Instant(seconds: try await host.status(path).modified)
            facts.set(NodeFacts.joinedAt, .instant(written), from: .file(path, at: written))
        } catch {
            if error.isAbsence {
                facts.setAbsent(NodeFacts.joinedAt, from: .file(path))
            } else {
                facts.miss(NodeFacts.joinedAt, error.reason)
            }
        }
    }

    private func user(_ host: any Host, _ facts: inout FactSet) async {
        do {
            let id = try await host.run("id", "-u").text.trimmed
            facts.set(NodeFacts.isRoot, .flag(id == "0"), from: Source("id -u", id))
        } catch {
            facts.miss(NodeFacts.isRoot, error.reason)
        }
    }

    /// A node with the API server's manifest is of the control plane; so is one that lost it and kept its certificate and the
    /// manifests beside it.
    private func role(_ host: any Host, _ facts: inout FactSet) async {
        let manifests = "/etc/kubernetes/manifests"
        do {
            if try await isThere("\(manifests)/kube-apiserver.yaml", host) {
                return facts.set(NodeFacts.role, "control-plane", from: .file("\(manifests)/kube-apiserver.yaml"))
            }
            let others = ["kube-controller-manager.yaml", "kube-scheduler.yaml"]
            if try await isThere("/etc/kubernetes/pki/apiserver.crt", host) {
                for other in others where try await isThere("\(manifests)/\(other)", host) {
                    return facts.set(NodeFacts.role, "control-plane", from: .file("\(manifests)/\(other)"))
                }
            }
            if try await isThere("\(manifests)/etcd.yaml", host) {
                return facts.set(NodeFacts.role, "etcd", from: .file("\(manifests)/etcd.yaml"))
            }
            if try await isThere("/etc/kubernetes/kubelet.conf", host) {
                return facts.set(NodeFacts.role, "worker", from: .file("/etc/kubernetes/kubelet.conf"))
            }
            let folders = ["/etc/systemd/system", "/usr/lib/systemd/system", "/lib/systemd/system"]
            if try await isThere("/etc/kubernetes/pki/etcd/server.crt", host) {
                for folder in folders where try await isThere("\(folder)/etcd.service", host) {
                    return facts.set(NodeFacts.role, "etcd", from: .file("\(folder)/etcd.service"))
                }
            }
            facts.set(NodeFacts.role, "none", from: .file("/etc/kubernetes", "no manifest, no kubelet.conf"))
        } catch {
            facts.miss(NodeFacts.role, error.reason)
        }
    }

    private func isThere(_ path: String, _ host: any Host) async throws(HostError) -> Bool {
        do {
            _ = try await host.status(path)
            return true
        } catch  where error.isAbsence { return false }
    }
}

extension FactSet {
    /// Takes over a fact of another set under another name: its value and sources, or why it is missing.
    mutating func copy(_ key: FactKey, of other: FactSet, to target: FactKey) {
        switch other[key] {
        case .known(let value, let sources): set(target, value, from: sources)
        case .missing(let reason): miss(target, reason)
        }
    }
}
