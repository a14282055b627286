import Facts
import Planning
import Steps
import Terminal
import Widgets
import Wizard

/// The wizard: from this machine to a reviewed plan. It holds the answers; pages, defaults and checks are Planning's.
public struct SetupScreen: Screen {
    /// What lies over the form.
    enum Over: Sendable {
        case none
        /// The list of pages has the keys.
        case pages
        /// One machine is edited.
        case machine(Int)
        /// The network add-ons are compared.
        case addOns(AddOnComparison)
        /// A text is read.
        case text(String)
        /// The folder of the export is asked for.
        case export
        /// Whether to take up a plan that was left, or to begin anew.
        case resume(SavedPlan)
        /// Whether to leave, at the first page.
        case leaving
    }

    var session: Session
    public internal(set) var wizard: Wizard
    var over = Over.none
    var form = Form<SetupRow>()
    var pane = TextPane<Never>([])
    var details = TextPane<Never>([])
    var review: SetupReview?
    var folder = TextField("drydock-plan")
    /// What the files of this machine hold now, by path; nil where there is no such file.
    var there: [String: String?] = [:]
    var size = Size(width: 80, height: 21)
    var showsRare = false
    /// The answers as they were before a machine was added, so that one into which nothing was put leaves no trace.
    var beforeAdding: Wizard?
    /// The machine that was removed from the list last, and where it stood; nil where none was.
    var removed: (index: Int, machine: Machine)?
    /// The file whose list of machines is being read; nil where none is.
    var awaited: String?
    /// Whether the machines are being looked at.
    var looksAtMachines = false
    /// Why machines were not seen by the last look at them, by name; whole sentences.
    var missed: [String: String] = [:]
    /// What the last key led to, until the next.
    var said: StyledText?
    /// The plan that was taken up; it is read again when the releases are known.
    private var resumed: SavedPlan?
    /// What is to be done to a cluster that is there, where a page or a command says so; a plan that is taken up has its own.
    private let task: ExistingCluster.Task?

    public init(_ session: Session, saved: SavedPlan? = nil, task: ExistingCluster.Task? = nil) {
        self.task = task
        self.session = session
        wizard = Wizard(
            knowledge: session.planning, facts: session.facts, nodeName: session.nodeName, captures: session.captures)
        if let saved {
            if saved.isNamed { resume(saved) } else { over = .resume(saved) }
        }
        begin()
        refresh()
    }

    /// Answers what the cluster is for by the task, unless a plan was taken up.
    private mutating func begin() {
        guard let task, resumed == nil, wizard.answered.isEmpty else { return }
        wizard.begin(task)
    }

    mutating func resume(_ saved: SavedPlan) {
        over = .none
        resumed = saved
        wizard = Wizard(
            knowledge: session.planning, facts: session.facts, nodeName: session.nodeName, captures: session.captures,
            plan: saved.plan, progress: saved.progress)
    }

    public var crumb: String { "Set up" }

    public var isTyping: Bool {
        switch over {
        case .none: form.isTyping
        case .machine: form.isTyping
        case .export: true
        case .text: pane.isTyping
        case .pages, .resume, .leaving, .addOns: false
        }
    }

    // MARK: What is shown

    /// Brings form, details and review in line with the answers.
    mutating func refresh(focus: SetupRow? = nil) {
        switch over {
        case .machine(let index): form.set(MachineForm(wizard, index).rows(), focus: focus)
        case .resume(let saved): form.set(ResumeForm.rows(saved), focus: focus)
        default:
            if wizard.step == .review {
                if review == nil { review = SetupReview(wizard) }
            } else {
                review = nil
            }
            form.set(review?.rows() ?? SetupRows(wizard: wizard, showsRare: showsRare).rows(), focus: focus)
        }
        describe()
    }

    mutating func describe() {
        let parts = SetupLayout(Rect(size), rows: form.rows.count)
        form.fit(parts.form.size)
        details.fit(parts.details.size)
        if case .resume(let saved) = over {
            details.set(ResumeForm.details(saved))
        } else {
            details.set(belowForm())
        }
    }

    private func belowForm() -> [StyledText] {
        guard case .machine(let index) = over else {
            guard case .machine(let index)? = form.focus else { return SetupText.details(wizard, form.focus) }
            return whyMissed(index) + SetupText.details(wizard, form.focus)
        }
        return MachineForm(wizard, index).details(form.focus)
    }

    public mutating func fit(_ size: Size) {
        self.size = size
        if case .addOns(var comparison) = over {
            comparison.fit(size)
            over = .addOns(comparison)
        }
        pane.fit(SetupLayout(Rect(size), rows: 0).body.splitTop(2).rest.size)
        describe()
    }

    public var notice: StyledText? { said }

    public var message: StyledText? {
        if let said { return said }
        if session.planning.releases.isEmpty { return StyledText("The releases are being loaded.", .muted) }
        guard case .none = over, let error = wizard.problems(wizard.step).first(where: \.isError) else { return nil }
        return StyledText(error.sentence, .danger)
    }

    // MARK: Events

    public mutating func take(_ event: ScreenEvent) -> [Effect] {
        switch event {
        case .session(let session):
            let before = wizard.plan
            let isFirst = self.session.planning.releases.isEmpty && !session.planning.releases.isEmpty
            self.session = session
            if isFirst {
                // Who was quicker than the releases stays where they are, with what they answered.
                let own = wizard.visited.isEmpty && wizard.answered.isEmpty ? nil : wizard
                wizard = Wizard(
                    knowledge: session.planning, facts: session.facts, nodeName: session.nodeName, captures: session.captures,
                    plan: resumed?.plan ?? own?.plan, progress: resumed?.progress ?? own?.progress)
                begin()
            } else if session.progress == nil {
                wizard.look(session.facts, nodeName: session.nodeName)
            }
            // What was seen since may change the answers that follow it.
            let isChanged = wizard.plan != before
            if isChanged { review = nil }
            refresh()
            // What is kept follows what was seen, also where that came after the last key.
            let kept: [Effect] = isChanged && !wizard.visited.isEmpty ? [.keepPlan(wizard.text)] : []
            return isFirst || isChanged ? kept + planning() : []
        case .files(let files):
            if let path = awaited { return read(files[path] ?? nil, of: path) }
            there = files
        case .planned(let answers, let plan):
            guard answers == wizard.plan, review != nil else { return [] }
            review?.plan = plan
            // The work stands above the answers: who has not moved yet begins there.
            if form.focus == form.rows.first(where: { $0.kind != .heading })?.id { form = Form() }
            refresh()
            let paths = plan.files(on: wizard.thisMachine.name).map(\.path)
            return paths.isEmpty ? [] : [.readFiles(paths)]
        case .machines(let look): return take(look)
        case .setup(let answer): return take(answer)
        case .explained, .captured, .watched, .work, .runs: break
        }
        return []
    }
}
