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
              drydock diagnose --from captures/          (all of them, and what only many machines show)
            """)

    @OptionGroup var global: GlobalOptions
    @Option(
        help: ArgumentHelp(
            "A capture (file or folder) to diagnose instead of this machine, or a folder of captures. May be given several times."
        ),
        completion: .file())
    var from: [String] = []
    @Option(help: "A capture of a healthy peer, or of this node when it was well: list what differs.", completion: .file())
    var against: String?
    @Option(help: "text, json, markdown or junit.")
    var format: ReportFormat = .text
    @Flag(help: "All evidence, all changes, and everything that was not looked at.")
    var long = false

    func validate() throws {
        guard from.count > 1 else { return }
        try refuseForMany()
    }

    func run() throws {
        let paths = try CaptureList.paths(from)
        guard paths != from || paths.count > 1 else {
            let job = DiagnoseJob(
                settings: global.settings, from: paths.first, against: against, format: format, isLong: long)
            throw ExitCode(try job.run())
        }
        try refuseForMany()
        throw ExitCode(try FleetJob(settings: global.settings, paths: paths, format: format).run())
    }

    /// What is told of one node only.
    private func refuseForMany() throws {
        if against != nil { throw ValidationError("--against compares one node; name one capture with --from.") }
        if format != .text && format != .json {
            throw ValidationError(
                "Several captures are reported as text or json; for \(format.rawValue) name one capture with --from.")
        }
    }
}
