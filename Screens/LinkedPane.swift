import Terminal
import Widgets

/// A text whose lines lead on to other pages: how one is opened, by key, mouse and number, is the same on each such page.
extension TextPane where Link == Route {
    /// Opens what is selected.
    var opened: [Effect] { selectedLink.map { [.open($0)] } ?? [] }

    /// Takes a key: a press on a line selects it, on the selected one opens it. Nil where the key is not the pane's.
    mutating func follow(_ key: Key, in area: Rect) -> [Effect]? {
        guard case .mouse(let mouse) = key, mouse.action == .press else { return handle(key) ? [] : nil }
        guard let link = link(at: mouse.point, in: area) else { return nil }
        if link == selectedLink { return opened }
        select(link: link)
        return []
    }

    /// The text with its links as numbered choices.
    var plainPage: PlainPage {
        let lines = paragraphs.map(\.plain)
        return PlainPage(
            lines, choices: links.sorted { $0.key < $1.key }.map { .init("\(lines[$0].drop { $0 == " " })", [.open($1)]) })
    }
}
