import Application
import ArgumentParser

struct Apply: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Do what a plan says: on this machine or, with several machines in the plan, on all.",
        discussion: """
              drydock apply plan.yaml --check      show what would change, and change nothing
              drydock apply plan.yaml              show it, ask, and do it; a step that was interrupted is done again
              drydock apply plan.yaml --limit worker
                                                   only the workers, through your own Ansible
              drydock apply steps.json --yes       the steps of one machine, as `drydock plan` wrote them
              drydock apply --undo                 take back what the last run on this machine did, newest step first
              drydock apply --resume --yes         go on with a run that was cut off or stopped

            Several machines are reached through Ansible, which carries this program to them.

            Exit status: 0 done and verified, or nothing would change; 1 a step failed, or something would change; 2 wrong usage;
            3 it could not start, a machine was not reached, or it waits for a person or a value.
            """)
    @OptionGroup var global: GlobalOptions
    @Flag(help: "Change nothing; show what would be done.")
    var check = false
    @Flag(help: "Do the steps without asking. Steps that destroy data also need --destroy.")
    var yes = false
    @Flag(help: "Take back what the last run did.")
    var undo = false
    @Flag(help: "Go on with the run that was cut off.")
    var resume = false
    @Option(help: "Do the steps up to this one.")
    var until: String?
    @Option(help: "Do only the step with this key. May be given several times.")
    var step: [String] = []
    @Option(help: "Allow steps that destroy data, and taking away what a kubeadm left half-made, by naming the machine.")
    var destroy: String?
    @Option(
        help: "A file with lines NAME=VALUE, mode 0600, or - for stdin: tokens and keys that files need.", completion: .file())
    var values: String?
    @Option(help: "Of a plan with several machines: a pattern of Ansible's for some of them.")
    var limit: String?
    @Option(
        help: "Of a plan with several machines: your own inventory, read after the plan's: keys, jump hosts, vault.",
        completion: .file())
    var inventory: String?
    @Option(help: "Of a plan with several machines: the folder in which its project is written.", completion: .directory)
    var out: String?
    @Option(help: "text or json.")
    var format: ListFormat = .text
    @Argument(help: "A plan, or the file with one machine's steps that `drydock plan` wrote.", completion: .file())
    var file: String?

    func validate() throws {
        if undo, let file { throw ValidationError("--undo takes back the last run, whatever file it was of: leave \(file) out.") }
        if resume, undo || check || file != nil {
            throw ValidationError("--resume goes on with the run that was cut off, whatever file it was of: leave the rest out.")
        }
        if !undo, !resume, file == nil { throw ValidationError("Name the plan, or the file with the steps.") }
    }

    func run() throws {
        if resume {
            throw ExitCode(try ResumeJob(settings: global.settings, format: format, values: values, destroys: destroy).run())
        }
        let mode: FixJob.Mode = check ? .check : yes ? .yes : .ask
        guard let file else {
            throw ExitCode(try UndoJob(settings: global.settings, format: format, mode: mode).run())
        }
        var choice = PlanApplyJob.Choice()
        (choice.only, choice.until, choice.destroys) = (step, until, destroy)
        (choice.folder, choice.limit, choice.inventory) = (out, limit, inventory)
        let job = PlanApplyJob(settings: global.settings, format: format, mode: mode, choice: choice)
        throw ExitCode(try job.run(file, values: values))
    }
}
