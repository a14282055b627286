import Facts

/// What etcd's metrics say (names: etcd 3.4 to 3.6, server/…/metrics.go).
enum EtcdMetrics {
    private static let fsync = "etcd_disk_wal_fsync_duration_seconds"

    static let wanted: Set<String> = [
        "etcd_server_has_leader", "etcd_server_is_learner", "etcd_server_version",
        "etcd_server_quota_backend_bytes", "etcd_mvcc_db_total_size_in_bytes", "etcd_mvcc_db_total_size_in_use_in_bytes",
        "etcd_network_active_peers", "etcd_network_disconnected_peers_total", "etcd_network_peer_sent_failures_total",
        fsync + "_bucket", fsync + "_count",
    ]

    static let keys = [
        EtcdFacts.hasLeader, EtcdFacts.isLearner, EtcdFacts.version, EtcdFacts.databaseBytes,
        EtcdFacts.databaseInUseBytes, EtcdFacts.quotaBytes, EtcdFacts.databasePercent, EtcdFacts.walSyncMillis,
        EtcdFacts.walSyncCount,
    ]

    static func write(_ text: String, from url: String, to facts: inout FactSet) {
        let metrics = PrometheusText(text, wanted: wanted)
        func number(_ key: FactKey, _ name: String) {
            guard let value = metrics.integer(name) else { return facts.miss(key, "etcd's metrics have no \(name).") }
            facts.set(key, .integer(value), from: Source(url, "\(name) \(value)"))
        }
        func flag(_ key: FactKey, _ name: String) {
            guard let value = metrics.value(name) else { return facts.miss(key, "etcd's metrics have no \(name).") }
            facts.set(key, .flag(value >= 1), from: Source(url, "\(name) \(Int(value))"))
        }
        flag(EtcdFacts.hasLeader, "etcd_server_has_leader")
        flag(EtcdFacts.isLearner, "etcd_server_is_learner")
        number(EtcdFacts.databaseBytes, "etcd_mvcc_db_total_size_in_bytes")
        number(EtcdFacts.databaseInUseBytes, "etcd_mvcc_db_total_size_in_use_in_bytes")
        number(EtcdFacts.quotaBytes, "etcd_server_quota_backend_bytes")
        number(EtcdFacts.walSyncCount, fsync + "_count")
        let version = metrics.samples["etcd_server_version"]?.first { $0.value == 1 }?.label("server_version")
        facts.set(EtcdFacts.version, .text(ifAny: version), from: Source(url, version.map { "etcd_server_version \($0)" } ?? ""))
        if let size = facts.integer(EtcdFacts.databaseBytes), let quota = facts.integer(EtcdFacts.quotaBytes), quota > 0 {
            facts.set(
                EtcdFacts.databasePercent, .integer(size.times(100) / quota), from: Source(url, "\(size) of \(quota) bytes"))
        } else {
            facts.miss(EtcdFacts.databasePercent, "etcd's metrics lack the database's size or its quota.")
        }
        if let seconds = metrics.quantile(0.99, of: fsync) {
            let millis = (seconds * 10000).rounded() / 10
            facts.set(EtcdFacts.walSyncMillis, .number(millis), from: Source(url, "\(fsync) p99 \(millis) ms"))
        } else {
            facts.miss(EtcdFacts.walSyncMillis, "etcd's metrics contain no durations of writes to its log.")
        }
    }

    /// The other members that this one has ever sent to or been connected with, and whether it is connected now.
    static func peers(_ text: String) -> [(id: String, isConnected: Bool)] {
        let metrics = PrometheusText(text, wanted: wanted)
        var connected: [String: Bool] = [:]
        for name in ["etcd_network_disconnected_peers_total", "etcd_network_peer_sent_failures_total"] {
            for sample in metrics.samples[name] ?? [] {
                if let id = sample.label("Remote") ?? sample.label("To") { connected[id] = connected[id] ?? false }
            }
        }
        for sample in metrics.samples["etcd_network_active_peers"] ?? [] {
            if let id = sample.label("Remote") { connected[id] = sample.value > 0 }
        }
        return connected.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
