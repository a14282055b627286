import FoundationEssentials
import Hosts
import Screens
import Terminal

/// `drydock` without a subcommand: the terminal program, or its plain twin.
public struct ScreenJob: Sendable {
    let settings: Settings
    let from: String?
    /// A page that opens on top of the first.
    let opening: Route?

    /// - Parameter watches: whether the Watch page opens on top of the first.
    public init(settings: Settings, from: String?, watches: Bool = false) {
        self.settings = settings
        self.from = from
        opening = watches ? .watch : nil
    }

    public func run() throws {
        let host = try HostLoading.host(from)
        let session = Session(
            program: "\(Program.name) \(Program.version)", nodeName: "this node", isRecorded: host.isRecorded,
            isReadOnly: settings.isReadOnly)
        do throws(PlainReason) {
            let display = try CursesDisplay(settings.display)
            defer { display.close() }
            let mailbox = Mailbox(waker: display.waker)
            let work = Work(settings: settings, host: host, mailbox: mailbox)
            TerminalProgram(display: display, work: work, mailbox: mailbox, session: session, pages: Pages(), opening: opening)
                .run()
        } catch {
            if let sentence = error.sentence { Output.note(sentence) }
            let mailbox = Mailbox(waker: nil)
            let work = Work(settings: settings, host: host, mailbox: mailbox)
            PlainProgram(work: work, mailbox: mailbox, session: session, pages: Pages()).run()
        }
    }
}

extension Settings {
    var display: DisplayOptions {
        var options = DisplayOptions(environment: ProcessInfo.processInfo.environment)
        options.plain = isPlain
        options.ascii = isASCII
        options.noColour = !hasColor
        options.mouse = hasMouse
        return options
    }
}
