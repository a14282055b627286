import Application
import ArgumentParser

struct Watch: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show how far the node is up, live, beside a running kubeadm or a restart.",
        discussion: """
            Looks every two seconds, at everything but logs. Without a terminal it prints a line for each rung, and then one
            whenever a rung changes; Ctrl-C ends it.
            """)
    @OptionGroup var global: GlobalOptions

    func run() throws { try WatchJob(settings: global.settings).run() }
}
