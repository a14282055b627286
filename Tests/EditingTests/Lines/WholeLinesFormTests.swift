import Editing
import Testing

@Suite struct WholeLinesFormTests {
    @Test(arguments: cases) func edits(_ one: EditCase) { one.check() }

    private static let modules = "# for Kubernetes\noverlay\nbr_netfilter\n"

    static let cases: [EditCase] = [
        EditCase("a line more", .lines, .append(["nf_conntrack"]), before: modules, after: modules + "nf_conntrack\n"),
        EditCase("so already", .lines, .append(["overlay", "br_netfilter"]), before: modules, after: modules),
        EditCase(
            "both, the other way round", .lines, .append(["br_netfilter", "overlay"]), before: modules,
            after: modules + "br_netfilter\noverlay\n"),
        EditCase("none", .lines, .append([]), before: modules, after: modules),
        EditCase("an empty file", .lines, .append(["overlay"]), before: "", after: "overlay\n"),
        EditCase("a line less", .lines, .remove("overlay"), before: modules, after: "# for Kubernetes\nbr_netfilter\n"),
        EditCase("the last line less", .lines, .remove("br_netfilter"), before: modules, after: "# for Kubernetes\noverlay\n"),
        EditCase("every such line", .lines, .remove("a"), before: "a\nb\n a \nab\n", after: "b\nab\n"),
        EditCase("a line with blanks", .lines, .remove("\"a b\""), before: "a b\na\n", after: "a\n"),
        EditCase(
            "a comment", .lines, .comment("overlay"), before: modules, after: modules.replacing("overlay", with: "# overlay")),
        EditCase("what is not there", .lines, .remove("x"), before: modules, after: modules),
        EditCase(
            "replace", .lines, .replace("overlay", with: "overlayfs"), before: modules,
            after: modules.replacing("overlay", with: "overlayfs")),
        EditCase(
            "replace a line that others hold", .lines, .replace("a", with: "c"), before: "aa\na\nab\n", after: "aa\nc\nab\n"),
        EditCase(
            "replace by more", .lines, .replace("overlay", with: "overlay\nx"), before: modules,
            after: modules.replacing("overlay", with: "overlay\nx")),
        EditCase(
            "replace two lines", .lines, .replace("overlay\nbr_netfilter", with: "x"), before: modules,
            after: "# for Kubernetes\nx\n"),
        EditCase(
            "replace what is there twice", .lines, .replace("a", with: "b"), before: "a\nx\na\n",
            error: "2 times, on lines 1 and 3"),
        EditCase(
            "replace what is not there", .lines, .replace("a", with: "b"), before: "x\n", error: "does not stand in the file"),
        EditCase("a value", .lines, .set("a", 1), before: "x\n", error: "has no settings"),
        EditCase("no line", .lines, .remove("a.b"), before: "x\n", error: "is no line"),
        EditCase("two lines in one", .lines, .append(["a\nb"]), before: "x\n", error: "more than one line"),
    ]
}
