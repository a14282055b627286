import Testing

@testable import Probes

@Suite struct TOMLTreeTests {
    @Test(arguments: [("version = 2\n[plugins\n  x = 1\n", 2), ("a = \n", 1), ("a = 1\na = 2\n", 2), ("a = [1,\n2\n", 3)])
    func whatIsNoTOMLNamesItsLine(text: String, line: Int) {
        #expect(throws: TOMLTree.Problem.self) { try TOMLTree(parsing: text) }
        do { _ = try TOMLTree(parsing: text) } catch {
            #expect(abs(error.line - line) <= 1, "\(error)")
            #expect(error.sentence.hasSuffix("."))
        }
    }

    @Test func valuesKeepTheirTypes() throws {
        let tree = try TOMLTree(parsing: "a = true\nb = 'true'\nc = 3\nd = ['x', 'y']\ne = 1.5\n[f.'g.h']\ni = 2026-11-24\n")
        #expect(tree["a"]?.flag == true)
        #expect(tree["b"]?.flag == nil)
        #expect(tree["b"]?.text == "true")
        #expect(tree["c"]?.integer == 3)
        #expect(tree["d"]?.texts == ["x", "y"])
        #expect(tree["f", "g.h", "i"] == .time)
        #expect(tree["f", "g"] == nil)
    }

    @Test func tablesAreMergedAndTheRestReplaced() throws {
        let base = try TOMLTree(parsing: "[a]\nx = 1\ny = [1]\n[a.b]\nz = 1\n")
        let more = try TOMLTree(parsing: "[a]\ny = [2]\n[a.b]\nw = 2\n")
        #expect(base.overlaid(with: more) == (try TOMLTree(parsing: "[a]\nx = 1\ny = [2]\n[a.b]\nz = 1\nw = 2\n")))
    }
}
