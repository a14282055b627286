import Application
import ArgumentParser

struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find the known problems that an error text or a log on stdin points to.",
        discussion: """
              drydock explain 'failed to load kubelet config file'
              journalctl -u kubelet -b | drydock explain -

            All of stdin is read; it may be compressed with gzip or xz (of zstd, pipe `zstdcat` in). Problems that no longer show at the end of a log are listed as earlier.
            Exit status: 0 a known problem matches, 1 none does; then the three pages that a search finds first are listed.
            """)
    @OptionGroup var global: GlobalOptions
    @Option(help: "text or json.")
    var format: ListFormat = .text
    @Argument(parsing: .remaining, help: "The text, or - for stdin.")
    var text: [String]

    func run() throws { throw ExitCode(try ExplainJob(settings: global.settings, format: format).run(text)) }
}
