import Application
import ArgumentParser

struct Apply: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Do the steps of a plan on this machine.",
        discussion: """
              drydock apply steps.json --check     show what would change, and change nothing
              drydock apply steps.json --yes       do the steps; a step that was interrupted is done again
              drydock apply --undo                 take back what the last run did, newest step first
              drydock apply --resume --yes         go on with a run that was cut off or stopped

            Exit status: 0 done and verified, or nothing would change; 1 a step failed, or something would change; 2 wrong usage;
            3 it could not start, or waits for a person or a value.
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
    @Option(help: "Allow steps that destroy data, by naming the machine.")
    var destroy: String?
    @Option(
        help: "A file with lines NAME=VALUE, mode 0600, or - for stdin: tokens and keys that files need.", completion: .file())
    var values: String?
    @Option(help: "text or json.")
    var format: ListFormat = .text
    @Argument(help: "The file with the steps that `drydock plan` wrote.", completion: .file(extensions: ["json"]))
    var file: String?

    func validate() throws {
        if undo, let file { throw ValidationError("--undo takes back the last run, whatever file it was of: leave \(file) out.") }
        if resume, undo || check || file != nil {
            throw ValidationError("--resume goes on with the run that was cut off, whatever file it was of: leave the rest out.")
        }
        if !undo, !resume, file == nil { throw ValidationError("Name the file with the steps.") }
        if !check, !yes { throw ValidationError("Add --check to see what would change, or --yes to do it.") }
    }

    func run() throws {
        if resume {
            throw ExitCode(try ResumeJob(settings: global.settings, format: format, values: values).run())
        }
        guard let file else {
            throw ExitCode(try UndoJob(settings: global.settings, format: format, mode: check ? .check : .yes).run())
        }
        let job = ApplyJob(
            settings: global.settings, format: format, looksOnly: check, only: step, until: until, destroys: destroy)
        throw ExitCode(try job.run(file, values: values))
    }
}
