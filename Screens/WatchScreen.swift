import Diagnosis
import Facts
import Terminal
import Widgets
import Wizard

/// The ladder, live: beside a running kubeadm or a restart.
public struct WatchScreen: Screen {
    /// A rung that changed.
    struct Transition: Sendable, Equatable {
        var time: Instant?
        var state: RungState
    }

    private var session: Session
    private(set) var report: Report?
    private(set) var transitions: [Transition] = []
    private(set) var looks = 0
    private(set) var pane = TextPane<Never>([], hanging: WatchScreen.says)
    /// Turns that are kept.
    private static let kept = 500
    /// Columns before a rung's sentence.
    private static let says = 14

    public init(_ session: Session) {
        self.session = session
        report = session.report
        write()
    }

    public var crumb: String { "Watch" }
    public var isTyping: Bool { pane.isTyping }

    public enum Action: Hashable, Sendable {
        case open, copy
        case pane(PaneAction)
    }

    public var bindings: [Binding<Action>] {
        let search = pane.searchBindings.map { $0.map(Action.pane) }
        if pane.isTyping { return search }
        return [
            Binding(
                .open, .enter, help: "the cause", description: "Open the cause of what is broken.",
                disabled: cause == nil ? "No cause was found." : nil),
            Binding(.copy, .character("y"), help: "copy", description: "Copy the ladder and what changed as text."),
        ] + search
    }

    private var cause: Finding? { report?.causes.first { $0.rule.severity == .error } ?? report?.causes.first }

    public var message: StyledText? {
        guard !session.isRecorded else { return StyledText("A recorded node does not change.", .muted) }
        guard looks > 0 else { return StyledText("Checks every two seconds; logs are left out.", .muted) }
        return StyledText("Check \(looks)" + (report?.taken.map { " at \($0.clock) UTC" } ?? ""), .muted)
    }

    public mutating func shown() -> [Effect] { session.isRecorded ? [] : [.watch(true)] }

    public mutating func fit(_ size: Size) { pane.fit(size) }

    public mutating func act(_ action: Action) -> [Effect] {
        switch action {
        case .open: return cause.map { [.open(.finding(rule: $0.id))] } ?? []
        case .copy: return [.copy(pane.paragraphs.map(\.plain).joined(separator: "\n") + "\n")]
        case .pane(let action): pane.act(action)
        }
        return []
    }

    public mutating func handle(_ key: Key) -> [Effect]? { pane.handle(key) ? [] : nil }

    public mutating func take(_ event: ScreenEvent) -> [Effect] {
        switch event {
        case .session(let session):
            self.session = session
            if looks == 0 { report = session.report }
        case .watched(let report):
            if looks > 0, let before = self.report {
                transitions = WatchScreen.transitions(from: before, to: report) + transitions
                transitions = Array(transitions.prefix(Self.kept))
            }
            looks += 1
            self.report = report
        case .explained, .captured, .files, .planned, .machines, .setup, .work, .runs: return []
        }
        write()
        return []
    }

    /// The rungs whose state differs, lowest first.
    static func transitions(from before: Report, to now: Report) -> [Transition] {
        now.ladder.filter { state in before.ladder.first { $0.rung == state.rung }?.state != state.state }
            .map { Transition(time: now.taken, state: $0) }
    }

    private mutating func write() {
        var lines: [StyledText] = []
        for state in report?.ladder ?? [] { lines.append(Self.line(state)) }
        if let cause {
            lines += ["", StyledText("Because of", .title)]
            lines.append(StatusMark(cause.rule.severity).styled + " " + StyledText(cause.rule.title))
        }
        if !transitions.isEmpty {
            lines += ["", StyledText("What changed", .title)]
            lines += transitions.map { transition in
                StyledText((transition.time?.clock ?? "") + "  ", .muted) + Self.line(transition.state)
            }
        }
        if lines.isEmpty { lines = [StatusMark.running.styled + " " + StyledText("The first check is in progress.")] }
        pane.set(lines)
    }

    private static func line(_ state: RungState) -> StyledText {
        let name = state.rung.words
        let gap = String(repeating: " ", count: max(1, says - 3 - name.count))
        return StatusMark(state.state).styled + " " + StyledText(name + gap)
            + StyledText(state.says, state.state == .ok || state.state == .notHere ? .muted : .text)
    }

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        pane.draw(on: &canvas, in: rect, glyphs: glyphs)
    }

    public func plain() -> PlainPage {
        var lines = (report?.ladder ?? []).map { "\($0.rung.words): \(StatusMark($0.state).word). \($0.says)" }
        if let cause { lines.append("Because of: \(cause.rule.title)") }
        lines += transitions.map {
            "\($0.time?.clock ?? "") \($0.state.rung.words): \(StatusMark($0.state.state).word). \($0.state.says)"
        }
        let choices = cause.map { [PlainPage.Choice("Read about: \($0.rule.title)", [.open(.finding(rule: $0.id))])] } ?? []
        return PlainPage(lines, choices: choices + [PlainPage.Choice("Check again", [.watch(true)])])
    }
}
