import Facts
import Testing
import YAML

@testable import Probes

@Suite struct EtcdMetricsTests {
    private static let text = """
        # HELP etcd_server_has_leader Whether or not a leader exists.
        etcd_server_has_leader 1
        etcd_server_is_learner 0
        etcd_server_leader_changes_seen_total 3
        etcd_mvcc_db_total_size_in_bytes 1.610612736e+09
        etcd_mvcc_db_total_size_in_use_in_bytes 2.5e+06
        etcd_server_quota_backend_bytes 2.147483648e+09
        etcd_server_version{server_version="3.5.16"} 1
        etcd_disk_wal_fsync_duration_seconds_bucket{le="0.001"} 0
        etcd_disk_wal_fsync_duration_seconds_bucket{le="0.002"} 98
        etcd_disk_wal_fsync_duration_seconds_bucket{le="0.004"} 100
        etcd_disk_wal_fsync_duration_seconds_bucket{le="+Inf"} 100
        etcd_disk_wal_fsync_duration_seconds_count 100
        etcd_network_active_peers{Local="a",Remote="b"} 1
        etcd_network_active_peers{Local="a",Remote="c"} 0
        etcd_network_peer_sent_failures_total{To="d"} 12
        """

    @Test func writesFacts() {
        var facts = FactSet()
        EtcdMetrics.write(Self.text, from: "url", to: &facts)
        #expect(facts.flag(EtcdFacts.hasLeader) == true && facts.flag(EtcdFacts.isLearner) == false)
        #expect(facts.text(EtcdFacts.version) == "3.5.16")
        #expect(facts.integer(EtcdFacts.databasePercent) == 75)
        #expect(facts.value(EtcdFacts.walSyncMillis) == .number(3))
    }

    @Test func whatIsNotThereIsMissing() {
        var facts = FactSet()
        EtcdMetrics.write("etcd_server_has_leader 0\n", from: "url", to: &facts)
        #expect(facts.flag(EtcdFacts.hasLeader) == false)
        #expect(facts.reason(EtcdFacts.databasePercent) != nil && facts.reason(EtcdFacts.walSyncMillis) != nil)
    }

    @Test func peersAndTheirConnections() {
        let peers = EtcdMetrics.peers(Self.text)
        #expect(peers.map(\.id) == ["b", "c", "d"])
        #expect(peers.map(\.isConnected) == [true, false, false])
    }

    @Test func aQuantileBeyondTheLastBoundIsThatBound() {
        let text = "x_bucket{le=\"1\"} 1\nx_bucket{le=\"+Inf\"} 100\n"
        #expect(PrometheusText(text, wanted: ["x_bucket"]).quantile(0.99, of: "x") == 1)
        #expect(PrometheusText("", wanted: []).quantile(0.99, of: "x") == nil)
    }

    @Test func readsEtcdctl() throws {
        let json =
            #"{"members":[{"ID":10276657743932975437,"name":"cp1","peerURLs":["https://10.0.0.1:2380"]},{"ID":7,"name":"","peerURLs":["https://10.0.0.2:2380"],"isLearner":true}]}"#
        let node = try #require(JSONText.parse(Array(json.utf8)))
        let rows = EtcdClient.members(node)
        #expect(rows.map { $0.text(.id) } == ["8e9e05c52164694d", "7"])
        #expect(rows.map { $0.text(.name) } == ["cp1", nil])
        #expect(rows.map { $0.flag(.isLearner) } == [false, true])
        let alarms = try #require(JSONText.parse(Array(#"{"alarms":[{"memberID":7,"alarm":1},{"memberID":8,"alarm":1}]}"#.utf8)))
        #expect(EtcdClient.alarms(alarms) == ["NOSPACE"])
    }

    @Test func settingsFromAUnitsVariables() {
        let settings = EtcdSettings(
            runsAs: "unit",
            flags: [CommandFlag(name: "listen-client-urls", value: "https://0.0.0.0:2379", file: "etcd.service", line: 3)],
            environment: [
                "ETCD_LISTEN_CLIENT_URLS": .init(value: "http://127.0.0.1:1", file: "/etc/default/etcd", line: 1),
                "ETCD_DATA_DIR": .init(value: "/var/lib/etcd/default", file: "/etc/default/etcd", line: 2),
            ])
        #expect(settings.value("data-dir")?.text == "/var/lib/etcd/default")
        #expect(settings.clientURL == "https://127.0.0.1:2379")
        #expect(settings.metricsURL == nil)
    }
}
