import Application
import ArgumentParser

struct Recipes: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Search the recipes, or read one.",
        discussion: """
              drydock recipes                       all recipes, by area
              drydock recipes cgroup driver         those that match, best first
              drydock recipes show start-containerd one, step by step
            """,
        subcommands: [List.self, Show.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "search", abstract: "List the recipes that match a query.")
        @OptionGroup var global: GlobalOptions
        @Option(help: "text or json.")
        var format: ListFormat = .text
        @Argument(help: "Words of a title, an error text or a step.")
        var query: [String] = []

        func run() throws {
            throw ExitCode(try RecipesJob(settings: global.settings, format: format).list(query.joined(separator: " ")))
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show one recipe.")
        @OptionGroup var global: GlobalOptions
        @Option(help: "text or json.")
        var format: ListFormat = .text
        @Argument(help: "The recipe's id, or a state such as CrashLoopBackOff.")
        var id: String

        func run() throws {
            throw ExitCode(try RecipesJob(settings: global.settings, format: format).show(id))
        }
    }
}

extension ListFormat: ExpressibleByArgument {}
