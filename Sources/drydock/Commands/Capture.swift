import Application
import ArgumentParser

struct Capture: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Record this node into a file that diagnose --from reads; secrets never leave.",
        discussion: """
            Private keys become the SHA-256 of their public half, tokens and passwords a placeholder, before anything is written.

              drydock capture
              drydock capture -o cp1.tar.gz --hide-addresses
            """)
    @OptionGroup var global: GlobalOptions
    @Option(name: .shortAndLong, help: "The file to write; it must not be there yet.", completion: .file())
    var output: String?
    @Flag(help: "Replace IP and MAC addresses; which are equal and which share a subnet stays to be seen.")
    var hideAddresses = false

    func run() throws { try CaptureJob(settings: global.settings, path: output, hidesAddresses: hideAddresses).run() }
}
