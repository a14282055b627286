import Application
import ArgumentParser

struct KnowledgeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "knowledge", abstract: "What drydock knows: list it, check a folder of your own, see the facts and chains.",
        subcommands: [List.self, Lint.self, FactsList.self, Graph.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List what is known and of which day it is.")
        @OptionGroup var global: GlobalOptions
        @Option(help: "text or json.")
        var format: ListFormat = .text
        func run() throws { try KnowledgeJob(settings: global.settings, format: format).list() }
    }

    struct Lint: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check a folder of knowledge (rules, recipes, releases, add-ons, …), as the build checks its own.")
        @OptionGroup var global: GlobalOptions
        @Argument(help: "The folder.", completion: .directory)
        var folder: String
        func run() throws { throw ExitCode(try KnowledgeJob(settings: global.settings, format: .text).lint(folder)) }
    }

    struct FactsList: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "facts", abstract: "List every fact that a rule may name.")
        @OptionGroup var global: GlobalOptions
        @Option(help: "text or json.")
        var format: ListFormat = .text
        func run() throws { try KnowledgeJob(settings: global.settings, format: format).facts() }
    }

    struct Graph: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print which rule leads to which, in Graphviz's dot language.")
        @OptionGroup var global: GlobalOptions
        func run() throws { try KnowledgeJob(settings: global.settings, format: .text).graph() }
    }
}
