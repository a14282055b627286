import Facts

/// When etcd got a leader again after it had lost one: what stood still for that time comes back only after it.
enum EtcdLeader {
    /// etcd 3.4 to 3.6, go.etcd.io/raft node.go.
    static let lost = "raft.node: %s lost leader %s at term"
    static let got = "raft.node: %s elected leader %s at term"

    static let derivation = Derivation(gives: [EtcdFacts.leaderAt, EtcdFacts.leaderlessSeconds]) { facts in
        let keys = [EtcdFacts.leaderAt, EtcdFacts.leaderlessSeconds]
        if let reason = facts.reason(LogFacts.matched) { return facts.miss(keys, reason) }
        // Within one run every leader but the first was elected after one was lost; of an earlier run's loss nothing follows.
        guard let back = newest(got, facts), let gone = newest(lost, facts), back.time >= gone.time, back.place == gone.place
        else {
            for key in keys { facts.setAbsent(key, from: Source("etcd's log")) }
            return
        }
        facts.set(EtcdFacts.leaderAt, .instant(back.time), from: back.source)
        facts.set(EtcdFacts.leaderlessSeconds, .integer(back.time - gone.time), from: gone.source)
    }

    private static func newest(_ pattern: String, _ facts: FactSet) -> (time: Instant, place: String, source: Source)? {
        var newest: (time: Instant, place: String, source: Source)?
        for row in facts.rows(LogFacts.matched) ?? [] where row.text(.pattern) == pattern {
            let log = row.text(.log) ?? ""
            guard log == "etcd" || log.hasPrefix("container/kube-system/etcd"), case .instant(let last) = row[.last],
                log != "etcd" || row.integer(.countSinceStart) ?? 0 > 0
            else { continue }
            if newest.map({ last > $0.time }) ?? true { newest = (last, row.text(.place) ?? log, row.source) }
        }
        return newest
    }
}
