import Steps

/// A snapshot of etcd each day on each machine that runs it. What is lost without one is the whole cluster.
struct EtcdSnapshots: Generator {
    static let folder = "/var/backups/etcd"
    /// How many are kept.
    static let kept = 7
    private static let script = "/usr/local/sbin/etcd-snapshot"
    private static let units = "/etc/systemd/system/etcd-snapshot"

    func steps(_ context: PlanContext) -> [Step] {
        let plan = context.plan
        guard plan.tool == .kubeadm, plan.existing == nil, plan.etcd.takesSnapshots else { return [] }
        return plan.etcdMachines.map { Self.step(context, $0) }
    }

    /// `after` are lines of the script for what is done with each new snapshot, `$new`.
    static func step(
        _ context: PlanContext, _ machine: Machine, phase: Step.Phase = .finish, after: String = ""
    ) -> Step {
        let (script, folder) = (machine.os == .flatcar ? "/opt/bin/etcd-snapshot" : Self.script, Self.folder)
        let paths = [script, "\(Self.units).service", "\(Self.units).timer"]
        return Step(
            "take-etcd-snapshots", on: machine.name, phase: phase, title: "Take a snapshot of etcd each day.",
            why:
                "Everything that the cluster knows is in etcd: without a snapshot a lost quorum or a deleted namespace is lost for good. "
                + "The newest \(Self.kept) stay in \(folder), for root alone. Copy them off this machine, with \(KubeadmPath.certificates), and restore one once to know that it works.",
            risk: .edits,
            actions: [
                .write(PlannedFile(paths[0], mode: 0o755, Self.script(context, after: after))),
                .write(PlannedFile(paths[1], Self.service(script))), .write(PlannedFile(paths[2], Self.timer)),
                .unit(.definitionsRead), .unit(UnitChange("etcd-snapshot.timer", .enabled)),
                .unit(UnitChange("etcd-snapshot.timer", .started)),
                // The first is taken now: then it is known that it works.
                .run(Run(["systemctl", "start", "etcd-snapshot.service"], unlessExists: "\(folder)/newest.db")),
            ], check: .succeeds(["test", "-s", "\(folder)/newest.db"]),
            undo: .commands([
                ["systemctl", "disable", "--now", "etcd-snapshot.timer"], ["rm", "--force"] + paths,
                ["systemctl", "daemon-reload"],
            ]), seconds: 15)
    }

    /// etcdctl comes with etcd's image; its container sees the data's folder and etcd's certificates alone.
    static func script(_ context: PlanContext, after: String = "") -> String {
        let pki = "\(KubeadmPath.certificates)/etcd"
        let part = "\(context.plan.etcd.dataDir)/snapshot.db.new"
        return """
            #!/bin/sh
            # Takes a snapshot of etcd into \(folder) and keeps the newest \(kept). etcd-snapshot.timer runs it each day.
            set -eu
            umask 077
            PATH=$PATH:/usr/local/bin:/opt/bin
            container=$(crictl ps --quiet --state Running --name '^etcd$' | head -n 1)
            [ -n "$container" ] || { echo 'etcd does not run here.' >&2; exit 1; }
            mkdir -p \(folder)
            rm -f \(part)
            crictl exec "$container" etcdctl --endpoints=https://127.0.0.1:\(EtcdMember.clientPort) --cacert=\(pki)/ca.crt \\
                --cert=\(pki)/healthcheck-client.crt --key=\(pki)/healthcheck-client.key snapshot save \(part)
            new=\(folder)/etcd-$(date -u +%Y-%m-%dT%H%M%SZ).db
            mv \(part) "$new"
            ln -sf "$new" \(folder)/newest.db
            # By name the oldest stand first.
            for old in $(ls \(folder)/etcd-*.db | head -n -\(kept)); do rm -f "$old"; done
            \(after)
            """
    }

    static func service(_ script: String) -> String {
        """
        [Unit]
        Description=Take a snapshot of etcd
        After=kubelet.service

        [Service]
        Type=oneshot
        ExecStart=\(script)

        """
    }

    static let timer = """
        [Unit]
        Description=Take a snapshot of etcd each day

        [Timer]
        OnCalendar=daily
        # Members take turns, so that not all read their whole database at once.
        RandomizedDelaySec=1h
        Persistent=true

        [Install]
        WantedBy=timers.target

        """
}
