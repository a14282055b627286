import Application
import ArgumentParser
import Planning

struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Check a plan file and write everything that it does as files.",
        discussion: """
              drydock plan --example stacked > plan.yaml    an example plan to start from
              drydock plan plan.yaml                        check it and show what it does
              drydock plan plan.yaml --out build            write configuration, scripts, Ansible project and runbook
              drydock plan plan.yaml --captures DIR         check it against captures of its machines
              drydock plan plan.yaml --reset                how to remove it all again

            Exit status: 0 the plan is valid, 1 it has errors, 2 wrong usage. Nothing is written unless the whole plan is valid.
            """)
    @OptionGroup var global: GlobalOptions
    @Option(help: "Print an example plan for this topology (single, stacked or external) instead of reading one.")
    var example: ClusterPlan.Topology?
    @Option(help: "The release of the example, such as 1.36.")
    var release: String?
    @Option(help: "Write the files into this folder.", completion: .directory)
    var out: String?
    @Flag(help: "Overwrite files in the folder that differ.")
    var overwrite = false
    @Flag(help: "Plan how to remove the cluster again.")
    var reset = false
    @Option(
        help: "Captures of the plan's machines (files, or folders of them), to check the plan against.",
        completion: .file())
    var captures: [String] = []
    @Option(help: "text or json.")
    var format: ListFormat = .text
    @Argument(help: "The plan file, or - for stdin.", completion: .file(extensions: ["yaml", "yml"]))
    var file: String?

    func validate() throws {
        if (file == nil) == (example == nil) {
            throw ValidationError("Give either a plan file, or --example with single, stacked or external.")
        }
        if release != nil, example == nil { throw ValidationError("--release belongs to --example; a plan file names its own.") }
        if example != nil, out != nil || reset {
            throw ValidationError("--example only prints a plan; save it to a file and run drydock plan again with that file.")
        }
    }

    func run() throws {
        let job = PlanJob(settings: global.settings, format: format)
        if let example { return try job.example(example, release: release) }
        throw ExitCode(try job.run(file ?? "", out: out, isReset: reset, overwrites: overwrite, captures: captures))
    }
}

extension ClusterPlan.Topology: ExpressibleByArgument {}
