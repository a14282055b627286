import Application
import ArgumentParser

struct Diagnose: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what is wrong with this node, or with a recorded one, causes before symptoms.",
        discussion: """
            Diagnosing changes nothing. Run it as root: what it may not read is reported as not judged.

              drydock diagnose
              drydock diagnose --format json | jq '.findings[] | select(.cause)'
              drydock diagnose --from node.tar.gz --against healthy-peer.tar.gz
              drydock diagnose --from captures/          (all of them, and what only shows across machines)
              drydock diagnose --root /mnt               (the disk of a machine that does not start, mounted at /mnt)
              drydock diagnose --inventory hosts.yml     (all machines of an Ansible inventory)
              drydock diagnose --from today/ --against yesterday/
                                                         (what is new and what has cleared on each machine; matched by name)
            """)

    @OptionGroup var global: GlobalOptions
    @Option(
        help: ArgumentHelp(
            """
            A capture (file or folder) to diagnose instead of this machine, or a folder of captures. A sosreport, a support bundle of \
            troubleshoot.sh, a folder of kubectl cluster-info dump, and a folder with outputs of kubectl, crictl and journalctl are \
            read too. May be given several times.
            """
        ),
        completion: .file())
    var from: [String] = []
    @Option(
        help: ArgumentHelp(
            """
            A capture of a healthy peer, or of this node when it was healthy: list what differs. With several captures: a folder of \
            earlier ones of the same machines.
            """
        ),
        completion: .file())
    var against: String?
    @Option(
        help: ArgumentHelp(
            """
            A folder at which the disk of a machine that does not start is mounted: its files and its journal are read, nothing of it \
            is run, and what only the running machine could tell is not checked.
            """
        ),
        completion: .directory)
    var root: String?
    @Option(help: "text, json, markdown, junit or prometheus (of one machine).")
    var format: ReportFormat = .text
    @Option(
        name: .shortAndLong,
        help:
            "Write the report of one machine to this file instead of stdout, in place of what stands there: whole or not at all.",
        completion: .file())
    var output: String?
    @Flag(help: "All evidence, all changes, and everything that was not checked.")
    var long = false

    @Option(
        help: """
            An Ansible inventory: its machines are looked at through your own Ansible, which carries this program to them, and judged \
            together.
            """, completion: .file())
    var inventory: String?
    @Option(help: "With --inventory: a pattern of Ansible's for some of its machines.")
    var limit: String?

    func validate() throws {
        if inventory != nil, !from.isEmpty {
            throw ValidationError("Name captures with --from or machines with --inventory, not both.")
        }
        if root != nil, inventory != nil || !from.isEmpty {
            throw ValidationError("Name a mounted disk with --root, or captures with --from, or machines with --inventory.")
        }
        if inventory == nil, limit != nil {
            throw ValidationError("--limit chooses among the machines of --inventory; add that.")
        }
        if inventory != nil || from.count > 1, format == .prometheus || output != nil {
            throw ValidationError(Self.oneMachine)
        }
    }

    private static let oneMachine = "--format prometheus and --output are for one machine; name one capture, or none."

    func run() throws {
        if let inventory {
            let job = InventoryJob(
                settings: global.settings, inventory: inventory, limit: limit,
                earlier: try against.map { try CaptureList.paths([$0]) },
                format: format, isLong: long)
            throw ExitCode(try job.run())
        }
        let paths = try CaptureList.paths(from)
        let earlier = try against.map { try CaptureList.paths([$0]) }
        let isOne = paths == from && paths.count < 2 && (earlier == nil || earlier == [against ?? ""])
        guard !isOne else {
            let job = DiagnoseJob(
                settings: global.settings, from: paths.first, root: root, against: against, format: format, isLong: long,
                output: output)
            throw ExitCode(try job.run())
        }
        guard format != .prometheus, output == nil else { throw Refusal(Self.oneMachine, status: 2) }
        guard !paths.isEmpty else {
            throw Refusal(
                """
                --against names a folder of captures. To compare this machine, name one of them; to compare machines with \
                their earlier captures, name the current ones with --from.
                """, status: 2)
        }
        let job = FleetJob(settings: global.settings, paths: paths, earlier: earlier, format: format, isLong: long)
        throw ExitCode(try job.run())
    }
}
