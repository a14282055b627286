import Terminal
import Widgets

/// Where the parts of Home lie: a pure function of the size and of how much there is to say.
struct HomeLayout: Sendable, Equatable {
    /// Title, sentences, and the way to mend.
    let headline: Rect
    /// Rows of the headline's sentences.
    let says: Int
    let ladder: Rect
    /// Whether the ladder is only marks and names, several on a row.
    let isCompact: Bool
    let jobs: Rect
    let gauges: Rect
    let rule: Rect?
    let preview: Rect?

    /// Rows of jobs and of instruments.
    static let jobRows = HomeScreen.Job.allCases.count
    /// Columns of the jobs where the instruments stand beside them.
    static let jobWidth = 38

    init(_ rect: Rect, headline: Headline, rungs: Int) {
        let split = rect.preview
        rule = split?.rule
        preview = split?.preview
        let area = split?.list ?? rect
        let needed = StyledText(headline.says).wrapped(to: max(1, area.width - 3)).count
        let mend = headline.mend == nil ? 0 : 1
        // In the order in which they give way: blank rows, the third sentence's row, the whole ladder, the instruments.
        let full = rungs + Self.jobRows + 1 + mend + 2
        isCompact = rungs > 0 && area.height < full + 1
        let ladderRows = isCompact ? max(1, (rungs * 14 + area.width - 1) / max(14, area.width)) : rungs
        let room = area.height - (1 + mend + ladderRows + (isCompact ? 4 : Self.jobRows))
        says = max(0, min(needed, headline.says.isEmpty ? 0 : isCompact ? 2 : 4, room - (room > 3 ? 2 : 1)))
        let spare = room - says
        let (top, afterTop) = area.splitTop(1 + says + mend)
        let (middle, afterMiddle) = afterTop.splitTop(spare > 0 ? 1 : 0).rest.splitTop(ladderRows)
        let bottom = afterMiddle.splitTop(spare > 1 && rungs > 0 ? 1 : 0).rest
        self.headline = top
        ladder = middle
        if area.width >= 70 {
            let (left, right) = bottom.splitLeft(Self.jobWidth)
            jobs = left.splitTop(Self.jobRows).top
            gauges = right.splitLeft(2).rest
        } else {
            let (upper, lower) = bottom.splitTop(Self.jobRows)
            jobs = upper
            gauges = lower.splitTop(lower.height > 1 ? 1 : 0).rest
        }
    }
}
