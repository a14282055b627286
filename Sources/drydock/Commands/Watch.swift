import Application
import ArgumentParser

struct Watch: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Watch the node come up, live, while kubeadm runs or after a restart.",
        discussion: """
            On a terminal this opens the Watch page; without one it prints a line whenever a rung of the ladder changes.

              drydock watch
              drydock watch --looks 1 --plain      the ladder as it is now
            """)
    @OptionGroup var global: GlobalOptions
    @Option(help: "Check this many times, two seconds apart, then exit; only without a terminal.")
    var looks: Int?

    func validate() throws {
        if let looks, looks < 1 { throw ValidationError("--looks takes a number from 1 up, not \(looks).") }
    }

    func run() throws {
        let settings = global.settings
        if looks == nil, !settings.isPlain, Output.isTerminal {
            return try ScreenJob(settings: settings, from: nil, opening: .watch).run()
        }
        try WatchJob(settings: settings, looks: looks).run()
    }
}
