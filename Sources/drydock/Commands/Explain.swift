import Application
import ArgumentParser

struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say which known problems an error text, or a log on stdin, shows.",
        discussion: """
              drydock explain 'failed to load kubelet config file'
              journalctl -u kubelet -b | drydock explain -

            All of stdin is read, packed with gzip or xz or not. In a log what has stopped before its end is named as earlier.
            Exit status: 0 something known matches, 1 nothing does; then the nearest three are named.
            """)
    @OptionGroup var global: GlobalOptions
    @Option(help: "text or json.")
    var format: ListFormat = .text
    @Argument(parsing: .remaining, help: "The text, or - for stdin.")
    var text: [String]

    func run() throws { throw ExitCode(try ExplainJob(settings: global.settings, format: format).run(text)) }
}
