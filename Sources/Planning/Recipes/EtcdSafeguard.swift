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
        guard let step = steps.first(where: isNeeded), facts.flag(EtcdFacts.isHealthy) == true else { return steps }
        switch facts.text(EtcdFacts.runsAs) {
        case "static pod":
            let words = ["sh", "-c", podScript, "sh", facts.text(EtcdFacts.dataDir) ?? "/var/lib/etcd"]
            return [snapshot(on: step.machine, phase: step.phase, words)] + steps
        case "unit":
            guard let options = facts.list(EtcdFacts.clientOptions) else { return steps }
            return [snapshot(on: step.machine, phase: step.phase, ["sh", "-c", unitScript, "sh"] + options)] + steps
        default: return steps
        }
    }

    /// etcdctl is the machine's own there.
    private static let unitScript = """
        set -eu; umask 077
        command -v etcdctl >/dev/null || { echo 'etcdctl is not on this machine, so no snapshot of etcd can be taken. Install it (Debian: etcd-client), or bring it to /usr/local/bin.' >&2; exit 1; }
        mkdir -p "$DRYDOCK_BACKUP/etcd"
        ETCDCTL_API=3 etcdctl "$@" snapshot save "$DRYDOCK_BACKUP/etcd/snapshot.db"
        """

    /// etcdctl comes with etcd's image, and its container writes to etcd's data alone. `DRYDOCK_BACKUP` is the run's own folder below
    /// /var/lib/drydock/backup.
    private static let podScript: String = {
        let pki = "/etc/kubernetes/pki/etcd"
        return """
            set -eu; umask 077
            id=$(crictl ps --quiet --state Running --name '^etcd$' | head -n 1)
            [ -n "$id" ] || { echo 'No container of etcd runs here.' >&2; exit 1; }
            rm -f "$1/drydock-snapshot.db"
            crictl exec "$id" etcdctl --endpoints=https://127.0.0.1:2379 --cacert=\(pki)/ca.crt --cert=\(pki)/healthcheck-client.crt \
            --key=\(pki)/healthcheck-client.key snapshot save "$1/drydock-snapshot.db"
            mkdir -p "$DRYDOCK_BACKUP/etcd"
            mv "$1/drydock-snapshot.db" "$DRYDOCK_BACKUP/etcd/snapshot.db"
            """
    }()

    private static func snapshot(on machine: String, phase: Step.Phase, _ words: [String]) -> Step {
        Step(
            "keep-etcd-snapshot", on: machine, phase: phase, title: "Keep a snapshot of etcd.",
            why:
                "What comes next takes etcd's data or its member away. The snapshot lies in etcd/snapshot.db below the run's folder in "
                + "/var/lib/drydock/backup, for root alone; with /etc/kubernetes/pki a cluster can be made from it again.",
            risk: .edits, actions: [.run(Run(words))],
            check: .succeeds(["sh", "-c", "test -s \"$DRYDOCK_BACKUP/etcd/snapshot.db\""]),
            // It lies where nothing reads it.
            undo: .actions([]), seconds: 15)
    }
}
