import Editing

/// The edit engine over files of any content: it either gives a text in which the setting is so, or an error.
extension Parsers {
    private static let changes: [FileEdit.Change] = [
        .set(EditPath(keys: "a", "b"), ["x": 1, "y": ["z", "0"]]), .set(EditPath(keys: "a"), "text: with \"signs\""),
        .remove(EditPath(keys: "a", "b")), .set(EditPath(segments: [.key("l"), .member("m")]), "m"),
        .set(EditPath(segments: [.key("c"), .item(name: "name", value: "x"), .key("v")]), 2), .remove(EditPath(keys: "a")),
        .append(["a: 1"]), .replace("a", with: "b"),
    ]

    /// An edit that was made is made: the second time nothing changes.
    private static func edit(_ edit: FileEdit, _ bytes: [UInt8]) throws -> Bool {
        guard let after = try? edit.apply(to: bytes) else { return false }
        guard try edit.apply(to: after) == after else { throw Broken(description: "\(edit) changes the file a second time.") }
        return true
    }

    static let structuredEdits = Parser(
        description: "structured-edits",
        seeds: texts(
            "a: &x {b: v, l: [1, 2]}\nc: *x\nl:\n- m # c\n  \n", "a:\n  b: |\n    text\n\nc:\n- name: x\n  v: 1\n- {name: y}\n",
            "? a\n: b\n",
            "a = 1\n[[c]]\nname = \"x\"\n[c.d]\n[l]\nm = '''\n[a]\n'''\n", "a.b = {x = 1}\nl = [\n 'm', # c\n]\r\n[e]\n",
            "{\"a\": {\"b\": [1, 2]}, \"l\": [\"m\"],\n\t\"c\": [{\"name\": \"x\"}]\n}",
            "spec: {containers: [{command: [x, --a=1, --b, c], name: y}]}\n", "")
            + [node("files/var/lib/kubelet/config.yaml"), node("files/etc/kubernetes/manifests/etcd.yaml", longest: 3 << 10)],
        words: [
            "---\n", "&a ", "*a", "<<: *x\n", "? ", ": ", "- ", "|2-\n", "[a.b]\n", "[[c]]\n", "a = ", "'''", "\"\"\"", ", ", "{",
            "}", "]", "# c\n", "\r\n",
        ],
        read: { bytes in
            var made = 0
            for form in [FileEdit.Form.yaml, .toml, .json] {
                for change in changes where try edit(FileEdit(form, [change]), bytes) { made += 1 }
            }
            let flags: [FileEdit.Change] = [
                .set(EditPath(keys: "--a"), "2"), .set(EditPath(segments: [.key("--d"), .member("e")]), "e"),
                .remove(EditPath(keys: "--b")),
            ]
            for flag in flags { _ = try edit(FileEdit(.manifest, [flag]), bytes) }
            // Lines and texts come into most of them; the settings are what counts.
            return made > 6
        })

    static let lineEdits = Parser(
        description: "line-edits",
        seeds: texts(
            "[S]\nK=1 \\\n  # c\n  2\nK=\n;x\n[T]\n", "A=\"--a=1 --b\"\r\nB='x'\nA=x\\\ny\n", "-net.x = 1\nnet/x=2 # 3\n#c\n",
            "::1 a b # c\n10.0.0.1\ta\n", "/dev/x none swap sw 0 0\nUUID=1 / ext4 defaults,x=1 0 1\n", "A=\"x\n", "",
            "\u{FEFF}A=1"),
        words: ["\\\n", "=", "\"", "'", "#", "[S]\n", "A=", "K=", "10.0.0.1 ", "a", " swap ", "\t", "\r\n", "\\040"],
        read: { bytes in
            let edits: [FileEdit] = [
                FileEdit(.ini, [.set(EditPath(keys: "S", "K"), ["", "x"])]), FileEdit(.ini, [.comment(EditPath(keys: "S", "K"))]),
                FileEdit(.sysctl, [.set(EditPath(keys: "net", "x"), 3)]),
                FileEdit(.sysctl, [.remove(EditPath(keys: "net", "x"))]),
                FileEdit(.hosts, [.set(EditPath(segments: [.key("10.0.0.1"), .member("b")]), "b")]),
                FileEdit(.hosts, [.remove(EditPath(segments: [.key("*"), .member("a")]))]),
                FileEdit(.fstab, [.comment(EditPath(segments: [.item(name: "type", value: "swap")]))]),
                FileEdit(.lines, [.remove(EditPath(keys: "a"))]), FileEdit(.lines, [.append(["a", "b"])]),
                FileEdit(.env, [.set(EditPath(keys: "A", "--a"), "2")]), FileEdit(.env, [.remove(EditPath(keys: "A", "--b"))]),
                FileEdit(.env, [.set(EditPath(keys: "A"), "x \"y\"")]),
            ]
            var made = true
            for one in edits { made = try edit(one, bytes) && made }
            return made
        })
}
