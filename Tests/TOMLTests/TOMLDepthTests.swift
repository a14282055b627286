import TOML
import Testing

/// Each of these overflowed the stack or burnt a processor for as long as it was let.
@Suite struct TOMLDepthTests {
    static let deep: [String] = [
        times("a.", 60_000) + "a = 1\n",
        "[" + times("a.", 60_000) + "a]\nb = 1\n",
        "[[" + times("a . ", 60_000) + "a]]\n",
        times("'a'.", 60_000) + "a = 1\n",
        "a = " + times("{b = ", 50_000) + "1" + times("}", 50_000) + "\n",
        "a = " + times("[", 50_000) + times("]", 50_000) + "\n",
        "a = " + times("{a.a.a.a.a.a.a.a.a = ", 30) + "1" + times("}", 30) + "\n",
        "[" + times("a.", 60) + "a]\n" + times("b.", 60) + "c = 1\n",
        "[" + times("a.", 60) + "a]\nb = {" + times("b.", 60) + "c = 1}\n",
    ]

    @Test(arguments: deep.indices) func whatNestsTooDeepIsRefusedAtOnce(_ index: Int) {
        let start = ContinuousClock.now
        do throws(TOMLError) {
            _ = try tree(Self.deep[index])
            Issue.record("It was read.")
        } catch {
            #expect(error.isBeyond)
            #expect(error.sentence.contains("more than 100"))
        }
        #expect(ContinuousClock.now - start < .seconds(60))
    }

    @Test func whatIsLongButNotDeepIsRead() throws {
        let wide = times("[plugins.'io.containerd.grpc.v1.cri'.containerd.runtimes.x]\na.b.c = 1.5\n", 1)
        let list = "a = [" + times("1.5, ", 5000) + "2.5]\nb = [" + times("{c.d = 1}, ", 2000) + "{}]\n"
        let many = (0..<2000).map { "[t\($0).a.b]\nk.l = '1.2.3.4.5.6'\n" }.joined()
        for text in [wide, list, many] { #expect(!(try tree(text)).entries.isEmpty) }
    }
}
