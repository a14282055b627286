import Planning
import Steps

/// A plan with its documents: scripts, an Ansible project, the runbook, other tools' input.
public enum RenderedPlan {
    /// One line each.
    static let exporters: [any Exporter] = [
        Runbook(), AnsibleProject(), InstallScript(), PowerShellScript(), ImageMirror(), WindowsWorkload(), Kubespray(), Kops(),
        ManagedCluster(),
    ]

    /// One line each; those that know a plan that takes a cluster away.
    static let resetExporters: [any Exporter] = [Runbook(), AnsibleProject(), InstallScript()]

    /// What the answers mean. The plan must have passed its checks.
    public static func plan(_ context: PlanContext) -> Plan {
        var plan = Planner.plan(context)
        plan.documents = exporters.flatMap { $0.documents(plan, context) }
        return plan
    }

    /// How to take everything away again, machine by machine.
    public static func reset(_ context: PlanContext) -> Plan {
        var plan = Planner.reset(context)
        plan.documents = resetExporters.flatMap { $0.documents(plan, context) }
        return plan
    }
}
