import Facts
import Hosts

/// The API server's health, and what the cluster says of this node: asked with the credentials that the node has.
struct APIServerProbe: Probe {
    let name = "apiserver"
    let subject = "the API server"
    private static let health = [
        APIServerFacts.answers, APIServerFacts.problem, APIServerFacts.livez, APIServerFacts.livezFailed, APIServerFacts.readyz,
        APIServerFacts.readyzFailed, APIServerFacts.version, APIServerFacts.minor,
    ]
    var gives: [FactKey] {
        Self.health + [
            APIServerFacts.endpoint, APIServerFacts.address, APIServerFacts.endpointAnswers, APIServerFacts.endpointProblem,
        ]
            + NodeObject.keys
    }
    let needs: [FactKey] = [
        KubeletFacts.kubeconfig, NodeFacts.name, APIServerFacts.hasManifest, ManifestFacts.flags, APIServerFacts.securePort,
        KubeletFacts.isStandalone,
    ]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        let path = known.text(KubeletFacts.kubeconfig) ?? "/etc/kubernetes/kubelet.conf"
        if known.flag(KubeletFacts.isStandalone) == true {
            for key in gives { facts.setAbsent(key, from: known.sources(KubeletFacts.isStandalone).first ?? Source(path)) }
            return facts
        }
        let kubeconfig: KubeconfigContents
        do {
            let content = try await host.read(path)
            do { kubeconfig = try KubeconfigContents(content.bytes, path: path) } catch {
                facts.miss(gives, Reason(error.sentence))
                return facts
            }
        } catch .notInBundle(_, let bundle) {
            await askBundle(bundle, host, path, known.text(NodeFacts.name), &facts)
            return facts
        } catch {
            for key in gives {
                if error.isAbsence, known.flag(APIServerFacts.hasManifest) == true {
                    facts.miss(key, "\(path) does not exist; this node's API server is asked with it.")
                } else if error.isAbsence {
                    facts.setAbsent(key, from: Source(path, "does not exist"))
                } else {
                    facts.miss(key, error.reason)
                }
            }
            return facts
        }
        guard let server = kubeconfig.server else {
            facts.miss(gives, "\(path) names no server.")
            return facts
        }
        facts.set(APIServerFacts.endpoint, .text(server), from: .file(path, line: kubeconfig.serverLine, "server: \(server)"))
        let own = Self.ownAddress(known).flatMap { $0 == server ? nil : $0 }
        let client = APIClient(host: host, kubeconfigPath: path, kubeconfig: kubeconfig, endpoint: server, server: own)
        facts.set(APIServerFacts.address, .text(client.address), from: Source(path))
        await ask(client, known.text(NodeFacts.name), &facts)
        await askEndpoint(client, hasOwn: own != nil, &facts)
        return facts
    }

    /// What the server told whoever made a bundle, where that has no credentials that name it.
    private func askBundle(_ bundle: String, _ host: any Host, _ path: String, _ node: String?, _ facts: inout FactSet) async {
        let unnamed: Reason = "\(path) is not in this bundle (\(bundle)), so the API server's address is not known."
        guard let empty = try? await KubeconfigContents.read(path, at: host) else { return facts.miss(gives, unnamed) }
        let client = APIClient(
            host: host, kubeconfigPath: path, kubeconfig: empty, endpoint: "the API server in this \(bundle): ")
        facts.set(APIServerFacts.address, .text(client.address), from: Source(bundle))
        await ask(client, node, &facts)
        facts.miss([APIServerFacts.endpoint, APIServerFacts.endpointAnswers, APIServerFacts.endpointProblem], unnamed)
    }

    /// Where this node's own API server listens; nil where it has none.
    static func ownAddress(_ known: FactSet) -> String? {
        guard known.flag(APIServerFacts.hasManifest) ?? false else { return nil }
        let flags = known.rows(ManifestFacts.flags) ?? []
        let advertised = flags.last { $0.text(.component) == "kube-apiserver" && $0.text(.flag) == "advertise-address" }?.text(
            .value)
        guard let advertised else { return nil }
        let address = advertised.contains(":") ? "[\(advertised)]" : advertised
        return "https://\(address):\(known.integer(APIServerFacts.securePort) ?? 6443)"
    }

    private func ask(_ client: APIClient, _ node: String?, _ facts: inout FactSet) async {
        async let livez = client.get("/livez?verbose")
        async let readyz = client.get("/readyz?verbose")
        async let version = client.get("/version")
        async let object =
            node == nil ? APIClient.Answer.unasked("The node's name is not known.") : client.get("/api/v1/nodes/\(node ?? "")")
        let (live, ready, told, seen) = await (livez, readyz, version, object)
        write([live, ready, told, seen], client, &facts)
        write(live, "/livez?verbose", APIServerFacts.livez, APIServerFacts.livezFailed, client, &facts)
        write(ready, "/readyz?verbose", APIServerFacts.readyz, APIServerFacts.readyzFailed, client, &facts)
        write(version: told, client, &facts)
        // That the kubelet is refused was told above; what the cluster says of the node is asked all the same.
        let shown = await client.answer(seen, to: "/api/v1/nodes/\(node ?? "")", orWith: OtherCredentials.mayRead)
        NodeObject.write(shown, Source("GET \(client.address)/api/v1/nodes/\(node ?? "")"), &facts)
    }

    /// It answers where any request got an answer, even a refusal: a kubelet whose certificate has ended is told 401.
    private func write(_ answers: [APIClient.Answer], _ client: APIClient, _ facts: inout FactSet) {
        let source = Source("GET \(client.address)")
        var silence: String?
        var unasked: Reason?
        var refusal: String?
        var isAnswered = false
        for answer in answers {
            switch answer {
            case .body: isAnswered = true
            case .refused(let why):
                isAnswered = true
                refusal = refusal ?? why.words
            case .silence(let why): silence = silence ?? why
            case .unasked(let why): unasked = unasked ?? why
            }
        }
        if isAnswered {
            facts.set(APIServerFacts.answers, true, from: source)
            facts.set(APIServerFacts.problem, .text(ifAny: refusal), from: Source(source.origin, refusal ?? ""))
        } else if let silence {
            facts.set(APIServerFacts.answers, false, from: Source(source.origin, silence))
            facts.set(APIServerFacts.problem, .text(silence), from: Source(source.origin, silence))
        } else {
            facts.miss([APIServerFacts.answers, APIServerFacts.problem], unasked ?? "The API server could not be asked.")
        }
    }

    private func write(
        _ answer: APIClient.Answer, _ path: String, _ key: FactKey, _ failedKey: FactKey, _ client: APIClient,
        _ facts: inout FactSet
    ) {
        let origin = "GET \(client.address)\(path)"
        switch answer {
        case .body(let body, let succeeded):
            let failed = succeeded ? [] : HealthChecks.failed(in: body)
            let said = succeeded ? "ok" : "failed: \(failed.joined(separator: ", "))"
            facts.set(key, .text(succeeded ? "ok" : "failed"), from: Source(origin, said))
            facts.set(failedKey, .list(failed), from: Source(origin, said))
        case .refused(let why), .unasked(let why): facts.miss([key, failedKey], why)
        case .silence(let why): facts.miss([key, failedKey], "The API server did not answer: \(why)")
        }
    }

    private func write(version answer: APIClient.Answer, _ client: APIClient, _ facts: inout FactSet) {
        let keys = [APIServerFacts.version, APIServerFacts.minor]
        switch answer {
        case .body(let body, true):
            guard let version = JSONText.string("gitVersion", in: body) else {
                return facts.miss(keys, "/version has no gitVersion.")
            }
            let source = Source("GET \(client.address)/version", "gitVersion \(version)")
            facts.set(APIServerFacts.version, .text(version), from: source)
            facts.set(APIServerFacts.minor, .integer(ifAny: VersionText.minor(version)), from: source)
        case .body(_, false): facts.miss(keys, "The API server did not report its version.")
        case .refused(let why), .unasked(let why): facts.miss(keys, why)
        case .silence(let why): facts.miss(keys, "The API server did not answer: \(why)")
        }
    }

    /// The address that the kubelet uses, where it is another than the node's own API server: a load balancer.
    private func askEndpoint(_ client: APIClient, hasOwn: Bool, _ facts: inout FactSet) async {
        guard hasOwn else {
            facts.copy(APIServerFacts.problem, of: facts, to: APIServerFacts.endpointProblem)
            return facts.copy(APIServerFacts.answers, of: facts, to: APIServerFacts.endpointAnswers)
        }
        var other = client
        other.server = nil
        let origin = "GET \(other.address)/livez"
        switch await other.get("/livez") {
        case .body, .refused:
            facts.set(APIServerFacts.endpointAnswers, true, from: Source(origin))
            facts.setAbsent(APIServerFacts.endpointProblem, from: Source(origin))
        case .silence(let why):
            facts.set(APIServerFacts.endpointAnswers, false, from: Source(origin, why))
            facts.set(APIServerFacts.endpointProblem, .text(why), from: Source(origin, why))
        case .unasked(let why): facts.miss([APIServerFacts.endpointAnswers, APIServerFacts.endpointProblem], why)
        }
    }
}
