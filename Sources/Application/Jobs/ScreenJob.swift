import FoundationEssentials
import Hosts
import Screens
import Terminal

/// `drydock` without a subcommand: the terminal program, or its plain twin.
public struct ScreenJob: Sendable {
    let settings: Settings
    let from: String?

    public init(settings: Settings, from: String?) {
        self.settings = settings
        self.from = from
    }

    public func run() throws {
        let knowledge = try KnowledgeLoading.load(settings.knowledgeFolders)
        let host = try HostLoading.host(from)
        let session = Session(
            nodeName: "this node", recipes: knowledge.recipes, rules: knowledge.rules, isRecorded: host.isRecorded,
            isReadOnly: settings.isReadOnly)
        do {
            let display = try CursesDisplay(settings.display)
            defer { display.close() }
            let mailbox = Mailbox(waker: display.waker)
            let work = Work(examination: Examination(knowledge: knowledge), host: host, mailbox: mailbox)
            TerminalProgram(display: display, work: work, mailbox: mailbox, session: session, pages: Pages()).run()
        } catch {
            if let sentence = error.sentence { Output.note(sentence) }
            let mailbox = Mailbox(waker: nil)
            let work = Work(examination: Examination(knowledge: knowledge), host: host, mailbox: mailbox)
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
