import Terminal

/// One golden: drawn pages and other texts, a section each, that a person has looked at.
public struct Golden {
    /// What a golden shows of a canvas beside its text.
    public enum Part: Sendable {
        /// One letter of the role for each column.
        case roles
        /// Bold, reverse and underline as the monochrome theme gives them.
        case monochrome
    }

    public let name: String
    public private(set) var sections: [GoldenSection] = []

    public init(_ name: String) { self.name = name }

    /// Adds a canvas, at the size and in the character set that it has. Two of one size and set need a word that tells them apart.
    public mutating func add(_ canvas: Canvas, _ word: String = "", cursor: Point? = nil, showing parts: [Part] = [.roles]) {
        var heading = "\(canvas.size.width)x\(canvas.size.height) \(canvas.charset == .utf8 ? "UTF-8" : "ASCII")"
        if !word.isEmpty { heading = "\(word), \(heading)" }
        sections.append(GoldenSection(heading + (cursor.map { ", cursor at \($0.x),\($0.y)" } ?? ""), canvas.text + "\n"))
        for part in parts {
            switch part {
            case .roles: sections.append(GoldenSection("\(heading): roles", canvas.roleLetters + "\n"))
            case .monochrome:
                let letters = canvas.attributeLetters(.monochrome, at: .none)
                sections.append(GoldenSection("\(heading): attributes", letters + "\n"))
            }
        }
    }

    /// Adds another text.
    public mutating func add(_ heading: String, _ text: String) { sections.append(GoldenSection(heading, text)) }

    /// What differs from the file beside the tests, as a text for `#expect(… == nil)`: the lines, then the whole of each section
    /// in which they stand. Nil when nothing does.
    public func difference(file: String = #filePath) -> String? { difference(in: GoldenFolder(of: file)) }

    func difference(in folder: GoldenFolder) -> String? {
        guard let difference = folder.difference(GoldenSection.text(sections), name) else { return nil }
        guard !folder.isRecording, let golden = folder.text(name).map(GoldenSection.sections) else { return difference }
        let altered = sections.filter { !golden.contains($0) && !$0.heading.contains(": ") }
        return difference + "\n\nDrawn now:\n" + GoldenSection.text(altered)
    }
}
