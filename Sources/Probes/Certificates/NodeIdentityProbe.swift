import Facts
import Hosts
import YAML

/// Looks at who the kubelet is to the API server: the name in its certificate, how it gets its certificates, the labels it claims.
public struct NodeIdentityProbe: Probe {
    public init() {}
    public let name = "node-identity"
    public let subject = "the node's identity"
    public let gives = [
        IdentityFacts.certifiedNode, IdentityFacts.bootstrapKubeconfigExists, IdentityFacts.wantsApprovedServingCertificate,
        IdentityFacts.hasApprovedServingCertificate, IdentityFacts.nodeLabels,
    ]

    public func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        await certifiedNode(host, &facts)
        await exists("/etc/kubernetes/bootstrap-kubelet.conf", IdentityFacts.bootstrapKubeconfigExists, host, &facts)
        await exists("/var/lib/kubelet/pki/kubelet-server-current.pem", IdentityFacts.hasApprovedServingCertificate, host, &facts)
        await servingBootstrap(host, &facts)
        await labels(host, &facts)
        return facts
    }

    private func exists(_ path: String, _ key: FactKey, _ host: any Host, _ facts: inout FactSet) async {
        do throws(HostError) {
            _ = try await host.status(path)
            facts.set(key, true, from: Source(path, "it exists"))
        } catch {
            if error.isAbsence { facts.set(key, false, from: Source(path, error.description)) } else { facts.miss(key, error.description) }
        }
    }

    /// From the kubelet's own certificate, else from the one inside its kubeconfig.
    private func certifiedNode(_ host: any Host, _ facts: inout FactSet) async {
        let key = IdentityFacts.certifiedNode
        let path = "/var/lib/kubelet/pki/kubelet-client-current.pem"
        do throws(HostError) {
            let file = try await host.read(path)
            take(PEMContents(file.bytes, path: path), path, &facts)
        } catch {
            guard error.isAbsence else { return facts.miss(key, error.description) }
            await embedded(host, &facts)
        }
    }

    private func embedded(_ host: any Host, _ facts: inout FactSet) async {
        let path = "/etc/kubernetes/kubelet.conf"
        do throws(HostError) {
            let file = try await host.read(path)
            let data = (try? Kubeconfig(file.bytes, path: path))?.clientData ?? []
            take(PEMContents(data, path: path), path, &facts)
        } catch {
            if error.isAbsence { facts.setAbsent(IdentityFacts.certifiedNode) } else { facts.miss(IdentityFacts.certifiedNode, error.description) }
        }
    }

    private func take(_ contents: PEMContents, _ path: String, _ facts: inout FactSet) {
        let prefix = "system:node:"
        guard let name = contents.certificates.first?.subject, name.hasPrefix(prefix) else {
            return facts.setAbsent(IdentityFacts.certifiedNode, from: Source(path))
        }
        facts.set(IdentityFacts.certifiedNode, .text(String(name.dropFirst(prefix.count))), from: Source(path, "CN=\(name)"))
    }

    private func servingBootstrap(_ host: any Host, _ facts: inout FactSet) async {
        let key = IdentityFacts.wantsApprovedServingCertificate
        let path = "/var/lib/kubelet/config.yaml"
        do throws(HostError) {
            let file = try await host.read(path)
            let document = try? YAMLDocument.read(file.bytes, file: path, duplicateKeys: .recorded).documents.first
            let node = document?["serverTLSBootstrap"]
            facts.set(key, .flag(node?.bool ?? false), from: .file(path, line: node?.line, node == nil ? "" : "serverTLSBootstrap: \(node?.text ?? "")"))
        } catch {
            if error.isAbsence { facts.setAbsent(key) } else { facts.miss(key, error.description) }
        }
    }

    private static let environmentFiles = ["/var/lib/kubelet/kubeadm-flags.env", "/etc/default/kubelet", "/etc/sysconfig/kubelet"]

    private func labels(_ host: any Host, _ facts: inout FactSet) async {
        var labels: [String] = []
        var sources: [Source] = []
        for path in Self.environmentFiles {
            guard let file = try? await host.read(path) else { continue }
            for (index, line) in file.lines.enumerated() {
                let found = Self.labels(in: line)
                if found.isEmpty { continue }
                labels += found
                sources.append(.file(path, line: index + 1, "--node-labels=\(found.joined(separator: ","))"))
            }
        }
        facts.set(IdentityFacts.nodeLabels, .list(labels), from: sources)
    }

    /// What --node-labels has on a line such as KUBELET_EXTRA_ARGS="--node-labels=a=b,c=d".
    static func labels(in line: some StringProtocol) -> [String] {
        let words = String(line).split { $0 == " " || $0 == "\"" || $0 == "'" || $0 == "\t" }
        guard line.trimmed.hasPrefix("#") == false else { return [] }
        for (index, word) in words.enumerated() {
            let flag = word.firstIndex(of: "-").map { word[$0...] } ?? word
            if flag.hasPrefix("--node-labels=") { return flag.dropFirst(14).split(separator: ",").map(String.init) }
            if flag == "--node-labels", index + 1 < words.count { return words[index + 1].split(separator: ",").map(String.init) }
        }
        return []
    }
}
