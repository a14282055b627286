import Facts
import Hosts
import Text
import YAML

/// Asks etcd through etcdctl with the node's own health-check certificate; it only reads.
struct EtcdClient: Sendable {
    var host: any Host
    var endpoint: String
    /// Empty where etcd serves clients without TLS.
    private let credentials: [String]

    private static let folder = "/etc/kubernetes/pki/etcd"

    init(_ host: any Host, endpoint: String) {
        self.host = host
        self.endpoint = endpoint
        credentials =
            endpoint.hasPrefix("https://")
            ? [
                "--cacert=\(Self.folder)/ca.crt", "--cert=\(Self.folder)/healthcheck-client.crt",
                "--key=\(Self.folder)/healthcheck-client.key",
            ] : []
    }

    /// The answer of one etcdctl command as JSON.
    ///
    /// - Throws: `HostError` where it could not be run; a failed command's words are `failed`.
    func ask(_ words: String...) async throws(HostError) -> YAMLNode {
        let options =
            ["--endpoints=\(endpoint)"] + credentials + ["--dial-timeout=1s", "--command-timeout=2s", "--write-out=json"]
        let output = try await host.run(
            Command("etcdctl", options + words, environment: ["ETCDCTL_API": "3"], deadline: .seconds(3)))
        guard output.succeeded, let node = JSONText.parse(output.out) else {
            let said = output.errorText.split(separator: "\n").last.map { String($0.prefix(200)) } ?? "no answer"
            throw .failed(path: "etcdctl \(words.joined(separator: " "))", because: said.trimmed)
        }
        return node
    }

    /// A member id as etcd's logs and metrics write it: hexadecimal.
    static func id(_ node: YAMLNode?) -> String? {
        node?.text.flatMap { UInt64($0) }.map { String($0, radix: 16) }
    }

    /// The members as rows of `etcd.members`.
    static func members(_ answer: YAMLNode) -> [Row<EtcdFacts.Member>] {
        (answer["members"]?.array ?? []).map { member in
            let name = member["name"]?.text ?? ""
            let url = member["peerURLs"]?[0]?.text
            return Row(
                [
                    .id: .text(id(member["ID"]) ?? ""), .name: name.isEmpty ? .absent : .text(name),
                    .peerURL: .text(ifAny: url),
                    .isLearner: .flag(member["isLearner"]?.bool ?? false),
                ],
                from: Source(
                    "etcdctl member list", "\(id(member["ID"]) ?? "") \(name.isEmpty ? "(not started)" : name) \(url ?? "")"))
        }
    }

    /// The names of the alarms that are raised; 1 is NOSPACE, 2 is CORRUPT (etcd api/etcdserverpb/rpc.proto, AlarmType).
    static func alarms(_ answer: YAMLNode) -> [String] {
        var names: [String] = []
        for alarm in answer["alarms"]?.array ?? [] {
            let name =
                switch alarm["alarm"]?.int {
                case 1: "NOSPACE"
                case 2: "CORRUPT"
                default: "UNKNOWN"
                }
            if !names.contains(name) { names.append(name) }
        }
        return names
    }
}
