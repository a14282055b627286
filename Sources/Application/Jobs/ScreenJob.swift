import FoundationEssentials
import Glibc
import Hosts
import KnowledgeFormat
import Screens
import Terminal

/// `drydock` without a subcommand: the terminal program, or its plain twin. Also `drydock watch` on a terminal.
public struct ScreenJob: Sendable {
    let settings: Settings
    let from: String?
    let first: Route

    /// - Parameter from: a capture to open instead of this machine.
    public init(settings: Settings, from: String?) {
        self.init(settings: settings, from: from, first: .home)
    }

    init(settings: Settings, from: String?, first: Route) {
        self.settings = settings
        self.from = from
        self.first = first
    }

    /// Runs until the person leaves. Throws `Refusal` where the capture or a knowledge folder cannot be used.
    public func run() throws {
        // What a person named is checked before the screen is taken; what is compiled in is read behind the first page.
        let load: @Sendable () -> KnowledgeBase
        if KnowledgeLoading.folders(settings.knowledgeFolders).isEmpty {
            load = { KnowledgeLoading.compiledIn }
        } else {
            let knowledge = try KnowledgeLoading.load(settings.knowledgeFolders)
            load = { knowledge }
        }
        let host = try HostLoading.host(from)
        let session = Session(
            program: "\(Program.name) \(Program.version)", nodeName: Self.name(host), isRecorded: host.isRecorded,
            isReadOnly: settings.isReadOnly)
        do {
            let display = try CursesDisplay(settings.display)
            defer { display.close() }
            let mailbox = Mailbox(waker: display.waker)
            let work = Work(host: host, mailbox: mailbox, load: load)
            TerminalProgram(display: display, work: work, mailbox: mailbox, session: session, pages: Pages(first: first)).run()
        } catch {
            if let sentence = error.sentence { Output.note(sentence) }
            let mailbox = Mailbox(waker: nil)
            let work = Work(host: host, mailbox: mailbox, load: load)
            PlainProgram(work: work, mailbox: mailbox, session: session, pages: Pages(first: first)).run()
        }
    }

    /// What the node is called until its own name was looked at.
    private static func name(_ host: any Host) -> String {
        if let recorded = host as? RecordedHost { return recorded.head.hostname }
        var bytes = [CChar](repeating: 0, count: 256)
        guard gethostname(&bytes, bytes.count - 1) == 0 else { return "this node" }
        return String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
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
