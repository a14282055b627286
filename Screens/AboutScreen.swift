import Terminal
import Widgets

/// What drydock is, what it promises, and the keys that hold everywhere.
public struct AboutScreen: Screen {
    private var session: Session
    private(set) var pane = TextPane([], hanging: 14)

    public init(_ session: Session) {
        self.session = session
        pane.set(words)
    }

    public var crumb: String { "About" }
    public var isTyping: Bool { pane.isTyping }

    public var bindings: [Binding] {
        [Binding("search", .character("/"), help: "search", description: "Search this page; n and N go on.")]
    }

    private static let keys: [(String, String)] = [
        ("arrows, j k", "move; PgUp PgDn a page, Home End or g G to the ends"), ("Enter", "open what is selected"),
        ("Esc", "one step back; it never stops work and never chooses"), ("Tab", "the next field, step or link"),
        ("Space", "unfold, toggle"), ("/", "filter a list, search a text; then n and N"), (":", "every action by name"),
        ("?", "the keys of the page you are on"), ("r", "look at the node again"), ("w", "why"),
        ("y", "copy to the clipboard of your terminal, also over ssh"),
        ("m", "take or release the mouse"), ("q, Q", "leave the page; leave drydock"),
        ("Ctrl-C", "stop what is running; twice quits"),
        ("Ctrl-Z", "suspend"),
        ("Ctrl-L", "draw again"),
    ]

    private var words: [StyledText] {
        var lines: [StyledText] = [
            StyledText(session.program, .title),
            "  Finds what is wrong with a Kubernetes node set up by kubeadm, from the node alone, with the API server up or down.",
            "",
            StyledText("  It knows \(Count.of(session.rules.count, "rule")) and \(Count.of(session.recipes.count, "recipe"))."),
        ]
        lines += edition
        lines += [
            "  Looking changes nothing on this machine, and nothing leaves it.",
            "  Signs: OK works, !! broken, ! works badly, i worth knowing, ?? could not be checked, -- does not apply here.",
            "  Screen readers: drydock --plain asks the same as numbered lines. PuTTY: --ascii. Without colour: --no-color.",
            "", StyledText("Keys that work everywhere", .title),
        ]
        lines += Self.keys.map { key, does in
            StyledText(key + String(repeating: " ", count: max(1, 14 - key.count)), .notice) + StyledText(does)
        }
        return lines
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
    public mutating func act(_ binding: String) -> [Effect] {
        if binding == "search" { _ = pane.handle(.character("/")) }
        return []
    }
    public mutating func handle(_ key: Key) -> [Effect]? { pane.handle(key) ? [] : nil }

    public mutating func take(_ news: News) -> [Effect] {
        if case .session(let session) = news {
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
