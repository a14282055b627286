import Terminal
import Testing

@Suite struct GlyphsTests {
    private func all(_ glyphs: Glyphs) -> [String] {
        [
            glyphs.horizontal, glyphs.vertical, glyphs.selection, glyphs.bullet, glyphs.folded, glyphs.unfolded,
            glyphs.ellipsis, glyphs.crumb, glyphs.unchecked, glyphs.checked, glyphs.unchosen, glyphs.chosen,
            glyphs.barFull, glyphs.barEmpty, glyphs.moreAbove, glyphs.moreBelow, glyphs.hidden,
        ] + (0..<16).map { glyphs.joint(Directions(rawValue: $0)) }
    }

    @Test func everyGlyphHasATwinOfTheSameWidth() {
        for (utf8, ascii) in zip(all(.utf8), all(.ascii)) {
            #expect(CellWidth.of(utf8) == CellWidth.of(ascii), "\(utf8) and \(ascii)")
            #expect(ascii.allSatisfy { $0.isASCII })
        }
    }

    @Test func jointsMeetTheirNeighbours() {
        #expect(Glyphs.utf8.joint([.up, .down]) == "│")
        #expect(Glyphs.utf8.joint([.down, .left, .right]) == "┬")
        #expect(Glyphs.utf8.joint([.up, .down, .left, .right]) == "┼")
        #expect(Glyphs.ascii.joint([.down, .right]) == "+")
    }

    @Test func foldSignsDiffer() {
        for glyphs in [Glyphs.utf8, .ascii] {
            #expect(Set([glyphs.folded, glyphs.unfolded, glyphs.selection]).count == 3)
            #expect(glyphs.checked != glyphs.unchecked && glyphs.chosen != glyphs.unchosen)
        }
    }
}
