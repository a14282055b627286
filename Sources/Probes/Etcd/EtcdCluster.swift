import Facts
import Hosts
import YAML

/// The members of the etcd cluster and its alarms.
struct EtcdCluster: Sendable {
    private var members: Result<[Row<EtcdFacts.Member>], EtcdClient.Failure>
    private var alarms: Result<[String], EtcdClient.Failure>

    static func look(_ client: EtcdClient) async -> EtcdCluster {
        async let list = members(client)
        async let raised = alarms(client)
        let (members, alarms) = await (list, raised)
        return EtcdCluster(members: members, alarms: alarms)
    }

    private static func members(_ client: EtcdClient) async -> Result<[Row<EtcdFacts.Member>], EtcdClient.Failure> {
        do { return .success(EtcdClient.members(try await client.members())) } catch { return .failure(error) }
    }

    private static func alarms(_ client: EtcdClient) async -> Result<[String], EtcdClient.Failure> {
        do { return .success(EtcdClient.alarms(try await client.alarms())) } catch { return .failure(error) }
    }

    func write(beside health: EtcdHealth, to facts: inout FactSet) {
        var names: [String: String] = [:]
        switch members {
        case .success(let rows):
            facts.set(EtcdFacts.members, rows, from: Source("etcdctl member list"))
            facts.set(EtcdFacts.memberCount, .integer(rows.count), from: Source("etcdctl member list", "\(rows.count) members"))
            for row in rows { names[row.text(.id) ?? ""] = row.text(.name) }
        case .failure(let error):
            facts.miss([EtcdFacts.members, EtcdFacts.memberCount], error.reason)
        }
        switch (alarms, health.alarms) {
        case (.success(let raised), _):
            facts.set(EtcdFacts.alarms, .list(raised), from: Source("etcdctl alarm list", raised.joined(separator: ", ")))
        case (.failure, let concluded?):
            facts.set(EtcdFacts.alarms, .list(concluded), from: facts.sources(EtcdFacts.isHealthy))
        case (.failure(let error), nil): facts.miss(EtcdFacts.alarms, error.reason)
        }
        guard let metrics = health.metrics else {
            return facts.miss(EtcdFacts.peers, "etcd's metrics could not be read, so its connections are not known.")
        }
        let listed = facts.rows(EtcdFacts.members)
        let rows = EtcdMetrics.peers(metrics).map { peer in
            let isMember = listed.map { members in members.contains { $0.text(.id) == peer.id } }
            return Row<EtcdFacts.Peer>(
                [
                    .id: .text(peer.id), .name: .text(names[peer.id] ?? peer.id), .isConnected: .flag(peer.isConnected),
                    .wasRemoved: .flag(!(isMember ?? true)),
                    .isMember: isMember.map(Value.flag)
                        ?? .unknown("Without etcdctl it is not known whether \(peer.id) is still a member."),
                ],
                from: Source(
                    "etcd's metrics", "member \(names[peer.id] ?? peer.id): \(peer.isConnected ? "connected" : "not connected")"))
        }
        facts.set(EtcdFacts.peers, rows, from: Source("etcd's metrics"))
    }
}
