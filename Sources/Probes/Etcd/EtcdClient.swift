import Facts
import Hosts
import Text
import YAML

/// Asks etcd with the node's own health-check certificate; it only reads. etcdctl is seldom on a node, since it comes with etcd's image:
/// without it etcd is asked by its JSON gateway (etcd server/embed: `enable-grpc-gateway`, on unless it is turned off).
struct EtcdClient: Sendable {
    var host: any Host
    /// Its address and a client's files, as etcdctl takes them.
    private let options: [String]

    init(_ host: any Host, options: [String]) {
        self.host = host
        self.options = options
    }

    /// The answer of one etcdctl command as JSON.
    ///
    /// - Throws: `HostError` where it could not be run; a failed command's words are `failed`.
    func ask(_ words: String...) async throws(HostError) -> YAMLNode { try await etcdctl(words) }

    /// The members as etcd tells them.
    func members() async throws(HostError) -> YAMLNode { try await ask(["member", "list"], "cluster/member/list", "{}") }

    /// The alarms that are raised.
    func alarms() async throws(HostError) -> YAMLNode {
        try await ask(["alarm", "list"], "maintenance/alarm", "{\"action\": \"GET\"}")
    }

    /// - Throws: `HostError` of etcdctl where the gateway does not answer either.
    private func ask(_ words: [String], _ call: String, _ body: String) async throws(HostError) -> YAMLNode {
        do { return try await etcdctl(words) } catch {
            guard case .noProgram = error, let answer = try? await gateway(call, body) else { throw error }
            return answer
        }
    }

    /// An answer of etcd's JSON gateway (etcd api/etcdserverpb/rpc.proto).
    private func gateway(_ call: String, _ body: String) async throws(HostError) -> YAMLNode {
        let endpoint = options.first.map { String($0.dropFirst("--endpoints=".count)) } ?? ""
        let keys = options.dropFirst().flatMap { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        let limits = ["--silent", "--fail", "--noproxy", "*", "--max-time", "2"]
        let words = limits + keys + ["--data", body, "\(endpoint)/v3/\(call)"]
        let output = try await host.run(Command("curl", words, deadline: .seconds(3)))
        guard output.succeeded, let node = JSONText.parse(output.out) else {
            throw .failed(path: "\(endpoint)/v3/\(call)", because: "curl ended with \(output.status)")
        }
        return node
    }

    private func etcdctl(_ words: [String]) async throws(HostError) -> YAMLNode {
        let options = options + ["--dial-timeout=1s", "--command-timeout=2s", "--write-out=json"]
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
                    "etcd's member list", "\(id(member["ID"]) ?? "") \(name.isEmpty ? "(not started)" : name) \(url ?? "")"))
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
                // The gateway writes the names.
                default: alarm["alarm"]?.text ?? "UNKNOWN"
                }
            if !names.contains(name) { names.append(name) }
        }
        return names
    }
}
