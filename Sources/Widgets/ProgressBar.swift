import Terminal

/// How far a piece of work is: a bar where the count is known, else only the time and the last thing that was heard.
public enum ProgressBar: Widget, Equatable {
    case counted(done: Int, of: Int, what: String)
    case working(seconds: Int, last: String)

    /// The same as a line of words, for plain output.
    public var sentence: String {
        switch self {
        case .counted(let done, let total, let what): "\(done) of \(total) - \(what)"
        case .working(let seconds, let last):
            "working \(ProgressBar.clock(seconds))" + (last.isEmpty ? "" : ", last line: \(last)")
        }
    }

    /// `0:42`, `12:05`, `1:02:03`.
    public static func clock(_ seconds: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let minutes = seconds / 60
        if minutes < 60 { return "\(minutes):\(two(seconds % 60))" }
        return "\(minutes / 60):\(two(minutes % 60)):\(two(seconds % 60))"
    }

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        var text = StyledText()
        if case .counted(let done, let total, _) = self, total > 0, rect.width >= 40 {
            let share = Double(done) / Double(total)
            text = Gauge.bar(share, width: min(22, rect.width / 3), glyphs: glyphs, role: .good) + " "
        }
        text.append(sentence, .notice)
        canvas.write(text, in: rect.row(0), glyphs: glyphs)
        return nil
    }
}
