import Application
import ArgumentParser

/// The root command: without a subcommand, the terminal program.
struct Drydock: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: Program.name,
        abstract: "Finds what is wrong with a Kubernetes node, from the node alone.",
        discussion: """
            Without a subcommand the terminal program opens on this machine.

              drydock                                    open the terminal program
              drydock diagnose                           what is wrong on this node, and why
              drydock capture -o node.tar.gz             record this node, without secrets
              drydock diagnose --from node.tar.gz        the same, on another machine
              journalctl -u kubelet | drydock explain -  known problems that a log points to
              drydock setup                              plan a cluster, step by step
              drydock plan --example single              a plan file to start from
              drydock apply steps.json --check           what the steps of a plan would change here
              drydock fix --check                        what would end each cause, as differences and commands
              drydock recipes show start-containerd      how to fix something

            Exit status of diagnose: 0 nothing wrong, 1 problems found, 2 wrong usage, 3 something that matters could not be judged.
            """,
        version: Program.edition,
        subcommands: [
            Open.self, Setup.self, PlanCommand.self, Apply.self, Diagnose.self, Fix.self, Watch.self, Capture.self, Explain.self,
            Recipes.self,
            KnowledgeCommand.self,
            Scrub.self,
            Check.self,
        ],
        defaultSubcommand: Open.self)
}
