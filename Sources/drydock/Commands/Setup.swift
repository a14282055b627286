import Application
import ArgumentParser
import Planning

extension ExistingCluster.Task: ExpressibleByArgument {}

struct Setup: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Plan a cluster step by step, starting from this machine; nothing is changed.",
        discussion: """
              drydock setup                     from this machine to a reviewed plan
              drydock setup --plan plan.yaml    continue with a plan file
              drydock setup --captures DIR      with captures of the other machines
              drydock setup --task upgrade      what is to be done to a cluster that is there

            The answers are saved after each page. drydock plan does the same from a file, without a screen.
            """)
    @OptionGroup var global: GlobalOptions
    @Option(
        help: "A plan file to continue with; it is created if it does not exist.", completion: .file(extensions: ["yaml", "yml"]))
    var plan: String?
    @Option(help: "A capture (file or folder) to plan from instead of this machine.", completion: .file())
    var from: String?

    @Option(
        help:
            "Captures of the cluster's machines (files, or folders of them), whose runtimes, networks and identities are considered too.",
        completion: .file())
    var captures: [String] = []

    @Option(help: "Begin with this task of a cluster that is there.")
    var task: ExistingCluster.Task?

    func run() throws {
        try ScreenJob(settings: global.settings, from: from, opening: .setup(plan: plan, captures: captures, task: task)).run()
    }
}
