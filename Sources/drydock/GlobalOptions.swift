import Application
import ArgumentParser

/// The flags that stand everywhere.
struct GlobalOptions: ParsableArguments {
    @Flag(help: "Numbered questions on a stream instead of a screen; also if ACCESSIBLE is set.")
    var plain = false
    @Flag(help: "Use only ASCII, whatever the locale says.")
    var ascii = false
    @Flag(help: "No colour; also if NO_COLOR is set.")
    var noColor = false
    @Flag(help: "Use the mouse from the start (m turns it on later).")
    var mouse = false
    @Flag(help: "Offer nothing that changes a machine.")
    var readOnly = false
    @Option(
        help:
            "A folder of knowledge (rules, recipes, releases, add-ons, …) that overrides what is compiled in; may be given more than once.",
        completion: .directory)
    var knowledge: [String] = []

    var settings: Settings {
        Settings(
            isPlain: plain, isASCII: ascii, noColor: noColor, hasMouse: mouse, isReadOnly: readOnly, knowledgeFolders: knowledge)
    }
}

extension ReportFormat: ExpressibleByArgument {}
