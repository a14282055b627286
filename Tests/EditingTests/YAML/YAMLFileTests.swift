import Editing
import Testing

@Suite struct YAMLFileTests {
    @Test(arguments: YAMLCases.values + YAMLCases.shapes + YAMLCases.removals + YAMLCases.refused)
    func edits(_ one: EditCase) { one.check() }
}

enum YAMLCases {
    private static let kubelet = """
        apiVersion: kubelet.config.k8s.io/v1beta1
        authentication:
          anonymous:
            enabled: false
          x509:
            clientCAFile: /etc/kubernetes/pki/ca.crt
        cgroupDriver: cgroupfs # told by the operator
        clusterDNS:
        - 10.96.0.10
        crashLoopBackOff: {}
        failSwapOn: true
        kind: KubeletConfiguration
        logging:
          flushFrequency: 0
          options:
            json:
              infoBufferSize: "0"

        """

    private static func kubelet(_ old: String, _ new: String) -> String {
        let parts = kubelet.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
        return parts.joined(separator: new)
    }

    static let values: [EditCase] = [
        EditCase(
            "a text, its comment stays", .yaml, .set("cgroupDriver", "systemd"), before: kubelet,
            after: kubelet("cgroupfs #", "systemd #")),
        EditCase("so already", .yaml, .set("cgroupDriver", "cgroupfs"), before: kubelet, after: kubelet),
        EditCase(
            "a flag", .yaml, .set("failSwapOn", false), before: kubelet, after: kubelet("failSwapOn: true", "failSwapOn: false")),
        EditCase(
            "a text that looks like a flag", .yaml, .set("failSwapOn", "true"), before: kubelet,
            after: kubelet("failSwapOn: true", "failSwapOn: \"true\"")),
        EditCase(
            "a text that looks like a number", .yaml, .set("clusterDomain", "0123"), before: kubelet,
            after: kubelet + "clusterDomain: \"0123\"\n"),
        EditCase(
            "in quotes as before", .yaml, .set("logging.options.json.infoBufferSize", "8Mi"), before: kubelet,
            after: kubelet("\"0\"", "\"8Mi\"")),
        EditCase(
            "a number", .yaml, .set("logging.flushFrequency", 5), before: kubelet,
            after: kubelet("flushFrequency: 0", "flushFrequency: 5")),
        EditCase(
            "deep down", .yaml, .set("authentication.anonymous.enabled", true), before: kubelet,
            after: kubelet("enabled: false", "enabled: true")),
        EditCase("a new key at the end", .yaml, .set("maxPods", 200), before: kubelet, after: kubelet + "maxPods: 200\n"),
        EditCase(
            "a new key in a mapping", .yaml, .set("authentication.anonymous.x", 1), before: kubelet,
            after: kubelet("enabled: false\n", "enabled: false\n    x: 1\n")),
        EditCase(
            "new mappings on the way", .yaml, .set("authentication.webhook.cacheTTL", "2m"), before: kubelet,
            after: kubelet("ca.crt\n", "ca.crt\n  webhook:\n    cacheTTL: \"2m\"\n")),
        EditCase(
            "into an empty mapping in braces", .yaml, .set("crashLoopBackOff.maxContainerRestartPeriod", 60), before: kubelet,
            after: kubelet("crashLoopBackOff: {}\n", "crashLoopBackOff:\n  maxContainerRestartPeriod: 60\n")),
        EditCase(
            "another list", .yaml, .set("clusterDNS", ["10.96.0.53", "10.96.0.54"]), before: kubelet,
            after: kubelet("- 10.96.0.10\n", "- 10.96.0.53\n- 10.96.0.54\n")),
        EditCase(
            "a list of which some stay", .yaml, .set("l", ["a", "c", "d"]), before: "l:\n- a # one\n# two\n- b\n- c # three\n",
            after: "l:\n- a # one\n# two\n- c # three\n- d\n"),
        EditCase(
            "an item by number", .yaml, .set("clusterDNS[0]", "fd00::10"), before: kubelet,
            after: kubelet("- 10.96.0.10", "- fd00::10")),
        EditCase(
            "one more item", .yaml, .set("clusterDNS[=fd00::10]", "fd00::10"), before: kubelet,
            after: kubelet("- 10.96.0.10\n", "- 10.96.0.10\n- fd00::10\n")),
        EditCase(
            "a new list", .yaml, .set("featureGates", ["X": true]), .set("reservedCPUs", ["a", "b"]), before: kubelet,
            after: kubelet + "featureGates:\n  X: true\nreservedCPUs:\n- a\n- b\n"),
        EditCase(
            "several edits", .yaml, .set("failSwapOn", false), .remove("crashLoopBackOff"), .set("cgroupDriver", "systemd"),
            before: kubelet,
            after: kubelet("cgroupfs #", "systemd #").replacing("crashLoopBackOff: {}\n", with: "").replacing(
                "failSwapOn: true", with: "failSwapOn: false")),
        EditCase("an empty file", .yaml, .set("a.b", 1), before: "", after: "a:\n  b: 1\n"),
        EditCase("only comments", .yaml, .set("a", "x"), before: "# nothing\n", after: "# nothing\na: x\n"),
        EditCase("only a separator", .yaml, .set("a", "x"), before: "---\n", after: "---\na: x\n"),
        EditCase("a byte order mark", .yaml, .set("a", 2), before: "\u{FEFF}a: 1\n", after: "\u{FEFF}a: 2\n"),
        EditCase("a key with dots", .yaml, .set("m.\"a.b/c\"", "x"), before: "m:\n  a.b/c: y\n", after: "m:\n  a.b/c: x\n"),
        EditCase("a line end in a text", .yaml, .set("a", "x\ny"), before: "a: 1\n", after: "a: \"x\\ny\"\n"),
    ]

    static let shapes: [EditCase] = [
        EditCase("a value that is missing", .yaml, .set("a", "x"), before: "a: # why\nb: 1\n", after: "a: x # why\nb: 1\n"),
        EditCase(
            "a mapping that is missing", .yaml, .set("a.c", "x"), before: "a: # why\nb: 1\n", after: "a: # why\n  c: x\nb: 1\n"),
        EditCase("null", .yaml, .set("a", "x"), before: "a: ~\n", after: "a: x\n"),
        EditCase(
            "comments at the end of a block", .yaml, .set("a.c", 2), before: "a:\n  b: 1\n  # c: 3\n# of d\nd: 4\n",
            after: "a:\n  b: 1\n  c: 2\n  # c: 3\n# of d\nd: 4\n"),
        EditCase(
            "a block scalar before", .yaml, .set("a.c", 2), before: "a:\n  b: |\n    x\n    y\n\nd: 4\n",
            after: "a:\n  b: |\n    x\n    y\n\n  c: 2\nd: 4\n"),
        EditCase(
            "in the place of a block scalar", .yaml, .set("a.b", "z"), before: "a:\n  b: | # why\n    x\n    y\n\nd: 4\n",
            after: "a:\n  b: z # why\n\nd: 4\n"),
        EditCase(
            "a text in the place of a mapping", .yaml, .set("a", "z"), before: "a: # why\n  b: 1\n  c: 2\nd: 4\n",
            after: "a: z # why\nd: 4\n"),
        EditCase(
            "a mapping in the place of a text", .yaml, .set("a", ["b": 1]), before: "a: z # why\nd: 4\n",
            after: "a: # why\n  b: 1\nd: 4\n"),
        EditCase("in braces", .yaml, .set("a.c", "x"), before: "a: {b: 1, c: [1, 2]} # why\n", after: "a: {b: 1, c: x} # why\n"),
        EditCase(
            "new in braces", .yaml, .set("a.d", ["e": "x, y"]), before: "a: {b: 1}\n", after: "a: {b: 1, d: {e: \"x, y\"}}\n"),
        EditCase("new in brackets", .yaml, .set("a[=z]", "z"), before: "a: [x, y]\n", after: "a: [x, y, z]\n"),
        EditCase(
            "new in brackets over lines", .yaml, .set("a[=z]", "z"), before: "a: [\n  x, # one\n  y # two\n]\n",
            after: "a: [\n  x, # one\n  y, # two\n  z\n]\n"),
        EditCase("a list in brackets stays one", .yaml, .set("a", ["z"]), before: "a: [x, y]\n", after: "a: [z]\n"),
        EditCase("a whole file in braces", .yaml, .set("b", 2), before: "{\"a\": 1}\n", after: "{\"a\": 1, b: 2}\n"),
        EditCase(
            "an item chosen by name", .yaml, .set("c[name=b].v", 3), before: "c:\n- name: a\n  v: 1\n- name: b\n  v: 2\n",
            after: "c:\n- name: a\n  v: 1\n- name: b\n  v: 3\n"),
        EditCase(
            "a new item with a name", .yaml, .set("c[name=x].v", 3), before: "c:\n  - name: a\n    v: 1\n# end\n",
            after: "c:\n  - name: a\n    v: 1\n  - name: x\n    v: 3\n# end\n"),
        EditCase(
            "a new key in an item", .yaml, .set("c[0].w", 3), before: "c:\n- v: 1\n- v: 2\n",
            after: "c:\n- v: 1\n  w: 3\n- v: 2\n"),
        EditCase(
            "a list's style goes on", .yaml, .set("d", ["x"]), before: "c:\n    - v: 1\n", after: "c:\n    - v: 1\nd:\n    - x\n"),
        EditCase(
            "wide steps go on", .yaml, .set("a.d.e", 1), before: "a:\n    b:\n        c: 1\n",
            after: "a:\n    b:\n        c: 1\n    d:\n        e: 1\n"),
        EditCase("in single quotes as before", .yaml, .set("a", "it's"), before: "a: 'x'\n", after: "a: 'it''s'\n"),
        EditCase(
            "an alias gets its own value", .yaml, .set("b", 2), before: "a: &x 1\nb: *x # why\n", after: "a: &x 1\nb: 2 # why\n"),
        EditCase(
            "a merged key gets its own", .yaml, .set("b.k", 2), before: "a: &x\n  k: 1\nb:\n  <<: *x\n  l: 3\n",
            after: "a: &x\n  k: 1\nb:\n  <<: *x\n  l: 3\n  k: 2\n"),
        EditCase(
            "the document of a kind", .yaml, kind: "B", .set("x", 2), before: "kind: A\nx: 1\n---\nkind: B\nx: 1\n---\nkind: C\n",
            after: "kind: A\nx: 1\n---\nkind: B\nx: 2\n---\nkind: C\n"),
        EditCase(
            "a new key in a document before another", .yaml, kind: "A", .set("z", 2), before: "kind: A\nx: 1\n\n---\nkind: B\n",
            after: "kind: A\nx: 1\nz: 2\n\n---\nkind: B\n"),
        EditCase("a text with umlauts before", .yaml, .set("b", 2), before: "ä: ü 🚢\nb: 1\n", after: "ä: ü 🚢\nb: 2\n"),
        EditCase(
            "lists in lists", .yaml, .set("a[1][0]", "z"), before: "a:\n- - x\n  - y\n- - v\n", after: "a:\n- - x\n  - y\n- - z\n"
        ),
        EditCase("append", .yaml, .append(["b: 2", "c: 3"]), before: "a: 1\n", after: "a: 1\nb: 2\nc: 3\n"),
        EditCase(
            "append a document", .yaml, .append(["---", "kind: B"]), before: "kind: A\n", after: "kind: A\n---\nkind: B\n"),
        EditCase(
            "append to several documents", .yaml, .append(["x: 1"]), before: "kind: A\n---\nkind: B\n",
            after: "kind: A\n---\nkind: B\nx: 1\n"),
        EditCase("replace", .yaml, .replace("a: 1", with: "a: 2"), before: "a: 1\n", after: "a: 2\n"),
    ]

    static let removals: [EditCase] = [
        EditCase(
            "a key with its line", .yaml, .remove("b"), before: "a: 1\n# of b\nb: 2 # b\nc: 3\n", after: "a: 1\n# of b\nc: 3\n"),
        EditCase("the last key", .yaml, .remove("b"), before: "a: 1\nb: 2\n", after: "a: 1\n"),
        EditCase("a mapping", .yaml, .remove("a.b"), before: "a:\n  b:\n    c: 1\n    d: 2\n  e: 3\n", after: "a:\n  e: 3\n"),
        EditCase("the only key", .yaml, .remove("a.b"), before: "a:\n  b: 1\nc: 2\n", after: "a: {}\nc: 2\n"),
        EditCase("the only key of all", .yaml, .remove("a"), before: "# c\na: 1\n", after: "# c\n{}\n"),
        EditCase("what is not there", .yaml, .remove("a.b.c"), before: "a: {}\n", after: "a: {}\n"),
        EditCase("an item", .yaml, .remove("a[=w]"), before: "a:\n- x\n- w # why\n- z\n", after: "a:\n- x\n- z\n"),
        EditCase("the only item", .yaml, .remove("a[=x]"), before: "a:\n- x\nb: 1\n", after: "a: []\nb: 1\n"),
        EditCase(
            "an item with a name", .yaml, .remove("c[name=a]"), before: "c:\n- name: a\n  v: 1\n- name: b\n",
            after: "c:\n- name: b\n"),
        EditCase("the first key of an item", .yaml, .remove("c[0].a"), before: "c:\n- a: 1\n  b: 2\n", after: "c:\n- b: 2\n"),
        EditCase("in braces", .yaml, .remove("a.b"), before: "a: {b: 1, c: 2}\n", after: "a: {c: 2}\n"),
        EditCase("the last in braces", .yaml, .remove("a.c"), before: "a: {b: 1, c: 2}\n", after: "a: {b: 1}\n"),
        EditCase(
            "in brackets over lines", .yaml, .remove("a[=w]"), before: "a: [\n  x, # one\n  w # two\n]\n",
            after: "a: [\n  x # one\n]\n"),
        EditCase("a block scalar", .yaml, .remove("b"), before: "a: 1\nb: |\n  x\n  y\n\nc: 3\n", after: "a: 1\n\nc: 3\n"),
        EditCase("a key without value", .yaml, .remove("b"), before: "a: 1\nb:\nc: 3\n", after: "a: 1\nc: 3\n"),
    ]

    static let refused: [EditCase] = [
        EditCase("no YAML", .yaml, .set("a", 1), before: "a: [\n", error: "Line 2"),
        EditCase("a tab", .yaml, .set("a", 1), before: "a:\n\tb: 1\n", error: "A tab is used as indentation"),
        EditCase("a key that is there twice", .yaml, .set("a", 3), before: "a: 1\nb: 2\na: 2\n", error: "lines 1 and 3"),
        EditCase("beside a key that is there twice", .yaml, .remove("b"), before: "a: 1\nb: 2\na: 2\n", error: "lines 1 and 3"),
        EditCase(
            "through a text", .yaml, .set("a.b", 1), before: "# x\na: text\n", error: "a is a text on line 2, but a mapping"),
        EditCase("through a list", .yaml, .set("a.b", 1), before: "a: [1]\n", error: "a is a list on line 1, but a mapping"),
        EditCase("through a tag", .yaml, .set("a.b", 1), before: "a: !x\n  c: 1\n", error: "a value with the tag !x on line 1"),
        EditCase("no such item", .yaml, .set("a[3]", 1), before: "a: [1]\n", error: "the list has no item 3"),
        EditCase("two items of that name", .yaml, .set("a[m=x].v", 1), before: "a:\n- m: x\n- m: x\n", error: "lines 2 and 3"),
        EditCase("behind an alias", .yaml, .set("b.k", 2), before: "a: &x\n  k: 1\nb: *x\n", error: "behind an anchor or alias"),
        EditCase(
            "what an alias shares", .yaml, .set("a.k", 2), before: "a: &x\n  k: 1\nb: *x\n", error: "behind an anchor or alias"),
        EditCase("an anchor", .yaml, .set("a", 2), before: "a: &x 1\nb: *x\n", error: "behind an anchor or alias"),
        EditCase(
            "a merged key taken away", .yaml, .remove("b.k"), before: "a: &x\n  k: 1\nb:\n  <<: *x\n", error: "anchor or alias"),
        EditCase("which document", .yaml, .set("x", 1), before: "kind: A\n---\nkind: B\n", error: "2 documents (A, B)"),
        EditCase(
            "no such kind", .yaml, kind: "C", .set("x", 1), before: "kind: A\n---\nkind: B\n", error: "0 documents of the kind C"),
        EditCase("a comment", .yaml, .comment("a"), before: "a: 1\n", error: "cannot be made a comment"),
        EditCase("replaced by no YAML", .yaml, .replace("1", with: "["), before: "a: 1\n", error: "would not read as intended"),
        EditCase("appended to a block", .yaml, .append(["  b: 2"]), before: "a: 1\n", error: "would not read as intended"),
        EditCase("an item without its name", .yaml, .set("a[n=x]", ["n": "y"]), before: "a: []\n", error: "says otherwise"),
        EditCase("a question mark", .yaml, .remove("a"), before: "? a\n: 1\n? b\n: 2\n", error: "by hand"),
        EditCase("not in UTF-8's place", .yaml, .set("a", 1), before: "a: \u{0}\n", error: "NUL"),
    ]
}

extension String {
    /// The text with the first occurrence of another replaced.
    func replacing(_ old: String, with new: String) -> String {
        split(separator: old, maxSplits: 1, omittingEmptySubsequences: false).joined(separator: new)
    }
}
