import Diagnosis
import Facts
import Planning
import YAML

/// What a plan decides, as facts: rules and the readiness of a plan are judged by them like by anything that was seen.
enum PlannedFacts {
    /// What the plan makes of one of its machines. One that it does not name yet is taken for the first control plane.
    static func machine(_ name: String, of plan: ClusterPlan, _ release: Release?) -> FactSet {
        let roles = plan.machines.first { $0.name == name }?.roles ?? [.controlPlane]
        let bearsCgroupV1 = plan.kubelet.config["failCgroupV1"] == .flag(false)
        var facts = FactSet()
        facts.set(PlanFacts.roles, .list(roles.map(\.rawValue)), from: source)
        facts.set(PlanFacts.isNode, .flag(roles.contains { $0 != .loadBalancer }), from: source)
        facts.set(PlanFacts.minor, .integer(plan.release.minor), from: source)
        facts.set(PlanFacts.topology, .text(plan.topology.rawValue), from: source)
        facts.set(PlanFacts.failSwapOn, .flag(!plan.kubelet.keepsSwap), from: source)
        facts.set(PlanFacts.failCgroupV1, .flag(release?.refusesCgroupV1 == true && !bearsCgroupV1), from: source)
        return facts
    }

    /// What the plan makes of the cluster.
    static func cluster(_ plan: ClusterPlan) -> FactSet {
        var facts = FactSet()
        let etcd = plan.etcdMachines
        let members = plan.etcd.endpoints.isEmpty ? etcd.count : plan.etcd.endpoints.count
        let values: [(FactKey, Value)] = [
            (PlanFacts.topology, .text(plan.topology.rawValue)),
            (PlanFacts.controlPlanes, .integer(plan.machines(.controlPlane).count)),
            (PlanFacts.workers, .integer(plan.machines(.worker).count)),
            (PlanFacts.zones, .integer(Set(etcd.map(\.zone)).subtracting([""]).count)),
            (PlanFacts.etcdMembers, .integer(members)), (PlanFacts.etcdQuorum, .integer(Quorum.needed(members))),
            (PlanFacts.etcdMayFail, .integer(Quorum.mayFail(members))),
            (PlanFacts.takesSnapshots, .flag(plan.etcd.takesSnapshots && plan.etcd.endpoints.isEmpty && plan.tool == .kubeadm)),
            (PlanFacts.firstEtcd, .text(ifAny: plan.machines(.etcd).first?.name)),
            (PlanFacts.balancer, .text(plan.endpoint.balancer.rawValue)),
            (PlanFacts.certificateLifetime, .text(plan.certificates.validityHours.map { "\($0) hours" } ?? "a year")),
            (PlanFacts.networkPolicy, .flag(plan.network.addOn.networkPolicy)),
            (PlanFacts.encryptsSecrets, .flag(plan.controlPlane.encryptionAtRest)),
            (PlanFacts.auditLog, .flag(plan.controlPlane.auditLog)),
        ]
        for (key, value) in values { facts.set(key, value, from: source) }
        let arguments = plan.controlPlane.apiServer.extraArgs
        facts.set(
            PlanFacts.hasAuthorizationConfig, .flag(arguments.contains { $0.name == "authorization-config" }), from: source)
        facts.set(PlanFacts.authorizationModes, list("authorization-mode", arguments), from: source)
        facts.set(PlanFacts.admissionOff, list("disable-admission-plugins", arguments), from: source)
        return facts
    }

    /// The members of a flag's value; of one that is given twice the last counts.
    private static func list(_ flag: String, _ arguments: [ExtraArgument]) -> Value {
        guard let argument = arguments.last(where: { $0.name == flag }) else { return .absent }
        return .list(argument.value.split(separator: ",").map(String.init))
    }

    private static let source = Source("the plan")
}

extension PlanContext {
    /// What machines that were seen lack of what the plan makes of them, in the plan's order.
    public var missedNeeds: [(machine: String, need: MachineNeed.Judged)] {
        plan.machines.filter { !$0.isWindows }.flatMap { machine -> [(String, MachineNeed.Judged)] in
            guard var seen = facts[machine.name] else { return [] }
            seen.merge(PlannedFacts.machine(machine.name, of: plan, release))
            return knowledge.readiness.needs(of: seen).filter { $0.state == .missed }.map { (machine.name, $0) }
        }
    }
}
