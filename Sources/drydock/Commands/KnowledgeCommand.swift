import Application
import ArgumentParser

struct KnowledgeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "knowledge", abstract: "List what drydock knows, check and prove your own folder, see facts and chains.",
        subcommands: [List.self, Lint.self, Test.self, FactsList.self, Graph.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List what is known and of which day it is.")
        @OptionGroup var global: GlobalOptions
        @Option(help: "text or json.")
        var format: ListFormat = .text
        func run() throws { try KnowledgeJob(settings: global.settings, format: format).list() }
    }

    struct Lint: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check a folder of knowledge (rules, recipes, releases, add-ons, …) in the same way as the build does.")
        @OptionGroup var global: GlobalOptions
        @Argument(help: "The folder.", completion: .directory)
        var folder: String
        func run() throws { throw ExitCode(try KnowledgeJob(settings: global.settings, format: .text).lint(folder)) }
    }

    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Try the proofs of a folder's rules on recorded nodes.",
            discussion: """
                The folder has rules/AREA/RULE.yaml, proofs/AREA/RULE.yaml and nodes/NAME, each of these a capture; drydock's own source \
                is such a folder too. Ends with 1 where something is not as a proof says.
                """)
        @OptionGroup var global: GlobalOptions
        @Argument(help: "The folder.", completion: .directory)
        var folder: String
        @Option(help: ArgumentHelp("Only the proofs of this rule.", valueName: "id"))
        var rule: String?
        @Option(help: "text or json.")
        var format: ListFormat = .text
        func run() throws {
            throw ExitCode(try ProofsJob(settings: global.settings, folder: folder, rule: rule, format: format).run())
        }
    }

    struct FactsList: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "facts", abstract: "List every fact that a rule may use.")
        @OptionGroup var global: GlobalOptions
        @Option(help: "text or json.")
        var format: ListFormat = .text
        func run() throws { try KnowledgeJob(settings: global.settings, format: format).facts() }
    }

    struct Graph: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print which rule leads to which, in Graphviz DOT format.")
        @OptionGroup var global: GlobalOptions
        func run() throws { try KnowledgeJob(settings: global.settings, format: .text).graph() }
    }
}
