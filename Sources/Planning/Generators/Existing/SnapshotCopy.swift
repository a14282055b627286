import Steps
import Text

/// How snapshots of etcd come off the machine: over ssh, with a key that is for nothing else.
enum SnapshotCopy {
    private static let key = "/root/.ssh/etcd-backup"

    /// The script's last line; empty where nothing is copied.
    static func line(_ context: PlanContext) -> String {
        let target = context.plan.existing?.copyTo ?? ""
        if target.isEmpty { return "" }
        let words = ["scp"] + options
        return "\(ShellLine.of(words)) \"$new\" \(ShellLine.of(["\(target)/"]))\"$(hostname)-${new##*/}\"\n"
    }

    /// scp asks nobody anything: a timer has no person beside it.
    private static let options = ["-q", "-p", "-i", key, "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=accept-new"]

    static func steps(_ context: PlanContext, on machine: Machine) -> [Step] {
        let target = context.plan.existing?.copyTo ?? ""
        guard !target.isEmpty else { return [] }
        let host = target.prefix { $0 != ":" }
        return [
            Step(
                "let-snapshots-out", on: machine.name, phase: .change,
                title: "Let \(machine.name) copy its snapshots to \(host).",
                why:
                    "A snapshot on the machine that is lost is lost with it. It holds every Secret of the cluster, so the place must be as safe "
                    + "as a control plane. Old copies there are yours to remove.",
                risk: .edits,
                actions: [
                    .run(Run(["install", "-d", "-m", "0700", "/root/.ssh"])),
                    .run(
                        Run(
                            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "etcd-backup@\(machine.name)", "-f", key],
                            unlessExists: key)),
                    .byHand(
                        "Let the key in \(key).pub of \(machine.name) in as \(host): its line goes into ~/.ssh/authorized_keys there."
                    ),
                ], check: .succeeds(["scp"] + options + ["/etc/hostname", "\(target)/\(machine.name)-was-here"]),
                undo: .commands([["rm", "-f", key, "\(key).pub"]]), seconds: 60)
        ]
    }
}
