import Knowledge
import Steps
import Testing

@testable import Planning

/// Plans of one machine, by what decides its files.
struct MachineCase {
    var plan = ClusterPlan()
    var knowledge = Knowledge.planning

    /// A control plane and a worker of one system, for a release and a runtime.
    init(
        minor: Int = 36, _ os: OperatingSystem = .debian, version: String = "12", runtime: RuntimeChoice.Kind = .containerd,
        series: String = ""
    ) {
        plan.release = KubernetesVersion(minor: minor)
        plan.machines = [
            Machine(name: "cp1", addresses: ["192.0.2.11"], roles: [.controlPlane], os: os),
            Machine(name: "worker1", addresses: ["192.0.2.21"], roles: [.worker], os: os),
        ]
        for index in plan.machines.indices { plan.machines[index].osVersion = version }
        plan.runtime.kind = runtime
        plan.runtime.version = series
    }

    func context() throws -> PlanContext { try #require(PlanContext(plan, knowledge: knowledge)) }

    /// What the generators of this part make, without those of others.
    func made() throws -> (plan: Plan, context: PlanContext) {
        let context = try context()
        let generators: [any Generator] = [
            HostNames(), SwapOff(), KernelModules(), BasicPackages(), KernelSettings(), ContainerdInstall(), ContainerdSettings(),
            CRIOInstall(), DockerInstall(), KubernetesPackages(), KubernetesBinaries(), CrictlSettings(), WindowsWorkers(),
        ]
        return (Planner.plan(context, generators: generators), context)
    }

    /// A file of the first machine.
    func file(_ path: String) throws -> String {
        let plan = try made().plan
        return try #require(plan.files(on: "cp1").first { $0.path == path }?.content, "no \(path)")
    }
}
