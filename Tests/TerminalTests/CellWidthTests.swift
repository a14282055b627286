import Terminal
import Testing

@Suite struct CellWidthTests {
    @Test(arguments: [("abc", 3), ("", 0), ("日本", 4), ("e\u{301}", 1), ("─│┌", 3), ("é", 1), ("\u{200B}", 0)])
    func countsColumns(_ text: String, _ width: Int) {
        #expect(CellWidth.of(text) == width)
    }

    @Test func prefixNeverExceedsItsColumns() {
        #expect(CellWidth.prefix(of: "日本語", columns: 3) == "日")
        #expect(CellWidth.prefix(of: "abc", columns: 9) == "abc")
        #expect(CellWidth.prefix(of: "ae\u{301}b", columns: 2) == "ae\u{301}")
        #expect(CellWidth.prefix(of: "abc", columns: 0) == "")
    }
}
