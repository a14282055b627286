import Knowledge
import Steps

@testable import Planning

/// Plans of one machine, by what decides its files.
struct MachineCase {
    /// Every system but Windows, whose steps are others.
    static let systems = OperatingSystem.allCases.filter { $0 != .windows }

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

    func context() throws -> PlanContext {
        guard let context = PlanContext(plan, knowledge: knowledge) else { throw Missing("release \(plan.release)") }
        return context
    }

    /// What the generators of this part make, without those of others.
    func made() throws -> (plan: Plan, context: PlanContext) {
        let context = try context()
        let generators: [any Generator] = [
            HostNames(), SwapOff(), KernelModules(), BasicPackages(), KernelSettings(), SELinuxPolicy(),
            ContainerdInstall(), ContainerdSettings(),
            CRIOInstall(), DockerInstall(), KubernetesPackages(), KubernetesBinaries(), CrictlSettings(), WindowsWorkers(),
        ]
        return (Planner.plan(context, generators: generators), context)
    }

    /// A file of the first machine.
    func file(_ path: String) throws -> String {
        let plan = try made().plan
        guard let file = plan.files(on: "cp1").first(where: { $0.path == path }) else { throw Missing(path) }
        return file.content
    }

    /// What a plan was expected to have.
    private struct Missing: Error, CustomStringConvertible {
        let description: String

        init(_ what: String) { description = "there is no \(what)" }
    }
}
