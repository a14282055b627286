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

    /// Why there is no answer. That etcd could not be asked says nothing about etcd.
    enum Failure: Error {
        case unasked(HostError)
        /// It was asked, and the client ended with these words.
        case refused(what: String, because: String)

        var reason: Reason {
            switch self {
            case .unasked(let error): error.reason
            case .refused(let what, let because): Reason("\(what) could not be read: \(because).")
            }
        }
    }

    /// The answer of one etcdctl command as JSON.
    func ask(_ words: String...) async throws(Failure) -> YAMLNode { try await etcdctl(words) }

    /// The members as etcd tells them.
    func members() async throws(Failure) -> YAMLNode { try await ask(["member", "list"], "cluster/member/list", "{}") }

    /// The alarms that are raised.
    func alarms() async throws(Failure) -> YAMLNode {
        try await ask(["alarm", "list"], "maintenance/alarm", "{\"action\": \"GET\"}")
    }

    /// - Throws: etcdctl's failure where the gateway does not answer either.
    private func ask(_ words: [String], _ call: String, _ body: String) async throws(Failure) -> YAMLNode {
        do { return try await etcdctl(words) } catch {
            guard case .unasked(.noProgram) = error, let answer = try? await gateway(call, body) else { throw error }
            return answer
        }
    }

    /// An answer of etcd's JSON gateway (etcd api/etcdserverpb/rpc.proto).
    private func gateway(_ call: String, _ body: String) async throws(Failure) -> YAMLNode {
        let endpoint = options.first.map { String($0.dropFirst("--endpoints=".count)) } ?? ""
        let keys = options.dropFirst().flatMap { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        let limits = ["--silent", "--fail", "--noproxy", "*", "--max-time", "2"]
        let words = limits + keys + ["--data", body, "\(endpoint)/v3/\(call)"]
        let output = try await run(Command("curl", words, deadline: .seconds(3)))
        guard output.succeeded, let node = JSONText.parse(output.out) else {
            throw .refused(what: "\(endpoint)/v3/\(call)", because: "curl ended with \(output.status)")
        }
        return node
    }

    private func etcdctl(_ words: [String]) async throws(Failure) -> YAMLNode {
        let options = options + ["--dial-timeout=1s", "--command-timeout=2s", "--write-out=json"]
        let output = try await run(
            Command("etcdctl", options + words, environment: ["ETCDCTL_API": "3"], deadline: .seconds(3)))
        guard output.succeeded, let node = JSONText.parse(output.out) else {
            let said = output.errorText.split(separator: "\n").last.map { String($0.prefix(200)) } ?? "no answer"
            throw .refused(what: "etcdctl \(words.joined(separator: " "))", because: said.trimmed)
        }
        return node
    }

    private func run(_ command: Command) async throws(Failure) -> CommandOutput {
        do throws(HostError) { return try await host.run(command) } catch { throw .unasked(error) }
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
