import Terminal
import Widgets

/// Where the parts of a wizard's page lie: a pure function of the size.
struct SetupLayout {
    /// The list of pages; nil where there is no room for it.
    let pages: Rect?
    let rule: Rect
    /// Everything beside the list.
    let body: Rect
    let head: Rect
    let form: Rect
    let line: Rect
    let details: Rect

    static let pagesWidth = 17

    /// - Parameter rows: how many rows the form has; what it does not need goes to the text below it.
    init(_ rect: Rect, rows: Int) {
        if rect.width >= 76 {
            let (left, rest) = rect.splitLeft(Self.pagesWidth)
            let (rule, body) = rest.splitLeft(2)
            pages = left
            self.rule = rule
            self.body = body
        } else {
            pages = nil
            rule = Rect(x: rect.x, y: rect.y, width: 0, height: 0)
            body = rect
        }
        let (head, rest) = body.splitTop(2)
        self.head = head
        // The text below explains what is in focus: a third of the height at least.
        let (form, below) = rest.splitBottom(max(rest.height / 3 + 1, rest.height - rows - 1))
        self.form = form
        let (line, details) = below.splitTop(1)
        self.line = line
        self.details = details
    }
}
