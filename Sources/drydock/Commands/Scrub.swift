import Application
import ArgumentParser

struct Scrub: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take the secrets out of a text, a log or an older capture.",
        discussion: """
              kubectl get pods -A -o yaml | drydock scrub >pods.yaml
              drydock scrub kubelet.log.gz >kubelet.log
              drydock scrub cp1.tar.gz -o cp1-clean.tar.gz

            Keys, tokens and passwords become placeholders, as in a capture; lines stay lines, and what was equal stays equal within \
            one run. A text may be of any length, and packed with gzip or xz. A capture (file or folder) is written anew, with what this \
            version knows of secrets; the old one stays as it was. How many lines changed is told on stderr.
            Exit status: 0 written, 1 it could not be read or the new file exists, 74 the output could not be written.
            """)
    @Option(name: .shortAndLong, help: "The file to write; it must not exist yet.", completion: .file())
    var output: String?
    @Flag(help: "Replace IP and MAC addresses too; equal addresses stay equal, and subnets stay subnets.")
    var hideAddresses = false
    @Argument(help: "A text or a capture; - or nothing for stdin.", completion: .file())
    var file: String?

    func run() throws { try ScrubJob(path: file, output: output, hidesAddresses: hideAddresses).run() }
}
