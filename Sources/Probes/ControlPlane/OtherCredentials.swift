import Facts
import Hosts

/// The other credentials of a control-plane node, for when those that are used first are refused: each may do more than the one
/// before it. super-admin.conf is for emergencies, and never used.
enum OtherCredentials {
    /// Those that may read pods and nodes.
    static let mayRead = [
        "/etc/kubernetes/scheduler.conf", "/etc/kubernetes/controller-manager.conf", "/etc/kubernetes/admin.conf",
    ]
    /// Those that may read everything in the cluster.
    static let mayReadAll = ["/etc/kubernetes/controller-manager.conf", "/etc/kubernetes/admin.conf"]
}

extension APIClient {
    /// The answer with these credentials; where they are refused, with the first of the others that is not.
    func get(_ path: String, orWith others: [String]) async -> Answer {
        await answer(await get(path), to: path, orWith: others)
    }

    /// An answer that was given, or where it is a refusal that to the first of the others that is not refused.
    func answer(_ answer: Answer, to path: String, orWith others: [String]) async -> Answer {
        guard case .refused = answer else { return answer }
        for other in others where other != kubeconfigPath {
            guard let bytes = try? await host.read(other).bytes,
                let config = try? KubeconfigContents(bytes, path: other), let endpoint = config.server
            else { continue }
            let client = APIClient(
                host: host, kubeconfigPath: other, kubeconfig: config, endpoint: endpoint,
                server: address == endpoint ? nil : address)
            if case .body(let body, true) = await client.get(path) { return .body(body, succeeded: true) }
        }
        return answer
    }
}
