/// A part of a golden below a heading of its own: a page at one size, one of the texts that a file of a plan can have.
public struct GoldenSection: Sendable, Equatable {
    /// What every heading begins with.
    static let mark = "=== "

    public var heading: String
    public var content: String

    public init(_ heading: String, _ content: String) {
        self.heading = heading
        self.content = content
    }

    /// Sections as a golden holds them. That a text's last line does not end stands in its heading.
    static func text(_ sections: [GoldenSection]) -> String {
        sections.map { section in
            let ends = section.content.hasSuffix("\n")
            return "\(mark)\(section.heading)\(ends ? "" : openEnd)\n\(section.content)\(ends ? "" : "\n")"
        }.joined()
    }

    /// The sections of a golden; one without a heading where it has none.
    static func sections(_ text: String) -> [GoldenSection] {
        var out: [GoldenSection] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(text.hasSuffix("\n") ? 1 : 0) {
            if line.hasPrefix(mark) {
                out.append(GoldenSection(String(line.dropFirst(mark.count)), ""))
            } else {
                if out.isEmpty { out.append(GoldenSection("", "")) }
                out[out.count - 1].content += line + "\n"
            }
        }
        for at in out.indices where out[at].heading.hasSuffix(openEnd) {
            out[at].heading.removeLast(openEnd.count)
            out[at].content.removeLast()
        }
        return out
    }

    private static let openEnd = ", its last line without an end"
}
