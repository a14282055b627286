import Application
import ArgumentParser

struct Capture: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Record this node into a file that diagnose --from reads, without secrets.",
        discussion: """
            Before anything is written, private keys are replaced by the SHA-256 of their public half, tokens and passwords by a placeholder.

              drydock capture
              drydock capture -o cp1.tar.gz --hide-addresses
            """)
    @OptionGroup var global: GlobalOptions
    @Option(name: .shortAndLong, help: "The file to write; it must not exist yet.", completion: .file())
    var output: String?
    @Flag(help: "Replace IP and MAC addresses; equal addresses stay equal, and subnets stay subnets.")
    var hideAddresses = false

    func run() throws { try CaptureJob(settings: global.settings, path: output, hidesAddresses: hideAddresses).run() }
}
