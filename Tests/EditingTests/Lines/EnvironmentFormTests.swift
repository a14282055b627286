import Editing
import Testing

@Suite struct EnvironmentFormTests {
    @Test(arguments: cases) func edits(_ one: EditCase) { one.check() }

    private static let args = "KUBELET_KUBEADM_ARGS"
    private static let file = "\(args)=\"--hostname-override=wb-cp1  --node-ip=192.168.10.11\"\n"
    private static let debian = "# extra\nKUBELET_EXTRA_ARGS=\n"

    static let cases: [EditCase] = [
        EditCase(
            "a flag", .env, .set("\(args).--node-ip", "10.0.0.1"), before: file,
            after: file.replacing("192.168.10.11", with: "10.0.0.1")),
        EditCase("so already", .env, .set("\(args).--node-ip", "192.168.10.11"), before: file, after: file),
        EditCase("a new flag", .env, .set("\(args).--v", 4), before: file, after: file.replacing("11\"", with: "11 --v=4\"")),
        EditCase(
            "the first flag goes", .env, .remove("\(args).--hostname-override"), before: file,
            after: "\(args)=\"--node-ip=192.168.10.11\"\n"),
        EditCase(
            "the last flag goes", .env, .remove("\(args).--node-ip"), before: file,
            after: "\(args)=\"--hostname-override=wb-cp1\"\n"),
        EditCase(
            "both go", .env, .remove("\(args).--node-ip"), .remove("\(args).--hostname-override"), before: file,
            after: "\(args)=\"\"\n"),
        EditCase(
            "the first flag of all", .env, .set("\(args).--node-ip", "10.0.0.1"), before: "\(args)=\"\"\n",
            after: "\(args)=\"--node-ip=10.0.0.1\"\n"),
        EditCase(
            "a member of a value", .env, .set("\(args).--node-labels[=c=d]", "c=d"), before: "\(args)=\"--node-labels=a=b\"\n",
            after: "\(args)=\"--node-labels=a=b,c=d\"\n"),
        EditCase(
            "a pair of a value", .env, .set("\(args).--node-labels.a", "c"), before: "\(args)=\"--node-labels=a=b,e=f\"\n",
            after: "\(args)=\"--node-labels=a=c,e=f\"\n"),
        EditCase(
            "a value of its own", .env, .set("\(args).--node-ip", "10.0.0.1"), before: "\(args)=\"--node-ip 10.0.0.2 --v=1\"\n",
            after: "\(args)=\"--node-ip 10.0.0.1 --v=1\"\n"),
        EditCase(
            "a value of its own goes", .env, .remove("\(args).--node-ip"), before: "\(args)=\"--node-ip 10.0.0.2 --v=1\"\n",
            after: "\(args)=\"--v=1\"\n"),
        EditCase(
            "bare", .env, .set("KUBELET_EXTRA_ARGS.--v", 4), before: debian, after: debian.replacing("ARGS=", with: "ARGS=--v=4")),
        EditCase(
            "bare becomes two", .env, .set("KUBELET_EXTRA_ARGS.--v", 4), before: "KUBELET_EXTRA_ARGS=--a=1\n",
            after: "KUBELET_EXTRA_ARGS=\"--a=1 --v=4\"\n"),
        EditCase(
            "bare and two", .env, .set("KUBELET_EXTRA_ARGS.--v", 4), before: "KUBELET_EXTRA_ARGS=--a=1 --b=2\n",
            after: "KUBELET_EXTRA_ARGS=--a=1 --b=2 --v=4\n"),
        EditCase(
            "single quotes", .env, .set("KUBELET_EXTRA_ARGS.--v", 4), before: "KUBELET_EXTRA_ARGS='--a=1'\n",
            after: "KUBELET_EXTRA_ARGS='--a=1 --v=4'\n"),
        EditCase(
            "a new variable", .env, .set("KUBELET_EXTRA_ARGS.--v", 4), before: "# x\n",
            after: "# x\nKUBELET_EXTRA_ARGS=\"--v=4\"\n"),
        EditCase(
            "an empty file", .env, .set("HTTPS_PROXY", "http://p:3128"), before: "", after: "HTTPS_PROXY=\"http://p:3128\"\n"),
        EditCase("a whole value", .env, .set("A", "x y"), before: "A=b\nB=c\n", after: "A=\"x y\"\nB=c\n"),
        EditCase("a whole value, bare", .env, .set("A", "x"), before: "A=b # no comment\n", after: "A=x\n"),
        EditCase("quotes in a value", .env, .set("A", "say \"$x\""), before: "A=\"b\"\n", after: "A=\"say \\\"\\$x\\\"\"\n"),
        EditCase("over lines", .env, .set("B", 2), before: "A=\"x\nB=1\"\nB=1\n", after: "A=\"x\nB=1\"\nB=2\n", varied: false),
        EditCase("a backslash at the end", .env, .set("B", 2), before: "A=x \\\nB=1\nB=1\n", after: "A=x \\\nB=1\nB=2\n"),
        EditCase("the last one counts", .env, .set("A", 3), before: "A=1\nA=2\n", after: "A=1\nA=3\n"),
        EditCase("all go", .env, .remove("A"), before: "A=1\n#A=0\nA=2\n", after: "#A=0\n"),
        EditCase("a comment", .env, .comment("A"), before: "A=\"x\"\nB=1\n", after: "# A=\"x\"\nB=1\n"),
        EditCase(
            "a label in quotes beside it", .env, .set("KUBELET_EXTRA_ARGS.--v", 5),
            before: "KUBELET_EXTRA_ARGS=\"--node-labels='a=b' --v=4\"\n",
            after: "KUBELET_EXTRA_ARGS=\"--node-labels='a=b' --v=5\"\n"),
        EditCase("a line that is none", .env, .set("A", 2), before: "export A=1\nA=1\n", after: "export A=1\nA=2\n"),
        EditCase(
            "a quote without end", .env, .set("B", 1), before: "A=\"x\nB=1\n",
            error: "Line 1: The value's closing quote is missing"),
        EditCase("escapes", .env, .set("A.--v", 1), before: "A=\"--a=\\\"b\\\"\"\n", error: "with escapes or several quotes"),
        EditCase("a blank in a flag", .env, .set("A.--v", "1 2"), before: "A=\"\"\n", error: "would be taken apart"),
        EditCase("whose word it is", .env, .set("OPTS.--v", 2), before: "OPTS=\"--v run\"\n", error: "cannot be told"),
        EditCase("the flag itself in quotes", .env, .set("A.--l", "c"), before: "A=\"--l='b'\"\n", error: "stands in quotes"),
        EditCase(
            "a quote inside that is not closed", .env, .set("A.--a", "2"), before: "A=x'y\n", error: "is not closed"),
        EditCase(
            "bare with quotes inside", .env, .set("A.--v", 1), before: "A=--l='b'\n", after: "A=--l='b' --v=1\n"),
        EditCase("no variable", .env, .set("a-b", "x"), before: "", error: "KEY or KEY.--flag is expected"),
        EditCase("no flag", .env, .set("A.b", "x"), before: "", error: "names no flag"),
        EditCase("a repeated flag", .env, .set("A.--v", 1), before: "A=\"--v=1 --v=2\"\n", error: "the flag is repeated"),
    ]

    @Test func recordedFiles() throws {
        let paths = NodeFile.all(named: "kubeadm-flags.env")
        #expect(paths.count > 5)
        for path in paths {
            let text = try NodeFile.text(path)
            let there = try FileEdit(.env, [.set("KUBELET_KUBEADM_ARGS.--drydock", "x")]).apply(to: Array(text.utf8))
            #expect(String(decoding: there, as: UTF8.self).contains("--drydock=x\""))
            let back = try FileEdit(.env, [.remove("KUBELET_KUBEADM_ARGS.--drydock")]).apply(to: there)
            #expect(String(decoding: back, as: UTF8.self) == text)
        }
    }
}
