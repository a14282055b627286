import Application
import ArgumentParser

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say of one rule whether this node keeps it, as node-problem-detector's custom plugins do.",
        discussion: """
              drydock check kubelet-is-unhealthy
              drydock check swap-is-on kubelet-is-unhealthy --length 200

            One line on stdout, for the node's condition; looking changes nothing and takes 30 s at most. /usr/share/doc/drydock/examples \
            has a configuration of node-problem-detector.
            Exit status: 0 kept, 1 broken, 2 not judged (or no such rule); of several rules the worst.
            """)
    @OptionGroup var global: GlobalOptions
    @Option(help: ArgumentHelp("A capture (file or folder) to look at instead of this machine."), completion: .file())
    var from: String?
    @Option(help: "Bytes of the line at most: max_output_length of node-problem-detector.")
    var length = 80
    @Argument(help: ArgumentHelp("The rules' ids; `drydock knowledge list` names them.", valueName: "rule"))
    var rules: [String]

    func validate() throws {
        guard length > 0 else { throw ValidationError("--length is a number of bytes, 1 or more.") }
    }

    func run() throws {
        throw ExitCode(CheckJob(settings: global.settings, rules: rules, from: from, longest: length).run())
    }
}
