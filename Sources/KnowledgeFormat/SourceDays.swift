import Facts
import YAML

/// The days on which the sources of a knowledge file were read: `asOf` where it says one, else what `sources` say.
enum SourceDays {
    /// The newest; nil where no day is told.
    static func newest(_ node: YAMLNode) -> Day? {
        if let text = node["asOf"]?.text { return Day(text) }
        return (node["sources"]?.array ?? []).flatMap(days).max()
    }

    /// `…, read 2026-11-30`, or the `date` of a source that is a mapping.
    private static func days(_ source: YAMLNode) -> [Day] {
        if let date = source["date"]?.text { return [date].compactMap { Day($0) } }
        return (source.text ?? "").split(whereSeparator: { !$0.isNumber && $0 != "-" }).compactMap { Day($0) }
    }
}

extension Fields {
    /// The day on which somebody last looked up what the file says. Where it `isNeeded`, a file that tells none is complained of.
    func asOf(isNeeded: Bool = true) -> Day? {
        if let text = optionalText("asOf") {
            if let day = Day(text) { return day }
            complain(line("asOf"), "\"asOf\" must be a day as YYYY-MM-DD, but this is \"\(text)\".")
            return nil
        }
        let day = SourceDays.newest(node)
        if day == nil, isNeeded {
            complain(
                line("sources"),
                "Neither \"asOf\" nor \"sources\" tell the day on which this was looked up; write it behind the source, as in \"…, read 2026-11-30\"."
            )
        }
        return day
    }
}
