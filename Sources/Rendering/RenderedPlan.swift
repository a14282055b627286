import Planning
import Steps

/// A plan with its documents: scripts, an Ansible project, the runbook, other tools' input.
public enum RenderedPlan {
    /// One line each.
    static let exporters: [any Exporter] = [
        Runbook(), AnsibleProject(), InstallScript(), PowerShellScript(), AirGapFolder(), WindowsWorkload(), Kubespray(), Kops(),
        ManagedCluster(),
    ]

    /// One line each; those that know a plan that takes a cluster away.
    static let resetExporters: [any Exporter] = [Runbook(), AnsibleProject(), InstallScript()]

    /// What the answers mean. The plan must have passed its checks.
    public static func plan(_ context: PlanContext) -> Plan {
        rendered(Planner.plan(context), context, exporters)
    }

    /// How to take everything away again, machine by machine.
    public static func reset(_ context: PlanContext) -> Plan {
        rendered(Planner.reset(context), context, resetExporters)
    }

    /// What is downloaded with nothing to compare it with, each once: a person may want to look at it, or bring it.
    private static func unproved(_ steps: [Step]) -> [String] {
        var out: [String] = []
        for case .fetch(let fetch) in steps.flatMap(\.actions) {
            // What was brought was compared with the bundle's own checksums.
            guard case .onlyTLS(let because) = fetch.proof, !fetch.url.hasPrefix("file:") else { continue }
            let warning = "Only TLS vouches for \(fetch.url). \(because)"
            if !out.contains(warning) { out.append(warning) }
        }
        return out
    }

    /// A document that has no words for a step is not written, rather than written without it, and a warning says so.
    private static func rendered(_ plan: Plan, _ context: PlanContext, _ exporters: [any Exporter]) -> Plan {
        var plan = plan
        plan.warnings += unproved(plan.steps)
        for exporter in exporters {
            do throws(RenderingError) {
                plan.documents += try exporter.documents(plan, context)
            } catch {
                plan.warnings.append(error.description)
            }
        }
        return plan
    }
}
