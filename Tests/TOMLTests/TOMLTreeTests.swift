import TOML
import Testing

@Suite struct TOMLTreeTests {
    @Test(arguments: [("version = 2\n[plugins\n  x = 1\n", 2), ("a = \n", 1), ("a = 1\na = 2\n", 2), ("a = [1,\n2\n", 3)])
    func whatIsNoTOMLNamesItsLine(text: String, line: Int) {
        #expect(throws: TOMLError.self) { try tree(text) }
        do { _ = try tree(text) } catch {
            #expect(abs(error.line - line) <= 1, "\(error)")
            #expect(error.sentence.hasSuffix("."))
        }
    }

    @Test func valuesKeepTheirTypes() throws {
        let values = try tree("a = true\nb = 'true'\nc = 3\nd = ['x', 'y']\ne = 1.5\n[f.'g.h']\ni = 2026-11-24\n")
        #expect(values["a"]?.flag == true)
        #expect(values["b"]?.flag == nil)
        #expect(values["b"]?.text == "true")
        #expect(values["c"]?.integer == 3)
        #expect(values["d"]?.texts == ["x", "y"])
        #expect(values["f", "g.h", "i"] == .time("2026-11-24"))
        #expect(values["f", "g"] == nil)
    }

    @Test func tablesAreMergedAndTheRestReplaced() throws {
        let base = try tree("[a]\nx = 1\ny = [1]\n[a.b]\nz = 1\n")
        let more = try tree("[a]\ny = [2]\n[a.b]\nw = 2\n")
        #expect(base.overlaid(with: more) == (try tree("[a]\nx = 1\ny = [2]\n[a.b]\nz = 1\nw = 2\n")))
    }

    /// toml++, which read these files before, ends the program on all but the last and reads the last as an empty file.
    @Test(arguments: [
        "[[[", "a = [}\n", "a = [{]", "b = 1979-05-27T!7:\n", "a = [1, 1979-05-27 2]\n", "a = 19w9-05-27 3\n",
        "a = 19'9-05-27 3\n", "a = [1, 197=-05-27 2\n",
        "[é]\n", "a = [\u{2028}\n", "\u{FEFF}[{", "\0\0\0",
    ])
    func whatEndsOtherReadersIsRefused(_ text: String) {
        #expect(throws: TOMLError.self) { try tree(text) }
    }

    @Test(arguments: [
        "\u{FEFF}a = 1\n", "a = [ [1, 2], [ ], { b = 'é]' } ]\n[ c . \"d]\" ] # }\n", "1 . 2 = 3\n1.'2 3' = 4\n",
        "a = \"\"\"\n[[[\\\"\"\"\"\"\n",
        "a = 2026-11-24 08:01:29.5+01:00\nb = 2026-11-24T08:01:29Z\nc = 2026-11-24 # 2\nd = 08:01:29\n",
        "2026-11-24 = 1\n", "[[a]]\n[[a]]\n", "a = [\n  # ]\n  [1],\n]\n", "a = '''\n]}é\n'''\n",
        "a = +1.5e-3\nb = 0xFF\nc = 1_000\nd = -inf\n",
    ])
    func whatIsTOMLIsRead(_ text: String) throws {
        #expect(!(try tree(text)).entries.isEmpty)
    }
}
