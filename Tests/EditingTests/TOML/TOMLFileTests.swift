import Editing
import Testing

@Suite struct TOMLFileTests {
    @Test(arguments: TOMLCases.settings + TOMLCases.tables + TOMLCases.removals + TOMLCases.refused)
    func edits(_ one: EditCase) { one.check() }

    /// containerd 1.6 as `containerd config default` writes it.
    @Test func defaultOfContainerd() throws {
        let text = try NodeFile.text("EditingTests/Files/containerd-1.6-default.toml")
        let plugin = "plugins.\"io.containerd.grpc.v1.cri\""
        EditCase(
            "the settings of kubeadm's guide", .toml, .set("\(plugin).containerd.runtimes.runc.options.SystemdCgroup", true),
            .set("\(plugin).sandbox_image", "registry.k8s.io/pause:3.10.2"),
            .set("\(plugin).registry.config_path", "/etc/containerd/certs.d"),
            before: text,
            after: text.replacing("SystemdCgroup = false", with: "SystemdCgroup = true")
                .replacing(
                    "sandbox_image = \"registry.k8s.io/pause:3.6\"", with: "sandbox_image = \"registry.k8s.io/pause:3.10.2\""
                )
                .replacing("config_path = \"\"", with: "config_path = \"/etc/containerd/certs.d\"")
        ).check()
        EditCase(
            "a mirror", .toml, .set("\(plugin).registry.mirrors.\"docker.io\".endpoint", ["https://m"]), before: text,
            after: text.replacing(
                ".registry.mirrors]\n",
                with: ".registry.mirrors]\n\n        [plugins.\"io.containerd.grpc.v1.cri\".registry.mirrors.\"docker.io\"]\n"
                    + "          endpoint = [\"https://m\"]\n")
        ).check()
    }

    /// Every recorded containerd configuration takes the cgroup driver of either version, changes in one line, and takes it back.
    @Test func recordedFiles() throws {
        let paths = NodeFile.all(named: "containerd/config.toml")
        #expect(paths.count > 8)
        for path in paths {
            let text = try NodeFile.text(path)
            let plugin =
                text.contains("io.containerd.cri.v1.runtime") ? "io.containerd.cri.v1.runtime" : "io.containerd.grpc.v1.cri"
            guard text.contains("SystemdCgroup = true") else { continue }
            let path = "plugins.\"\(plugin)\".containerd.runtimes.runc.options.SystemdCgroup"
            EditCase(
                "off", .toml, .set(path, false), before: text,
                after: text.replacing("SystemdCgroup = true", with: "SystemdCgroup = false")
            ).check()
            let there = try FileEdit(.toml, [.set("a.\"b.c\".d", "x"), .set("debug.level", "trace")]).apply(to: Array(text.utf8))
            let back = try FileEdit(.toml, [.remove("a"), .remove("debug")]).apply(to: there)
            #expect(String(decoding: back, as: UTF8.self).filter { $0 != "\n" } == text.filter { $0 != "\n" })
        }
    }
}

enum TOMLCases {
    private static let two =
        "version = 2\n\n[plugins]\n  [plugins.\"io.containerd.grpc.v1.cri\"]\n    sandbox_image = \"p:1\" # pinned\n"
        + "    [plugins.\"io.containerd.grpc.v1.cri\".cni]\n      bin_dir = \"/opt/cni/bin\"\n"
    private static let three =
        "version = 3\n\n[plugins.'io.containerd.cri.v1.runtime'.cni]\n  bin_dirs = ['/opt/cni/bin']\n\n"
        + "[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc]\n  runtime_type = 'io.containerd.runc.v2'\n"

    static let settings: [EditCase] = [
        EditCase(
            "a text", .toml, .set("plugins.\"io.containerd.grpc.v1.cri\".sandbox_image", "p:2"), before: two,
            after: two.replacing("p:1", with: "p:2")),
        EditCase("so already", .toml, .set("version", 2), before: two, after: two),
        EditCase("a text for a number", .toml, .set("version", "2"), before: two, after: two.replacing("= 2", with: "= \"2\"")),
        EditCase(
            "single quotes go on", .toml, .set("plugins.\"io.containerd.cri.v1.runtime\".cni.bin_dirs", ["/a", "/b"]),
            before: three,
            after: three.replacing("['/opt/cni/bin']", with: "['/a', '/b']")),
        EditCase(
            "single quotes that cannot", .toml,
            .set("plugins.\"io.containerd.cri.v1.runtime\".containerd.runtimes.runc.runtime_type", "it's"), before: three,
            after: three.replacing("'io.containerd.runc.v2'", with: "\"it's\"")),
        EditCase(
            "a new key in its table", .toml, .set("plugins.\"io.containerd.grpc.v1.cri\".restrict_oom_score_adj", true),
            before: two,
            after: two.replacing("# pinned\n", with: "# pinned\n    restrict_oom_score_adj = true\n")),
        EditCase(
            "a new key at the top", .toml, .set("disabled_plugins", []), before: two,
            after: two.replacing("version = 2\n", with: "version = 2\ndisabled_plugins = []\n")),
        EditCase(
            "the first key at the top", .toml, .set("version", 2), before: "# about all\n\n# about a\n[a]\nb = 1\n",
            after: "# about all\n\nversion = 2\n\n# about a\n[a]\nb = 1\n"),
        EditCase("an empty file", .toml, .set("a.b.c", 1), before: "", after: "[a.b]\nc = 1\n"),
        EditCase("only comments", .toml, .set("a", 1), before: "# x\n", after: "# x\na = 1\n"),
        EditCase(
            "docker's package on RHEL", .toml, .remove("disabled_plugins[=cri]"),
            before: "#   Copyright\n\ndisabled_plugins = [\"cri\"]\n\n#root = \"/var/lib/containerd\"\n\n#[grpc]\n#  uid = 0\n",
            after: "#   Copyright\n\ndisabled_plugins = []\n\n#root = \"/var/lib/containerd\"\n\n#[grpc]\n#  uid = 0\n"),
        EditCase("one member less", .toml, .remove("d[=cri]"), before: "d = [\"cri\", \"zfs\"]\n", after: "d = [\"zfs\"]\n"),
        EditCase(
            "a list over lines", .toml, .set("d[=c]", "c"), before: "d = [\n  \"a\", # one\n  \"b\" # two\n]\n",
            after: "d = [\n  \"a\", # one\n  \"b\", # two\n  \"c\"\n]\n"),
        EditCase(
            "a list over lines with a comma at its end", .toml, .remove("d[=a]"), .set("d[=c]", "c"),
            before: "d = [\n  \"a\", # one\n  \"b\",\n]\n", after: "d = [\n  \"b\",\n  \"c\",\n]\n"),
        EditCase(
            "a list of which some stay", .toml, .set("d", ["a", "c"]), before: "d = [\n  'a', # one\n  'b',\n]\n",
            after: "d = [\n  'a', # one\n  'c',\n]\n"),
        EditCase("an inline table", .toml, .set("a.c", 2), before: "a = { b = 1 } # x\n", after: "a = { b = 1, c = 2 } # x\n"),
        EditCase(
            "a key of an inline table", .toml, .set("a.b", 2), before: "a = { b = 1, c = 3 }\n", after: "a = { b = 2, c = 3 }\n"),
        EditCase("a dotted key", .toml, .set("a.b.c", 2), before: "a.b.c = 1\n", after: "a.b.c = 2\n"),
        EditCase(
            "beside a dotted key", .toml, .set("x.a.d", 2), before: "[x]\na.c = 1\ne = 3\n",
            after: "[x]\na.c = 1\na.d = 2\ne = 3\n"),
        EditCase("in an empty inline table", .toml, .set("a.b", "x"), before: "a = {}\n", after: "a = { b = \"x\" }\n"),
        EditCase(
            "a text over lines", .toml, .set("a", "z"), before: "a = \"\"\"\nx # no comment\n[b]\n\"\"\"\nb = 1\n",
            after: "a = \"z\"\nb = 1\n"),
        EditCase(
            "a header in a text", .toml, .set("b.c", 1), before: "a = '''\n[b]\nc = 2\n'''\n",
            after: "a = '''\n[b]\nc = 2\n'''\n\n[b]\nc = 1\n"),
        EditCase(
            "a key in quotes", .toml, .set("\"a.b\".c", 2), before: "[\"a.b\"]\nc = 1\n[a.b]\nc = 1\n",
            after: "[\"a.b\"]\nc = 2\n[a.b]\nc = 1\n"),
        EditCase(
            "blanks around dots", .toml, .set("a.b.c", 2), before: "[ a . 'b' ]\n  c   =  1\n", after: "[ a . 'b' ]\n  c   =  2\n"
        ),
        EditCase("escapes", .toml, .set("a", "\\ \"\t\u{7F}"), before: "a = 1\n", after: "a = \"\\\\ \\\"\\t\\u007F\"\n"),
        EditCase(
            "dates and odd numbers stay", .toml, .set("b", 1.5),
            before: "a = [1979-05-27T07:32:00Z, 1979-05-27 07:32:00, 0x1F, 1_000, nan]\nb = inf\n",
            after: "a = [1979-05-27T07:32:00Z, 1979-05-27 07:32:00, 0x1F, 1_000, nan]\nb = 1.5\n"),
        EditCase("a byte order mark", .toml, .set("a", 2), before: "\u{FEFF}a = 1\n", after: "\u{FEFF}a = 2\n"),
    ]

    static let tables: [EditCase] = [
        EditCase(
            "a new table near its relatives", .toml,
            .set("plugins.\"io.containerd.cri.v1.runtime\".containerd.runtimes.runc.options.SystemdCgroup", true), before: three,
            after: three
                + "\n[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc.options]\n  SystemdCgroup = true\n"),
        EditCase(
            "a new table in the middle", .toml, .set("plugins.\"io.containerd.cri.v1.runtime\".cni.x.y", "z"), before: three,
            after: three.replacing(
                "['/opt/cni/bin']\n", with: "['/opt/cni/bin']\n\n[plugins.'io.containerd.cri.v1.runtime'.cni.x]\n  y = 'z'\n")),
        EditCase(
            "deeper as the others", .toml, .set("plugins.\"io.containerd.grpc.v1.cri\".registry.config_path", "/c"), before: two,
            after: two + "    [plugins.\"io.containerd.grpc.v1.cri\".registry]\n      config_path = \"/c\"\n"),
        EditCase(
            "a table that has only tables below it", .toml, .set("a.x", 1), before: "[a.b]\nc = 1\n",
            after: "[a.b]\nc = 1\n\n[a]\nx = 1\n"),
        EditCase(
            "a mapping", .toml, .set("a", ["b": 1, "c": ["d": "x"]]), before: "version = 2\n",
            after: "version = 2\n\n[a]\nb = 1\n\n[a.c]\nd = \"x\"\n"),
        EditCase(
            "an item of a list of tables", .toml, .set("m[name=b].v", 3),
            before: "[[m]]\nname = \"a\"\nv = 1\n\n[[m]]\nname = \"b\"\nv = 2\n",
            after: "[[m]]\nname = \"a\"\nv = 1\n\n[[m]]\nname = \"b\"\nv = 3\n"),
        EditCase(
            "a table in the first item of a list", .toml, .set("m[0].t.u", 3),
            before: "[[m]]\nname = \"a\"\n\n[[m]]\nname = \"b\"\n",
            after: "[[m]]\nname = \"a\"\n\n[m.t]\nu = 3\n\n[[m]]\nname = \"b\"\n"),
        EditCase(
            "a new item of a list of tables", .toml, .set("m[name=c].v", 3),
            before: "[[m]]\nname = \"a\"\n[m.t]\nu = 1\n\n[z]\n",
            after: "[[m]]\nname = \"a\"\n[m.t]\nu = 1\n\n[[m]]\nname = \"c\"\nv = 3\n\n[z]\n"),
        EditCase(
            "the key of a table whose header comes twice in a row", .toml, .set("b.y", 1), before: "[a]\nx = 1\n[b]\n[c]\n",
            after: "[a]\nx = 1\n[b]\ny = 1\n[c]\n"),
        EditCase(
            "CRI-O", .toml, .set("crio.runtime.conmon_cgroup", "pod"),
            before: "[crio.image]\nx = \"y\"\n\n[crio.runtime]\ndefault_runtime = \"crun\"\n",
            after: "[crio.image]\nx = \"y\"\n\n[crio.runtime]\ndefault_runtime = \"crun\"\nconmon_cgroup = \"pod\"\n"),
    ]

    static let removals: [EditCase] = [
        EditCase(
            "a key with its line", .toml, .remove("plugins.\"io.containerd.grpc.v1.cri\".sandbox_image"), before: two,
            after: two.replacing("    sandbox_image = \"p:1\" # pinned\n", with: "")),
        EditCase("a key over lines", .toml, .remove("a"), before: "a = [\n  1,\n]\nb = 1\n", after: "b = 1\n"),
        EditCase("what is not there", .toml, .remove("x.y"), before: two, after: two),
        EditCase(
            "a table with its tables", .toml, .remove("a"), before: "[a]\nb = 1\n[a.c]\nd = 1\n[e]\nf = 1\n",
            after: "[e]\nf = 1\n"),
        EditCase("a key in an inline table", .toml, .remove("a.b"), before: "a = { b = 1, c = 2 }\n", after: "a = { c = 2 }\n"),
        EditCase("the only key of a header", .toml, .remove("a.b"), before: "[a]\nb = 1\n[c]\n", after: "[a]\n[c]\n"),
        EditCase("the only dotted key", .toml, .remove("a.b.c"), before: "a.b.c = 1\nd = 2\n", after: "d = 2\n"),
        EditCase("dotted keys", .toml, .remove("a"), before: "a.b = 1\na.c = 2\nd = 2\n", after: "d = 2\n"),
        EditCase(
            "an item of a list of tables", .toml, .remove("m[name=a]"), before: "[[m]]\nname = \"a\"\n[[m]]\nname = \"b\"\n",
            after: "[[m]]\nname = \"b\"\n"),
        EditCase("the last lines", .toml, .remove("b"), before: "a = 1\n# c\nb = 2\n", after: "a = 1\n# c\n"),
    ]

    static let refused: [EditCase] = [
        EditCase("no TOML", .toml, .set("a", 1), before: "version = 2\n[plugins\n", error: "Line 2"),
        EditCase("a word without quotes", .toml, .set("a", 1), before: "a = systemd\n", error: "expected in quotes"),
        EditCase(
            "a key that is there twice", .toml, .set("a", 1), before: "a = 1\nb = 2\na = 3\n",
            error: "Line 3: \"a\" stands twice in one table, first on line 1"),
        EditCase(
            "a table that is there twice", .toml, .set("a.b", 1), before: "[a]\n[b]\n[a]\n", error: "Line 3: \"a\" stands twice"),
        EditCase(
            "a text without end", .toml, .set("a", 1), before: "a = \"x\nb = 1\n", error: "Line 1: The text that begins here"),
        EditCase(
            "a long text without end", .toml, .set("a", 1), before: "a = \"\"\"x\nb = 1\n",
            error: "Line 1: The text that begins here"),
        EditCase("two keys on a line", .toml, .set("a", 1), before: "a = 1 b = 2\n", error: "The end of the line is expected"),
        EditCase(
            "a table to be a value", .toml, .set("a", 1), before: "[a]\nb = 1\n",
            error: "is a table with lines of its own from line 1"),
        EditCase("through a value", .toml, .set("a.b", 1), before: "\na = 1\n", error: "a is a number on line 2"),
        EditCase("nothing", .toml, .set("a", .null), before: "a = 1\n", error: "no word for nothing"),
        EditCase("a leading zero", .toml, .set("a", 1), before: "b = 0123\n", error: "is no TOML value"),
        EditCase(
            "a number that is none", .toml, .set("a", .number(.infinity)), before: "", error: "no number that a setting can have"),
        EditCase(
            "lines that reopen a table", .toml, .append(["[a]", "c = 1"]), before: "[a]\nb = 1\n",
            error: "would not read as intended"),
        EditCase(
            "replaced by no TOML", .toml, .replace("true", with: "yes"), before: "a = true\n", error: "would not read as intended"
        ),
        EditCase("a comment", .toml, .comment("a"), before: "a = 1\n", error: "cannot be made a comment"),
    ]
}
