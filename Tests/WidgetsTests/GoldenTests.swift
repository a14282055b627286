import GoldenSupport
import Testing

struct GoldenTests {
    @Test func noGoldenIsLeftOver() {
        let names = ["diagram", "dialog", "keys", "list", "page", "palette", "table", "text"]
        #expect(GoldenFolder(of: #filePath).leftOver(besides: names) == [])
    }
}
