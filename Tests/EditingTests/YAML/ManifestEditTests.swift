import Editing
import Testing

@Suite struct ManifestEditTests {
    @Test(arguments: cases) func edits(_ one: EditCase) { one.check() }

    private static let head = "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n"
    private static let etcd =
        head
        + "  - command:\n    - etcd\n    - --data-dir=/var/lib/etcd # here\n    - --initial-cluster=cp1=https://192.168.10.11:2380\n"
        + "    - --listen-client-urls=https://127.0.0.1:2379,https://192.168.10.11:2379\n    image: etcd:3\n    name: etcd\n"
    private static let server =
        head
        + "  - command:\n    - kube-apiserver\n    - --service-account-issuer=https://a\n    - --service-account-issuer=https://b\n"
        + "    - --enable-admission-plugins=NodeRestriction\n    - --feature-gates=A=true,B=false\n    - --v\n    - \"4\"\n"
        + "    - --allow-privileged\n    name: kube-apiserver\n"
    private static let two =
        head
        + "  - args: [--x=1, run]\n    command: [/bin/one]\n    name: one\n  - args:\n    - --y=1\n    - --z\n    - word\n    name: two\n"

    static let cases: [EditCase] = [
        EditCase(
            "a flag", .manifest, .set("--data-dir", "/data/etcd"), before: etcd,
            after: etcd.replacing("/var/lib/etcd #", with: "/data/etcd #")),
        EditCase("so already", .manifest, .set("etcd.--data-dir", "/var/lib/etcd"), before: etcd, after: etcd),
        EditCase(
            "a new flag", .manifest, .set("--quota-backend-bytes", 8_589_934_592), before: etcd,
            after: etcd.replacing("    image:", with: "    - --quota-backend-bytes=8589934592\n    image:")),
        EditCase(
            "a flag goes", .manifest, .remove("--data-dir"), before: etcd,
            after: etcd.replacing("    - --data-dir=/var/lib/etcd # here\n", with: "")),
        EditCase("a flag that is not there goes", .manifest, .remove("--nothing"), before: etcd, after: etcd),
        EditCase(
            "a member with commas", .manifest, .set("--listen-client-urls[=https://10.0.0.1:2379]", "https://10.0.0.1:2379"),
            before: etcd, after: etcd.replacing("192.168.10.11:2379\n", with: "192.168.10.11:2379,https://10.0.0.1:2379\n")),
        EditCase(
            "a member less", .manifest, .remove("--listen-client-urls[=https://127.0.0.1:2379]"), before: etcd,
            after: etcd.replacing("https://127.0.0.1:2379,", with: "")),
        EditCase(
            "a value with an equals sign", .manifest, .set("--initial-cluster", "cp1=https://10.0.0.1:2380"), before: etcd,
            after: etcd.replacing("cp1=https://192.168.10.11:2380", with: "cp1=https://10.0.0.1:2380")),
        EditCase(
            "a repeated flag", .manifest, .set("--service-account-issuer", ["https://a", "https://c"]), before: server,
            after: server.replacing("=https://b", with: "=https://c")),
        EditCase(
            "a repeated flag once more", .manifest, .set("--service-account-issuer", ["https://a", "https://b", "https://c"]),
            before: server, after: server.replacing("    name:", with: "    - --service-account-issuer=https://c\n    name:")),
        EditCase(
            "a repeated flag once less", .manifest, .set("--service-account-issuer", ["https://b"]), before: server,
            after: server.replacing("=https://a\n    - --service-account-issuer=https://b\n", with: "=https://b\n")),
        EditCase(
            "a repeated flag goes", .manifest, .remove("--service-account-issuer"), before: server,
            after: server.replacing(
                "    - --service-account-issuer=https://a\n    - --service-account-issuer=https://b\n", with: "")),
        EditCase(
            "a repeated flag to be one", .manifest, .set("--service-account-issuer", "https://a"), before: server,
            error: "lines 7 and 8"),
        EditCase(
            "a feature gate", .manifest, .set("--feature-gates.B", true), before: server,
            after: server.replacing("B=false", with: "B=true")),
        EditCase(
            "a new feature gate", .manifest, .set("--feature-gates.C", true), before: server,
            after: server.replacing("B=false", with: "B=false,C=true")),
        EditCase(
            "the feature gates go one by one", .manifest, .remove("--feature-gates.A"), .remove("--feature-gates.B"),
            before: server, after: server.replacing("    - --feature-gates=A=true,B=false\n", with: "")),
        EditCase(
            "a value of its own line", .manifest, .set("--v", 6), before: server, after: server.replacing("\"4\"", with: "\"6\"")),
        EditCase(
            "a value of its own line goes", .manifest, .remove("--v"), before: server,
            after: server.replacing("    - --v\n    - \"4\"\n", with: "")),
        EditCase(
            "a flag without value", .manifest, .set("--allow-privileged", false), before: server,
            after: server.replacing("--allow-privileged", with: "--allow-privileged=false")),
        EditCase("in brackets", .manifest, .set("one.--x", 2), before: two, after: two.replacing("--x=1", with: "\"--x=2\"")),
        EditCase(
            "of the second container", .manifest, .set("two.--y", 2), before: two, after: two.replacing("--y=1", with: "--y=2")),
        EditCase("which container", .manifest, .set("--x", 2), before: two, error: "lines 5 and 8"),
        EditCase("no such container", .manifest, .set("three.--x", 2), before: two, error: "the pod's containers are one, two"),
        EditCase(
            "whose word it is", .manifest, .set("two.--z", 2), before: two, error: "whether that is its value cannot be told"),
        EditCase("no pod", .manifest, .set("--x", 2), before: "kind: Node\n", error: "no list spec.containers"),
        EditCase("no flag", .manifest, .set("etcd.x", 2), before: etcd, error: "names no flag"),
        EditCase("a line end", .manifest, .set("--x", "a\nb"), before: etcd, error: "has a line end"),
        EditCase(
            "neither command nor args", .manifest, .set("--x", 1), before: head + "  - name: x\n",
            error: "neither command nor args"),
    ]

    /// kubeadm's own manifests of every recorded node: a flag set, set back and taken away leaves the file as it was.
    @Test func manifestsOfNodes() throws {
        let paths = NodeFile.all(named: "manifests/etcd.yaml", "manifests/kube-apiserver.yaml", "manifests/kube-scheduler.yaml")
        #expect(paths.count > 5)
        for path in paths {
            let text = try NodeFile.text(path)
            // A node of which the manifest is broken on purpose has nothing to set.
            guard text.contains("  - command:"), !text.contains("\t") else { continue }
            let there = FileEdit(.manifest, [.set("--drydock-test", "a,b=c"), .set("--bind-address", "10.0.0.1")])
            let made = String(decoding: try there.apply(to: Array(text.utf8)), as: UTF8.self)
            #expect(made.contains("    - --drydock-test=a,b=c\n") && made.contains("    - --bind-address=10.0.0.1\n"), "\(path)")
            let lines = Set(text.split(separator: "\n"))
            #expect(made.split(separator: "\n").filter { !lines.contains($0) }.count == 2, "\(path)")
            let gone = try FileEdit(.manifest, [.remove("--drydock-test")]).apply(to: Array(made.utf8))
            #expect(!String(decoding: gone, as: UTF8.self).contains("drydock-test"))
        }
    }
}
