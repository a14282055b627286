import Addresses
import Facts
import Hosts
import Text
import YAML

/// Looks at what the names of API servers in this node's kubeconfigs stand for, and at what else on the node names the endpoint.
struct EndpointNamesProbe: Probe {
    let name = "endpoint-names"
    let subject = "the names of the API server"
    let gives: [FactKey] = [KubeconfigFacts.names, KubeconfigFacts.proxyServer, KubeconfigFacts.markedEndpoint]
    let needs: [FactKey] = [KubeconfigFacts.kubeconfigs, NodeFacts.isJoined]

    /// Where drydock's own plan puts the configuration of a join.
    private static let join = "/etc/drydock/kubeadm/join.yaml"
    private static let mark = "# drydock: control-plane endpoint"

    private struct Used {
        var name: String
        var files: [String]
        var isKubelets: Bool
        var source: Source
    }

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        let hosts = await SmallFile.read("/etc/hosts", at: host)
        setMark(hosts, &facts)
        await setProxy(host, &facts)
        if let reason = known.reason(KubeconfigFacts.kubeconfigs) {
            facts.miss(KubeconfigFacts.names, reason)
            return facts
        }
        var used: [Used] = []
        for row in known.rows(KubeconfigFacts.kubeconfigs) ?? [] where row.text(.kind) != "user" {
            guard let name = row.text(.host), let path = row.text(.path), let kind = row.text(.kind) else { continue }
            // super-admin.conf is for emergencies; a bootstrap kubeconfig is used up by the join.
            if kind == "super-admin" || (kind == "bootstrap-kubelet" && known.flag(NodeFacts.isJoined) == true) { continue }
            add(name, path, ["kubelet", "bootstrap-kubelet"].contains(kind), row.source, &used)
        }
        if known.flag(NodeFacts.isJoined) == false, let endpoint = await joinEndpoint(host) {
            add(endpoint.name, Self.join, true, endpoint.source, &used)
        }
        var rows: [Row<KubeconfigFacts.ServerName>] = []
        for item in used { rows.append(await row(item, hosts, host)) }
        facts.set(KubeconfigFacts.names, rows, from: used.map(\.source))
        return facts
    }

    private func add(_ name: String, _ file: String, _ isKubelets: Bool, _ source: Source, _ used: inout [Used]) {
        guard IPAddress(name) == nil, name != "localhost" else { return }
        guard let index = used.firstIndex(where: { $0.name == name }) else {
            return used.append(Used(name: name, files: [file], isKubelets: isKubelets, source: source))
        }
        used[index].files.append(file)
        used[index].isKubelets = used[index].isKubelets || isKubelets
    }

    /// The name of JoinConfiguration's discovery.bootstrapToken.apiServerEndpoint; nil where it is an address or a mark to fill in.
    private func joinEndpoint(_ host: any Host) async -> (name: String, source: Source)? {
        guard let bytes = try? await host.read(Self.join, limit: 64 << 10).bytes,
            let documents = try? YAMLDocument.parse(bytes, file: Self.join)
        else { return nil }
        for document in documents where document["kind"]?.text == "JoinConfiguration" {
            guard let node = document["discovery"]["bootstrapToken"]["apiServerEndpoint"], let text = node.text,
                let name = AddressText.hostAndPort(text)?.host, name.allSatisfy(Self.isOfName)
            else { continue }
            return (AddressText.canonical(name), .file(Self.join, line: node.line, "apiServerEndpoint: \(text)"))
        }
        return nil
    }

    private static func isOfName(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "." || character == "-")
    }

    private func row(_ used: Used, _ hosts: SmallFile, _ host: any Host) async -> Row<KubeconfigFacts.ServerName> {
        var cells: [KubeconfigFacts.ServerName: Value] = [
            .name: .text(used.name), .usedBy: .list(used.files), .isKubelets: .flag(used.isKubelets),
        ]
        switch await addresses(of: used.name, hosts, host) {
        case .success(let found):
            cells[.addresses] = .list(found)
            cells[.isResolved] = .flag(!found.isEmpty)
        case .failure(let unseen):
            cells[.addresses] = .unknown(unseen.reason)
            cells[.isResolved] = .unknown(unseen.reason)
        }
        return Row(cells, from: used.source)
    }

    private struct Unseen: Error { var reason: Reason }

    /// By /etc/hosts, else by what the C library's resolver says. getent(1) ends with 2 where it finds nothing.
    private func addresses(of name: String, _ hosts: SmallFile, _ host: any Host) async -> Result<[String], Unseen> {
        if case .unseen(let reason) = hosts { return .failure(Unseen(reason: reason)) }
        let named = hosts.settings.compactMap { _, line -> String? in
            let words = line.prefix { $0 != "#" }.split { $0 == " " || $0 == "\t" }
            return words.dropFirst().contains { $0.lowercased() == name } ? words.first.map(String.init) : nil
        }
        guard named.isEmpty else { return .success(named) }
        do {
            let output = try await host.run(Command("getent", ["ahosts", name], deadline: .seconds(3), limit: 64 << 10))
            var found: [String] = []
            for line in output.lines {
                if let address = line.split(separator: " ").first.map(String.init), !found.contains(address) {
                    found.append(address)
                }
            }
            guard found.isEmpty, output.status != 2 else { return .success(found) }
            return .failure(Unseen(reason: "getent could not look up \(name)."))
        } catch {
            return .failure(Unseen(reason: error.reason))
        }
    }

    private func setMark(_ hosts: SmallFile, _ facts: inout FactSet) {
        let key = KubeconfigFacts.markedEndpoint
        switch hosts {
        case .unseen(let reason): facts.miss(key, reason)
        case .absent: facts.setAbsent(key, from: Source("/etc/hosts", "does not exist"))
        case .text:
            guard let line = hosts.settings.first(where: { $0.line.contains(Self.mark) }) else {
                return facts.setAbsent(key, from: Source("/etc/hosts"))
            }
            let words = line.line.prefix { $0 != "#" }.split { $0 == " " || $0 == "\t" }.map(String.init)
            facts.set(key, .list(words), from: .file("/etc/hosts", line: line.number, line.line.trimmed))
        }
    }

    /// From the config map in the folder of the kube-proxy pod that is there now.
    private func setProxy(_ host: any Host, _ facts: inout FactSet) async {
        let logs = (try? await host.list("/var/log/pods")) ?? []
        for entry in logs where entry.name.hasPrefix("kube-system_kube-proxy-") {
            guard let id = entry.name.split(separator: "_").last else { continue }
            let path = "/var/lib/kubelet/pods/\(id)/volumes/kubernetes.io~configmap/kube-proxy/kubeconfig.conf"
            guard let content = try? await host.read(path), let config = try? KubeconfigContents(content.bytes, path: path),
                let server = config.server
            else { continue }
            return facts.set(
                KubeconfigFacts.proxyServer, .text(server), from: .file(path, line: config.serverLine, "server: \(server)"))
        }
        facts.setAbsent(KubeconfigFacts.proxyServer, from: Source("/var/log/pods"))
    }
}
