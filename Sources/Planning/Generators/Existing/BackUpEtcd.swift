import Steps

/// Snapshots of the etcd of a cluster that is there: one now, one each day, off the machine where that is wanted, and one restored on trial.
struct BackUpEtcd: Generator {
    func steps(_ context: PlanContext) -> [Step] {
        let plan = context.plan
        guard plan.tool == .kubeadm, plan.existing?.task == .backUpEtcd else { return [] }
        return plan.etcdMachines.flatMap { machine in
            SnapshotCopy.steps(context, on: machine)
                + [
                    EtcdSnapshots.step(context, machine, phase: .change, after: SnapshotCopy.line(context)), Self.take(machine),
                    rehearse(context, machine),
                ]
        }
    }

    static func take(_ machine: Machine) -> Step {
        let newest = "\(EtcdSnapshots.folder)/newest.db"
        return Step(
            "take-etcd-snapshot", on: machine.name, phase: .change, title: "Take a snapshot now.",
            why:
                "Done where the newest is older than an hour. It is the same work that the timer does each day, so it shows that this works.",
            risk: .edits, actions: [.run(Run(["systemctl", "start", "etcd-snapshot.service"]))],
            check: .succeeds(NodeScript.words("test -n \"$(find -L \"$1\" -mmin -60 -size +0)\"", [newest])),
            undo: .none(because: "A snapshot more does no harm."),
            seconds: 15)
    }

    /// A backup that nobody restored is a hope.
    private func rehearse(_ context: PlanContext, _ machine: Machine) -> Step {
        let rehearsed = "\(EtcdSnapshots.folder)/rehearsed"
        let words = [context.plan.etcd.dataDir, EtcdSnapshots.folder, context.restoringProgram, "restore"]
        return Step(
            "rehearse-restore", on: machine.name, phase: .change, title: "Restore the snapshot on trial.",
            why:
                "Its checksum is compared and a whole database is made from it, in a folder beside etcd's own that is removed again. etcd goes "
                + "on meanwhile; the disk needs room for three times the snapshot.",
            risk: .edits, actions: [.run(Run(NodeScript.words(Self.rehearsal, words)))],
            check: .succeeds(
                NodeScript.words("test -s \"$2\" && test \"$1\" -nt \"$2\"", [rehearsed, "\(EtcdSnapshots.folder)/newest.db"])),
            undo: .commands([["rm", "-f", rehearsed]]), seconds: 20)
    }

    /// etcd's container sees its data's folder and nothing else of the machine. The verb is an argument: what stands there as one command
    /// takes a member's data away and has a snapshot before it (``EtcdSafeguard``).
    private static let rehearsal = """
        set -eu; umask 077; data=$1 folder=$2 program=$3 verb=$4
        new=$data/rehearsal
        trap 'rm -rf "$new" "$new.db"' EXIT
        rm -rf "$new" "$new.db"
        size=$(du -Lk "$folder/newest.db" | cut -f 1)
        [ "$(df --output=avail -k "$data" | tail -n 1)" -gt $((size * 3)) ] || { echo "$data has no room for three times $size KB." >&2; exit 1; }
        cp "$folder/newest.db" "$new.db"
        if command -v etcdutl >/dev/null; then
            etcdutl snapshot "$verb" "$new.db" --data-dir "$new"
        else
            container=$(crictl ps --quiet --state Running --name '^etcd$' | head -n 1)
            [ -n "$container" ] || { echo 'etcd does not run here.' >&2; exit 1; }
            crictl exec "$container" "$program" snapshot "$verb" "$new.db" --data-dir "$new"
        fi
        test -s "$new/member/snap/db"
        date -u >"$folder/rehearsed"
        """
}

extension PlanContext {
    /// The program of etcd's image that restores: etcdctl can up to 3.5 (etcd's upgrade guide to 3.6).
    var restoringProgram: String { restoresWithEtcdutl ? "etcdutl" : "etcdctl" }

    var restoresWithEtcdutl: Bool {
        let own = plan.etcd.version.isEmpty ? release.etcd.at(patch) : plan.etcd.version
        let numbers = own.split { !$0.isNumber }.prefix(2).compactMap { Int($0) }
        return numbers.count == 2 && (numbers[0], numbers[1]) >= (3, 6)
    }
}
