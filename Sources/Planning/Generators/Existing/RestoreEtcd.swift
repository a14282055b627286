import Steps

/// etcd brought back from a snapshot, on one member or on all: everything is stopped, each member gets new data from the same file, and only
/// when all have it is etcd started, then the control plane (etcd 3.5 and 3.6, Disaster recovery).
///
/// What was done is noted under the snapshot's name, so that another run of the same plan does not restore again.
struct RestoreEtcd: Generator {
    func steps(_ context: PlanContext) -> [Step] {
        let plan = context.plan
        guard plan.tool == .kubeadm, let existing = plan.existing, existing.task == .restoreEtcd, !existing.snapshot.isEmpty
        else {
            return []
        }
        let parts = RestoreParts(context: context, snapshot: existing.snapshot)
        let members = plan.etcdMachines
        let planes = plan.machines(.controlPlane)
        var out = members.map(parts.look) + planes.map(parts.stop)
        if plan.topology == .external { out += members.map(parts.stop) }
        out += members.map(parts.restore) + members.map(parts.place) + members.map(parts.start)
        if let first = members.first { out.append(parts.health(on: first)) }
        out += planes.map(parts.startControlPlane)
        let nodes = plan.machines.filter { !$0.isWindows && ($0.roles.contains(.controlPlane) || $0.roles.contains(.worker)) }
        return out + nodes.map(parts.restartKubelet)
    }
}
