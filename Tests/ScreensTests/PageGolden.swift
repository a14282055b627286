import GoldenSupport
import Screens
import Terminal
import Testing

extension Golden {
    /// A page small, large, smallest in ASCII and without colour; as lines on a stream too where that is asked for.
    init(_ name: String, of screen: any Screen, asLines: Bool) {
        self.init(name)
        let small = drawn(screen, 80, 24)
        add(small.canvas, cursor: small.cursor, showing: [.roles, .monochrome])
        let large = drawn(screen, 120, 40)
        add(large.canvas, cursor: large.cursor)
        let smallest = drawn(screen, 60, 16, .ascii)
        #expect(smallest.canvas.text.utf8.allSatisfy { $0 < 128 }, "\(name)")
        add(smallest.canvas, cursor: smallest.cursor)
        if asLines { add("as lines", Self.lines(screen.plain())) }
    }

    private static func lines(_ page: PlainPage) -> String {
        var text = page.lines.joined(separator: "\n") + "\n"
        for (number, choice) in page.choices.enumerated() { text += "\(number + 1). \(choice.label)\n" }
        if let prompt = page.prompt { text += prompt.question + ":\n" }
        return text
    }
}
