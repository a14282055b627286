import Application
import ArgumentParser

struct Fix: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "End what diagnose found, by the steps of a recipe, and look again.",
        discussion: """
              drydock fix                         every cause, one after the other; each is shown and asked about
              drydock fix swap-is-on              one of them
              drydock fix swap-is-on --check      what would change, as differences and commands; changes nothing
              drydock fix --undo                  take back what the last run did
              drydock fix --runs                  what was done on this machine; --undo RUN takes back one of them
              drydock fix --resume                go on with a run that was cut off

            Everything is noted in /var/lib/drydock/journal before it is done. Exit status: 0 fixed and verified, or nothing to fix;
            1 something would change, or is not fixed; 2 wrong usage; 3 it could not start, or a person is needed.
            """)
    @OptionGroup var global: GlobalOptions
    @Flag(help: "Change nothing; show what would be done.")
    var check = false
    @Flag(help: "Do it without asking, up to steps that restart something. Steps that destroy data also need --destroy.")
    var yes = false
    @Flag(help: "Take back what the last run did, or the run that is named.")
    var undo = false
    @Flag(help: "Go on with the run that was cut off.")
    var resume = false
    @Flag(help: "List what was done on this machine.")
    var runs = false
    @Option(help: "Allow steps that destroy data, by naming the machine.")
    var destroy: String?
    @Option(help: "The recipe to follow, where the rule has several.")
    var recipe: String?
    @Option(name: .customLong("set"), help: "A value that a recipe asks for, as NAME=VALUE. May be given several times.")
    var values: [String] = []
    @Option(help: "text or json.")
    var format: ListFormat = .text
    @Argument(help: "The rule, as diagnose names it; every cause where none is given. With --undo a run.")
    var rule: String?

    func validate() throws {
        if check, yes { throw ValidationError("--check changes nothing and --yes does it: give one of them.") }
        if undo, resume { throw ValidationError("--undo takes back and --resume goes on: give one of them.") }
        if runs, undo || resume || check || yes || rule != nil { throw ValidationError("--runs only lists: leave the rest out.") }
        if undo || resume, let rule, !(undo && Self.isRun(rule)) {
            let other = undo ? " An older one is named as --runs lists it." : ""
            throw ValidationError("\(undo ? "--undo" : "--resume") is for the last run, not for \(rule).\(other)")
        }
        if resume, check { throw ValidationError("--resume has no --check; drydock fix --check shows what is left to do.") }
        if rule == nil, recipe != nil || !values.isEmpty {
            throw ValidationError("--recipe and --set are for one rule: name it.")
        }
        for value in values where !value.contains("=") { throw ValidationError("--set wants NAME=VALUE, not \"\(value)\".") }
    }

    /// Whether it is a run's name, `20261130T101500Z`, and no rule's.
    private static func isRun(_ text: String) -> Bool {
        text.utf8.count >= 16 && text.utf8.prefix(8).allSatisfy { $0 >= 48 && $0 <= 57 } && text.utf8.dropFirst(8).first == 84
    }

    func run() throws {
        let mode: FixJob.Mode = check ? .check : yes ? .yes : .ask
        if runs { throw ExitCode(try RunsJob(settings: global.settings, format: format).run()) }
        if undo { throw ExitCode(try UndoJob(settings: global.settings, format: format, mode: mode, run: rule).run()) }
        if resume { throw ExitCode(try ResumeJob(settings: global.settings, format: format).run()) }
        let answers = values.map { $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init) }
        let job = FixJob(
            settings: global.settings, format: format, mode: mode, destroys: destroy, recipe: recipe,
            answers: Dictionary(answers.map { ($0[0], $0[1]) }) { $1 })
        throw ExitCode(try job.run(rule))
    }
}
