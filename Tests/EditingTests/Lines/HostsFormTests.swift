import Editing
import Testing

@Suite struct HostsFormTests {
    @Test(arguments: cases) func edits(_ one: EditCase) { one.check() }

    private static let file =
        "127.0.0.1\tlocalhost\n127.0.1.1\tcp1.example.org cp1 # old\n\n# nodes\n192.168.10.11\twb-cp1\n::1  localhost ip6-localhost\n"

    static let cases: [EditCase] = [
        EditCase(
            "a name more", .hosts, .set("192.168.10.11[=api]", "api"), before: file,
            after: file.replacing("wb-cp1", with: "wb-cp1 api")),
        EditCase(
            "before a comment", .hosts, .set("127.0.1.1[=x]", "x"), before: file,
            after: file.replacing("cp1 # old", with: "cp1 x # old")),
        EditCase("so already", .hosts, .set("127.0.1.1[=CP1]", "CP1"), before: file, after: file),
        EditCase("a new address", .hosts, .set("10.0.0.9[=w2]", "w2"), before: file, after: file + "10.0.0.9 w2\n"),
        EditCase(
            "with tabs as before", .hosts, .set("10.0.0.9", ["w2", "w2.example.org"]), before: "10.0.0.1\tw1\n",
            after: "10.0.0.1\tw1\n10.0.0.9\tw2 w2.example.org\n"),
        EditCase(
            "the names", .hosts, .set("127.0.1.1", ["cp1"]), before: file,
            after: file.replacing("cp1.example.org cp1", with: "cp1")),
        EditCase(
            "the names in one text", .hosts, .set("192.168.10.11", "a b"), before: file,
            after: file.replacing("wb-cp1", with: "a b")),
        EditCase("a name less", .hosts, .remove("127.0.1.1[=cp1]"), before: file, after: file.replacing("org cp1", with: "org")),
        EditCase(
            "the first name less", .hosts, .remove("127.0.1.1[=cp1.example.org]"), before: file,
            after: file.replacing("\tcp1.example.org cp1", with: " cp1")),
        EditCase(
            "the only name less", .hosts, .remove("192.168.10.11[=wb-cp1]"), before: file,
            after: file.replacing("192.168.10.11\twb-cp1\n", with: "")),
        EditCase(
            "an address less", .hosts, .remove("127.0.1.1"), before: file,
            after: file.replacing("127.0.1.1\tcp1.example.org cp1 # old\n", with: "")),
        EditCase(
            "a name of any address", .hosts, .remove("*[=localhost]"), before: file,
            after: file.replacing("127.0.0.1\tlocalhost\n", with: "").replacing("::1  localhost", with: "::1")),
        EditCase(
            "IPv6", .hosts, .set("::1[=x]", "x"), before: file, after: file.replacing("ip6-localhost", with: "ip6-localhost x")),
        EditCase(
            "a comment", .hosts, .comment("127.0.1.1"), before: file, after: file.replacing("127.0.1.1", with: "# 127.0.1.1")),
        EditCase("an empty file", .hosts, .set("10.0.0.9[=w2]", "w2"), before: "", after: "10.0.0.9 w2\n"),
        EditCase(
            "only comments", .hosts, .set("10.0.0.9[=w2]", "w2"), before: "# 10.0.0.9 w2\n", after: "# 10.0.0.9 w2\n10.0.0.9 w2\n"
        ),
        EditCase(
            "an address without names", .hosts, .set("10.0.0.9[=w2]", "w2"), before: "10.0.0.9 # x\n", after: "10.0.0.9 w2 # x\n"),
        EditCase("the last line goes", .hosts, .remove("b"), before: "a x\nb y\n", after: "a x\n"),
        EditCase("what is not there", .hosts, .remove("10.0.0.9[=w2]"), before: file, after: file),
        EditCase("append", .hosts, .append(["10.0.0.9 x"]), before: file, after: file + "10.0.0.9 x\n"),
        EditCase("twice", .hosts, .set("a", ["z"]), before: "a x\na y\n", error: "lines 1 and 2"),
        EditCase("no name", .hosts, .set("a", ""), before: "", error: "at least one name"),
        EditCase("a name with a comment", .hosts, .set("a", ["x#y"]), before: "", error: "is no name of a host"),
        EditCase("every address", .hosts, .remove("*"), before: file, error: "names every address"),
        EditCase("a name for every address", .hosts, .set("*[=x]", "x"), before: file, error: "one is expected"),
        EditCase("another name than its path", .hosts, .set("a[=x]", "y"), before: file, error: "the same text is expected"),
    ]
}
