import Steps

/// Makes the plan from the answers.
public enum Planner {
    /// One line each; steps are sorted by phase and keep this order within one.
    public static let generators: [any Generator] = [
        HostNames(), SwapOff(), KernelModules(), BasicPackages(), KernelSettings(), FirewallPorts(), SELinuxPolicy(),
        ContainerdInstall(),
        ContainerdSettings(),
        CRIOInstall(), DockerInstall(), KubernetesPackages(), KubernetesBinaries(), CrictlSettings(), ImportImages(),
        WindowsWorkers(),
        ExternalEtcd(),
        HAProxy(), Keepalived(), EndpointAnswers(),
        InitializeCluster(), NetworkAddOn(), JoinControlPlanes(),
        // After the joins: kubeadm join refuses a machine that has a static pod already.
        KubeVIP(),
        JoinWorkers(), FinishNodes(), SmokeTest(), EtcdSnapshots(), RemoveFromCluster(),
        RenewCertificates(), BackUpEtcd(), RestoreEtcd(), UpgradeCluster(), ChangeAddress(), ResetLivingCluster(),
    ]

    /// One line each; what takes a cluster away again, from the last made to the first.
    static let resetGenerators: [any Generator] = [
        ResetCluster()
    ]

    /// How to take everything away again, machine by machine.
    public static func reset(_ context: PlanContext) -> Plan {
        Plan(steps: resetGenerators.flatMap { $0.steps(context) })
    }

    /// The steps of machines that reach the internet, generator by generator.
    static func steps(_ context: PlanContext, generators: [any Generator] = generators) -> [Step] {
        // Other tools make the machines ready themselves; drydock writes their input alone.
        context.plan.tool == .kubeadm ? generators.flatMap { $0.steps(context) } : []
    }

    /// Everything that the answers mean: steps by phase, and warnings. The plan must have passed its checks.
    public static func plan(_ context: PlanContext, generators: [any Generator] = generators) -> Plan {
        var plan = Plan(
            warnings: PlanChecks.all(context.plan, context.knowledge, facts: context.facts, now: context.now).filter {
                !$0.isError
            }.map(\.sentence)
        )
        let steps = AirGap.steps(Self.steps(context, generators: generators), context)
        plan.steps = Step.Phase.allCases.flatMap { phase in steps.filter { $0.phase == phase } }
        return plan
    }
}
