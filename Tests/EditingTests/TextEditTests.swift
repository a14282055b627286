import Editing
import Testing

@Suite struct TextEditTests {
    @Test(arguments: cases) func edits(_ one: EditCase) { one.check() }

    static let cases: [EditCase] = [
        EditCase("once", .text, .replace("true", with: "false"), before: "a = true\n", after: "a = false\n"),
        EditCase("so already", .text, .replace("true", with: "false"), before: "a = false\n", after: "a = false\n"),
        EditCase("over lines", .text, .replace("a\nb", with: "c"), before: "a\nb\n", after: "c\n"),
        EditCase(
            "by a longer one that holds it", .text, .replace("pause", with: "x/pause"), before: "i: pause\n",
            after: "i: x/pause\n"),
        EditCase(
            "beside one that is done", .text, .replace("b", with: "abc"), before: "abc b\n", after: "abc abc\n", varied: false),
        EditCase("into what cannot be read", .text, .replace("[", with: "[["), before: "[x\n", after: "[[x\n"),
        EditCase("lines", .text, .append(["x", "y"]), before: "a\n", after: "a\nx\ny\n"),
        EditCase("twice", .text, .replace("a", with: "b"), before: "a\nb a\n", error: "2 times, on lines 1 and 2"),
        EditCase("never", .text, .replace("a", with: "b"), before: "x\n", error: "does not stand in the file"),
        EditCase("so already, twice", .text, .replace("a", with: "b"), before: "bb\n", after: "bb\n"),
        EditCase("nothing", .text, .replace("", with: "b"), before: "x\n", error: "it is empty"),
        EditCase("a setting", .text, .set("a", 1), before: "x\n", error: "only append and replace"),
        EditCase("over itself", .text, .replace("aa", with: "b"), before: "aaa\n", error: "2 times"),
    ]

    @Test func errorNamesLines() {
        #expect(throws: EditError.matches(of: "a", lines: [1, 3])) {
            try FileEdit(.text, [.replace("a", with: "b")]).apply(to: Array("a\nb\na\n".utf8))
        }
    }

    /// Bytes that are no text stay as they are.
    @Test func binaryStays() throws {
        let bytes: [UInt8] = [0xFF, 0, 0x61, 10, 0xC3]
        #expect(try FileEdit(.text, [.replace("a", with: "b")]).apply(to: bytes) == [0xFF, 0, 0x62, 10, 0xC3])
        #expect(try FileEdit(.sysctl, [.set("a", 1)]).apply(to: [0xFF, 10]) == [0xFF, 10] + Array("a = 1\n".utf8))
    }
}
