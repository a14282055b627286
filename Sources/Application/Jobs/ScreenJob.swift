import FoundationEssentials
import Glibc
import Hosts
import KnowledgeFormat
import Planning
import Screens
import Terminal

/// `drydock` without a subcommand: the terminal program, or its plain twin.
public struct ScreenJob: Sendable {
    let settings: Settings
    let from: String?
    /// A page that opens on top of the first.
    let opening: Route?
    let plans: PlanKeeping
    /// Captures of the plan's machines.
    private(set) var captures: [String] = []

    /// With which page the program opens.
    public enum Opening: Sendable {
        case home
        case watch
        /// The wizard, with a plan file to go on with, captures of the plan's machines, and a task of a cluster that is there to begin with.
        case setup(plan: String?, captures: [String], task: ExistingCluster.Task?)
    }

    public init(settings: Settings, from: String?, opening: Opening = .home) {
        self.settings = settings
        self.from = from
        var named: String?
        switch opening {
        case .home: self.opening = nil
        case .watch: self.opening = .watch
        case .setup(let plan, let captures, let task):
            self.opening = .setup(task: task)
            self.captures = captures
            named = plan
        }
        plans = PlanKeeping(named: named)
    }

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
        var session = Session(
            program: "\(Program.name) \(Program.version)", nodeName: Self.name(host), isRecorded: host.isRecorded,
            isReadOnly: settings.isReadOnly)
        session.savedPlan = try plans.saved()
        session.captures = try captures.isEmpty ? [] : CaptureFacts.read(captures, load())
        do throws(PlainReason) {
            let display = try CursesDisplay(settings.display)
            defer { display.close() }
            let mailbox = Mailbox(waker: display.waker)
            let runner = EffectRunner(host: host, mailbox: mailbox, load: load)
            let program = TerminalProgram(
                display: display, runner: runner, mailbox: mailbox, session: session, pages: Pages(), opening: opening,
                plans: plans)
            program.run()
            display.close()
            if plans.trouble == nil, let farewell = program.farewell { Output.note(farewell) }
        } catch {
            if let sentence = error.sentence { Output.note(sentence) }
            let mailbox = Mailbox(waker: nil)
            let runner = EffectRunner(host: host, mailbox: mailbox, load: load)
            PlainProgram(runner: runner, mailbox: mailbox, session: session, pages: Pages(), opening: opening, plans: plans).run()
        }
        if let trouble = plans.trouble { throw Refusal(trouble, status: Output.lost) }
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
