import Diagnosis
import Terminal
import Widgets

/// Where the parts of Home lie: a pure function of the size and of how much there is to say.
struct HomeLayout: Sendable, Equatable {
    /// Title, sentences, and the way to fix.
    let headline: Rect
    /// Rows of the headline's sentences.
    let says: Int
    let ladder: Rect
    /// Rows of each rung: one, or as many as its sentence needs where there is room for all.
    let rungRows: [Int]
    /// Whether the ladder is only marks and names, several on a row.
    let isCompact: Bool
    let menu: Rect
    let gauges: Rect
    let rule: Rect?
    let preview: Rect?

    /// Rows of the menu and of the instruments.
    static let menuRows = HomeScreen.MenuEntry.allCases.count
    /// Columns of the menu where the instruments stand beside them.
    static let menuWidth = 36
    /// Columns before the headline's sentences: the sign of the selection, and the mark.
    static let indent = 5
    /// Columns before a rung's sentence.
    static let sayings = indent + HomeDrawing.rungWidth
    /// Columns of a rung of the compact ladder.
    static let compactWidth = 14

    init(_ rect: Rect, headline: Headline, ladder rungs: [RungState]) {
        let split = rect.preview
        rule = split?.rule
        preview = split?.preview
        let area = split?.list ?? rect
        let needed = StyledText(headline.says).wrapped(to: max(1, area.width - Self.indent)).count
        let fix = headline.fix == nil ? 0 : 1
        // In the order in which they give way: whole sentences of the ladder, blank rows, the headline's third row, the ladder.
        let isBeside = area.width >= 70
        let bottomRows = Self.menuRows + (isBeside ? 0 : Self.menuRows + 1)
        let full = rungs.count + Self.menuRows + 1 + fix + 2
        isCompact = !rungs.isEmpty && area.height < full + 1
        let wrapped = rungs.map { max(1, StyledText($0.says).wrapped(to: max(1, area.width - Self.sayings)).count) }
        let isRoomy = wrapped.reduce(0, +) + bottomRows + 1 + fix + needed + 2 <= area.height
        let over = area.height - (rungs.count + Self.menuRows + 1 + fix + min(needed, 4) + 2)
        rungRows = isRoomy ? wrapped : Self.rows(rungs, wrapped, over: isBeside && !isCompact ? over : 0)
        let perRow = max(1, (area.width - 2) / Self.compactWidth)
        let ladderRows = isCompact ? max(1, (rungs.count + perRow - 1) / perRow) : rungRows.reduce(0, +)
        let room = area.height - (1 + fix + ladderRows + (isCompact ? 4 : Self.menuRows))
        let most = headline.says.isEmpty ? 0 : isCompact ? 2 : isRoomy ? 8 : 4
        says = max(0, min(needed, most, room - (room > 3 ? 2 : 1)))
        let spare = room - says
        let (top, afterTop) = area.splitTop(1 + says + fix)
        let (middle, afterMiddle) = afterTop.splitTop(spare > 0 ? 1 : 0).rest.splitTop(ladderRows)
        // A row that an entry needs is not left blank.
        let isBlank = spare > 1 && !rungs.isEmpty && afterMiddle.height > Self.menuRows
        let bottom = afterMiddle.splitTop(isBlank ? 1 : 0).rest
        self.headline = top
        ladder = middle
        if isBeside {
            let (left, right) = bottom.splitLeft(Self.menuWidth)
            menu = left.splitTop(Self.menuRows).top
            // One column apart: the name and version of Debian fit whole on 80 columns.
            gauges = right.splitLeft(1).rest
        } else {
            let (upper, lower) = bottom.splitTop(Self.menuRows)
            menu = upper
            gauges = lower.splitTop(1).rest.splitLeft(2).rest
        }
    }

    /// One row a rung, and those that are over for whole sentences: what is broken first, then what is not known.
    private static func rows(_ rungs: [RungState], _ wrapped: [Int], over: Int) -> [Int] {
        var rows = rungs.map { _ in 1 }
        var over = over
        for state in [RungState.State.broken, .unknown, .ok, .notHere] {
            for index in rungs.indices where rungs[index].state == state && wrapped[index] - 1 <= over {
                over -= wrapped[index] - 1
                rows[index] = wrapped[index]
            }
        }
        return rows
    }

    /// The first row of a rung within the ladder.
    func ladderRow(_ index: Int) -> Int { rungRows.prefix(index).reduce(0, +) }

    /// The rung that stands on a row of the ladder.
    func rung(onRow row: Int) -> Int? {
        var end = 0
        for (index, rows) in rungRows.enumerated() {
            end += rows
            if row < end { return index }
        }
        return nil
    }
}
