import Terminal
import Widgets

/// What drydock is, what it promises, and the keys that hold everywhere.
public struct AboutScreen: Screen {
    private var session: Session
    private(set) var pane = TextPane<Never>([], hanging: 14)

    public init(_ session: Session) {
        self.session = session
        pane.set(words)
    }

    public var crumb: String { "About" }
    public var isTyping: Bool { pane.isTyping }

    public var bindings: [Binding<PaneAction>] { pane.bindings }

    /// What most pages have; each page's own keys are a `?` away.
    private static let usual: [(String, String)] = [
        ("Enter", "Open what is selected."), ("Tab", "Go to the next field, step or link."), ("Space", "Unfold or toggle."),
        ("/", "Filter a list, or search a text; then n and N."), ("r", "Check the node again."), ("w", "Show why."),
        ("y", "Copy to the clipboard of your terminal, also over ssh."),
    ]

    /// The tables by which these keys are handled.
    private static let everywhere: [(String, String)] =
        Move.bindings.map { ($0.keyNames, $0.description) }
        + Everywhere.bindings.filter { !$0.keys.isEmpty }.map { ($0.keyNames, $0.description) }

    private var words: [StyledText] {
        var lines: [StyledText] = [
            StyledText(session.program, .title),
            "  Finds what is wrong with a Kubernetes node set up by kubeadm, from the node alone, with the API server up or down.",
            "",
            StyledText("  It knows \(Count.of(session.rules.count, "rule")) and \(Count.of(session.recipeCount, "recipe"))."),
        ]
        lines += edition
        lines += [
            "  Checking changes nothing on this machine, and nothing leaves it.",
            "  Signs: OK works, !! broken, ! works badly, i worth knowing, ?? could not be checked, -- does not apply here.",
            "  Screen readers: drydock --plain asks the same as numbered lines. PuTTY: --ascii. No colour: --no-color.",
        ]
        lines += Self.list("Keys that work everywhere", Self.everywhere) + Self.list("Keys of most pages", Self.usual)
        return lines
    }

    private static func list(_ title: String, _ keys: [(String, String)]) -> [StyledText] {
        ["", StyledText(title, .title)]
            + keys.map { key, does in
                StyledText(key + String(repeating: " ", count: max(1, 14 - key.count)), .notice) + StyledText(does)
            }
    }

    /// Which knowledge that is. What was left out of a folder stands here as long as the program runs; on stderr it has scrolled away.
    private var edition: [StyledText] {
        let edition = session.edition
        return
            (edition.day.map { [StyledText("  What it knows is of \($0), the newest day on which a source of it was read.")] }
            ?? [])
            + (edition.age.map { [StyledText("  \($0)", .notice)] } ?? [])
            + edition.overlays.map { StyledText("  Laid over it is \($0)") }
            + edition.leftOut.map { StyledText("  Left out: ", .notice) + StyledText($0) }
    }

    public mutating func fit(_ size: Size) { pane.fit(size) }
    public mutating func act(_ action: PaneAction) -> [Effect] {
        pane.act(action)
        return []
    }
    public mutating func handle(_ key: Key) -> [Effect]? { pane.handle(key) ? [] : nil }

    public mutating func take(_ event: ScreenEvent) -> [Effect] {
        if case .session(let session) = event {
            self.session = session
            pane.set(words)
        }
        return []
    }

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        pane.draw(on: &canvas, in: rect, glyphs: glyphs)
    }

    public func plain() -> PlainPage { PlainPage(words.map(\.plain)) }
}
