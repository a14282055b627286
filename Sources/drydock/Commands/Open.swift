import Application
import ArgumentParser

/// What `drydock` alone does. A command of its own, because options of the root would take those of the other commands.
struct Open: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Open the terminal program (also without any command).")
    @OptionGroup var global: GlobalOptions
    @Option(help: "A capture (file or folder) to open instead of this machine.", completion: .file())
    var from: String?

    func run() throws { try ScreenJob(settings: global.settings, from: from).run() }
}
