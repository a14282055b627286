import Application
import ArgumentParser

struct Capture: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Record this node into a file that diagnose --from reads on any machine.",
        discussion: """
            Private keys, tokens and key data of kubeconfigs are replaced before anything is written. Run it as root: what it
            may not read is left out, and it says so. A file that is there is never written over.

              drydock capture
              drydock capture -o /tmp/cp1.tar.gz --hide-addresses
            """)
    @OptionGroup var global: GlobalOptions
    @Option(name: .shortAndLong, help: "The file; without it drydock-NODE-TIME.tar.gz in the working directory.", completion: .file(extensions: ["tar.gz"]))
    var output: String?
    @Flag(help: "Replace all IP and MAC addresses; equal ones stay equal, subnets stay subnets.")
    var hideAddresses = false

    func run() throws { try CaptureJob(settings: global.settings, path: output, hidesAddresses: hideAddresses).run() }
}
