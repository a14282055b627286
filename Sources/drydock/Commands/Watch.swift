import Application
import ArgumentParser

struct Watch: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show how the node comes up, live, beside a running kubeadm or a restart.",
        discussion: """
            On a terminal it opens the Watch page; without one it prints a line when a rung of the ladder changes.

              drydock watch
              drydock watch --looks 1 --plain      the ladder as it stands now
            """)
    @OptionGroup var global: GlobalOptions
    @Option(help: "Look so many times, two seconds apart, and end; without a terminal only.")
    var looks: Int?

    func validate() throws {
        if let looks, looks < 1 { throw ValidationError("--looks takes a number from 1 on, but this is \(looks).") }
    }

    func run() throws {
        let settings = global.settings
        if looks == nil, !settings.isPlain, Output.isTerminal {
            return try ScreenJob(settings: settings, from: nil, opening: .watch).run()
        }
        try WatchJob(settings: settings, looks: looks).run()
    }
}
