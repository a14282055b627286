import Application
import ArgumentParser

struct Diagnose: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what is wrong with this node, or with a recorded one, causes before symptoms.",
        discussion: """
            Looking changes nothing. Run it as root: what it may not read is reported as not judged.

              drydock diagnose
              drydock diagnose --format json | jq '.findings[] | select(.cause)'
              drydock diagnose --from node.tar.gz --against healthy-peer.tar.gz
            """)

    @OptionGroup var global: GlobalOptions
    @Option(help: "A capture (file or folder) to diagnose instead of this machine.", completion: .file())
    var from: String?
    @Option(help: "A capture of a healthy peer, or of this node when it was well: list what differs.", completion: .file())
    var against: String?
    @Option(help: "text, json, markdown or junit.")
    var format: ReportFormat = .text
    @Flag(help: "All evidence, all changes, and everything that was not looked at.")
    var long = false

    func run() throws {
        let job = DiagnoseJob(settings: global.settings, from: from, against: against, format: format, isLong: long)
        throw ExitCode(try job.run())
    }
}
