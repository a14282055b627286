import Testing

@testable import Probes

@Suite struct TOMLLinesTests {
    static let text = """
        # containerd
        version = 2
        imports = [
          "a.toml", # [not a table]
          "b.toml",
        ]
        [plugins."io.containerd.grpc.v1.cri"]
          sandbox_image = "registry.k8s.io/pause:3.8"
          note = \"\"\"
        [x]
        y = 1
        \"\"\"
          [plugins.'io.containerd.grpc.v1.cri'.containerd.runtimes.runc.options]
            SystemdCgroup = true
        [grpc]
        tls.cert = 'x'
        """

    @Test(
        arguments: [
            (["version"], 2), (["imports"], 3), (["plugins", "io.containerd.grpc.v1.cri"], 7),
            (["plugins", "io.containerd.grpc.v1.cri", "sandbox_image"], 8),
            (["plugins", "io.containerd.grpc.v1.cri", "containerd", "runtimes", "runc", "options", "SystemdCgroup"], 14),
            (["grpc", "tls", "cert"], 16), (["grpc", "address"], 15),
            (["plugins", "io.containerd.grpc.v1.cri", "cni", "bin_dir"], 7),
        ] as [([String], Int)])
    func aSettingOrItsTableIsFound(path: [String], line: Int) {
        #expect(TOMLLines(Self.text).line(of: path) == line)
    }

    @Test func whatStandsInTextsAndListsIsNoSetting() {
        let lines = TOMLLines(Self.text)
        #expect(lines.line(of: ["x"]) == nil)
        #expect(lines.line(of: ["not a table"]) == nil)
        #expect(lines.text(of: 14) == "SystemdCgroup = true")
    }

    @Test func agreesWithTheParser() throws {
        let tree = try TOMLTree(parsing: Self.text)
        let lines = TOMLLines(Self.text)
        for leaf in tree.leaves() { #expect(lines.line(of: leaf.path) != nil, "\(leaf.path)") }
        #expect(tree["plugins", "io.containerd.grpc.v1.cri", "note"]?.text == "[x]\ny = 1\n")
    }
}
