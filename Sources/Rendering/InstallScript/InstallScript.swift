import Planning
import Steps
import Text

/// A script for each Linux machine that does the plan's steps there: `machines/NAME/install.sh`, beside the files that it copies.
/// What takes a whole cluster away is `reset.sh`, so that nobody runs one for the other.
/// It is POSIX sh, needs no network but what the steps fetch, and may be run again: what is there already stays as it is.
struct InstallScript: Exporter {
    func documents(_ plan: Plan, _ context: PlanContext) throws(RenderingError) -> [PlannedFile] {
        guard Self.isWritten(plan, context) else { return [] }
        var out: [PlannedFile] = []
        for machine in context.plan.machines where !machine.isWindows {
            let steps = plan.steps(on: machine.name)
            if steps.isEmpty { continue }
            let text = try Self.text(steps, machine, context)
            out.append(PlannedFile("machines/\(machine.name)/\(Self.name(plan, context))", mode: 0o755, text))
        }
        return out
    }

    /// A script does all that its machine has to do in a phase; where steps of several machines wait for each other, none can.
    static func isWritten(_ plan: Plan, _ context: PlanContext) -> Bool {
        let isInTurn = plan.changesCluster || (plan.takesAway && context.plan.throughMachine != nil)
        return !isInTurn || Set(plan.steps.map(\.machine)).count == 1
    }

    static func name(_ plan: Plan, _ context: PlanContext) -> String {
        plan.takesAway && context.plan.existing?.task != .remove ? "reset.sh" : "install.sh"
    }

    static func text(_ steps: [Step], _ machine: Machine, _ context: PlanContext) throws(RenderingError) -> String {
        let phases = Step.Phase.allCases.filter { phase in steps.contains { $0.phase == phase } }
        var out = """
            #!/bin/sh
            # \(machine.name): Kubernetes \(context.version), \(machine.roles.map(\.rawValue).joined(separator: ", ")). Written by drydock; POSIX sh.
            # Every step may be run again: what is there already stays as it is, and what a file replaces is kept.
            # shellcheck disable=SC2016,SC2317,SC2329 # awk and sed read the dollars; holds is called by run and end.
            set -eu

            machine=\(word(machine.name))
            phases=\(word(phases.map(\.rawValue).joined(separator: " ")))

            """
        out += InstallScriptText.secrets(placeholders(steps)) + "\n" + InstallScriptText.functions + environment(context)
        for phase in phases {
            out += "\n# ---- \(phase.rawValue) ----\n\(function(phase))() {\n"
            let own = steps.filter { $0.phase == phase }
            for (index, step) in own.enumerated() {
                out += (index > 0 ? "\n" : "") + (try InstallScriptStep(Procedure(step)).text())
            }
            out += "}\n"
        }
        return out + "\n" + InstallScriptText.ending
            + phases.map { "if wanted \($0.rawValue); then \(function($0)); fi\n" }.joined() + "finish\n"
    }

    /// What must be supplied before some step can be done.
    static func placeholders(_ steps: [Step]) -> [Placeholder] {
        let files = steps.flatMap(\.files)
        return Placeholder.allCases.filter { placeholder in files.contains { $0.placeholders.contains(placeholder) } }
    }

    private static func function(_ phase: Step.Phase) -> String {
        "phase_" + phase.rawValue.split(separator: "-").joined(separator: "_")
    }

    /// The proxy, for what the script fetches and for kubeadm, which hands it on to the control plane's pods.
    private static func environment(_ context: PlanContext) -> String {
        let environment = ProxyDropIn.environment(context)
        if environment.isEmpty { return "" }
        return "\n# The proxy, for downloads and for kubeadm, which hands it on to the control plane's pods.\n"
            + environment.map { "export \($0.name)=\(word($0.value))\n" }.joined()
    }

    static func word(_ text: String) -> String { ShellLine.of([text]) }
}
