import Terminal
import Widgets

/// What drydock did on this machine, newest first; each run can be looked at and taken back.
public struct RunsScreen: Screen {
    private let isRecorded: Bool
    private var runs: [PastRun]?
    private var problem: String?
    private(set) var pane = TextPane<Route>([], hanging: 3)

    public init(_ session: Session) {
        isRecorded = session.isRecorded
        pane.linkName = "run"
        write()
    }

    public var crumb: String { "Runs" }
    public var isTyping: Bool { pane.isTyping }

    public enum Action: Hashable, Sendable {
        case open
        case pane(PaneAction)
    }

    public var bindings: [Binding<Action>] {
        let search = pane.searchBindings.map { $0.map(Action.pane) }
        if pane.isTyping { return search }
        return [
            Binding(
                .open, .enter, help: "take back", description: "Show how to take back what this run did.",
                disabled: pane.selectedLink == nil ? "There is no run here that can be taken back." : nil)
        ] + pane.linkBindings.map { $0.map(Action.pane) } + search
    }

    public mutating func shown() -> [Effect] { isRecorded ? [] : [.listRuns] }

    public mutating func fit(_ size: Size) { pane.fit(size) }

    public mutating func act(_ action: Action) -> [Effect] {
        switch action {
        case .open: return pane.opened
        case .pane(let action): pane.act(action)
        }
        return []
    }

    public mutating func handle(_ key: Key) -> [Effect]? { pane.follow(key, in: Rect(pane.size)) }

    public mutating func take(_ event: ScreenEvent) -> [Effect] {
        guard case .runs(let runs, let problem) = event else { return [] }
        self.runs = runs
        self.problem = problem
        write()
        return []
    }

    private mutating func write() {
        if isRecorded { return pane.set(["This is a recording; what drydock did on the machine itself is not in it."]) }
        if let problem { return pane.set([StatusMark.unknown.styled + " " + StyledText(problem)]) }
        guard let runs else { return pane.set([StatusMark.running.styled + " " + "What was done is being read."]) }
        if runs.isEmpty { return pane.set(["drydock has changed nothing on this machine."]) }
        var links: [Int: Route] = [:]
        var lines: [StyledText] = []
        for run in runs {
            if run.canBeTakenBack { links[lines.count] = .work(.undo(run: run.name)) }
            lines += [
                StyledText("   \(run.began)  ", .muted) + StyledText(run.title),
                "   " + StyledText(run.state, run.canBeTakenBack ? .notice : .muted), "",
            ]
        }
        pane.set(lines, links: links)
    }

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        pane.draw(on: &canvas, in: rect, glyphs: glyphs)
    }

    public func plain() -> PlainPage { pane.plainPage }
}

/// A run of drydock on this machine.
public struct PastRun: Sendable, Equatable {
    /// By which it is taken back.
    public var name: String
    /// What it did: `fix swap-is-on by turn-swap-off`.
    public var title: String
    /// When it began, for people.
    public var began: String
    /// What became of it: `can be taken back`.
    public var state: String
    public var canBeTakenBack: Bool

    public init(name: String, title: String, began: String, state: String, canBeTakenBack: Bool) {
        self.name = name
        self.title = title
        self.began = began
        self.state = state
        self.canBeTakenBack = canBeTakenBack
    }
}
