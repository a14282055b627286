import Facts
import Steps

/// What is done before etcd's data may be lost: a snapshot is taken, where etcd answers.
package enum EtcdSafeguard {
    /// Whether a step takes this member's data, or the member, away.
    package static func isNeeded(for step: Step) -> Bool {
        step.actions.contains { action in
            guard case .run(let run) = action else { return false }
            let words = run.words.joined(separator: " ")
            return words.contains("kubeadm reset") || words.contains("member remove") || words.contains("snapshot restore")
                || words.contains("--force-new-cluster")
                || (step.risk == .destroys
                    && ["/var/lib/etcd", "etcd/member", ".before-restore"].contains { words.contains($0) })
        }
    }

    /// The steps with one before them that takes a snapshot, where one of them needs it and this node's etcd can give it.
    package static func added(to steps: [Step], on facts: FactSet) -> [Step] {
        guard let step = steps.first(where: isNeeded), facts.text(EtcdFacts.runsAs) == "static pod",
            facts.flag(EtcdFacts.isHealthy) == true
        else { return steps }
        return [snapshot(on: step.machine, phase: step.phase, data: facts.text(EtcdFacts.dataDir) ?? "/var/lib/etcd")] + steps
    }

    /// etcdctl comes with etcd's image, and its container writes to etcd's data alone. `DRYDOCK_BACKUP` is the run's own folder below
    /// /var/lib/drydock/backup.
    private static func snapshot(on machine: String, phase: Step.Phase, data: String) -> Step {
        let pki = "/etc/kubernetes/pki/etcd"
        let script = """
            set -eu; umask 077
            id=$(crictl ps --quiet --state Running --name '^etcd$' | head -n 1)
            [ -n "$id" ] || { echo 'No container of etcd runs here.' >&2; exit 1; }
            rm -f "$1/drydock-snapshot.db"
            crictl exec "$id" etcdctl --endpoints=https://127.0.0.1:2379 --cacert=\(pki)/ca.crt --cert=\(pki)/healthcheck-client.crt \
            --key=\(pki)/healthcheck-client.key snapshot save "$1/drydock-snapshot.db"
            mkdir -p "$DRYDOCK_BACKUP/etcd"
            mv "$1/drydock-snapshot.db" "$DRYDOCK_BACKUP/etcd/snapshot.db"
            """
        return Step(
            "keep-etcd-snapshot", on: machine, phase: phase, title: "Keep a snapshot of etcd.",
            why:
                "What comes next takes etcd's data or its member away. The snapshot lies in etcd/snapshot.db below the run's folder in "
                + "/var/lib/drydock/backup, for root alone; with /etc/kubernetes/pki a cluster can be made from it again.",
            risk: .edits, actions: [.run(Run(["sh", "-c", script, "sh", data]))],
            check: .succeeds(["sh", "-c", "test -s \"$DRYDOCK_BACKUP/etcd/snapshot.db\""]),
            // It lies where nothing reads it.
            undo: .actions([]), seconds: 15)
    }
}
