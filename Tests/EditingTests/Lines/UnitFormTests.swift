import Editing
import Testing

@Suite struct UnitFormTests {
    @Test(arguments: cases) func edits(_ one: EditCase) { one.check() }

    private static let kubelet = """
        # Note: This dropin only works with kubeadm and kubelet v1.11+
        [Service]
        Environment="KUBELET_CONFIG_ARGS=--config=/var/lib/kubelet/config.yaml"
        EnvironmentFile=-/var/lib/kubelet/kubeadm-flags.env
        EnvironmentFile=-/etc/default/kubelet
        ExecStart=
        ExecStart=/usr/bin/kubelet $KUBELET_CONFIG_ARGS

        """
    private static let docker =
        "[Unit]\nDescription=Docker\n\n[Service]\nType=notify\nExecStart=/usr/bin/dockerd -H fd:// \\\n  # inside\n  --debug\n\n[Install]\nWantedBy=multi-user.target\n"

    static let cases: [EditCase] = [
        EditCase(
            "a value", .ini, .set("Service.Type", "simple"), before: docker, after: docker.replacing("notify", with: "simple")),
        EditCase("so already", .ini, .set("Service.Type", "notify"), before: docker, after: docker),
        EditCase(
            "the one after the reset", .ini, .set("Service.ExecStart", "/usr/local/bin/kubelet"), before: kubelet,
            after: kubelet.replacing("=/usr/bin/kubelet $KUBELET_CONFIG_ARGS", with: "=/usr/local/bin/kubelet")),
        EditCase(
            "over lines", .ini, .set("Service.ExecStart", "/usr/bin/dockerd"), before: docker,
            after: docker.replacing(" -H fd:// \\\n  # inside\n  --debug", with: "")),
        EditCase(
            "over lines so already", .ini, .set("Service.ExecStart", "/usr/bin/dockerd -H fd://  --debug"), before: docker,
            after: docker),
        EditCase(
            "a new key in its section", .ini, .set("Service.Restart", "always"), before: docker,
            after: docker.replacing("--debug\n", with: "--debug\nRestart=always\n")),
        EditCase(
            "a new section", .ini, .set("Slice.CPUWeight", 100), before: docker, after: docker + "\n[Slice]\nCPUWeight=100\n"),
        EditCase(
            "an empty file", .ini, .set("Service.CPUAccounting", true), before: "", after: "[Service]\nCPUAccounting=true\n"),
        EditCase(
            "an empty section", .ini, .set("Service.X", 1), before: "[Service]\n[Unit]\n", after: "[Service]\nX=1\n[Unit]\n"),
        EditCase(
            "a reset and its value", .ini, .set("Service.ExecStart", ["", "/bin/x"]), before: "[Service]\n",
            after: "[Service]\nExecStart=\nExecStart=/bin/x\n"),
        EditCase(
            "a reset alone", .ini, .set("Service.MemoryHigh", ""), before: "[Service]\nMemoryHigh=1G\n",
            after: "[Service]\nMemoryHigh=\n"),
        EditCase(
            "one more of a list", .ini, .set("Service.EnvironmentFile[=-/etc/x]", "-/etc/x"), before: kubelet,
            after: kubelet.replacing("kubelet\nExecStart=\n", with: "kubelet\nEnvironmentFile=-/etc/x\nExecStart=\n")),
        EditCase(
            "one less of a list", .ini, .remove("Service.EnvironmentFile[=-/etc/default/kubelet]"), before: kubelet,
            after: kubelet.replacing("EnvironmentFile=-/etc/default/kubelet\n", with: "")),
        EditCase(
            "a whole list", .ini, .set("Service.EnvironmentFile", ["-/a"]), before: kubelet,
            after: kubelet.replacing("-/var/lib/kubelet/kubeadm-flags.env\nEnvironmentFile=-/etc/default/kubelet", with: "-/a")),
        EditCase(
            "all of a key goes", .ini, .remove("Service.ExecStart"), before: kubelet,
            after: kubelet.replacing("ExecStart=\nExecStart=/usr/bin/kubelet $KUBELET_CONFIG_ARGS\n", with: "")),
        EditCase(
            "a comment", .ini, .comment("Service.Type"), before: docker, after: docker.replacing("Type=", with: "# Type=")),
        EditCase(
            "a comment over lines", .ini, .comment("Service.ExecStart"), before: docker,
            after: docker.replacing("ExecStart=", with: "# ExecStart=").replacing("  # inside", with: "#   # inside").replacing(
                "  --debug", with: "#   --debug")),
        EditCase(
            "a key of another section stays", .ini, .set("B.K", 2), before: "[A]\nK=1\n[B]\n# K=0\n K = 1 \n",
            after: "[A]\nK=1\n[B]\n# K=0\n K = 2 \n"),
        EditCase(
            "the section again", .ini, .set("A.Y", 2), before: "[A]\nX=1\n[B]\n[A]\nZ=1\n",
            after: "[A]\nX=1\n[B]\n[A]\nZ=1\nY=2\n"),
        EditCase("what is not there", .ini, .remove("A.B"), before: docker, after: docker),
        EditCase(
            "a value with an equals sign", .ini, .set("Service.Environment", "\"A=b c\""),
            before: "[Service]\nEnvironment=\"A=a\"\n", after: "[Service]\nEnvironment=\"A=b c\"\n"),
        EditCase("append", .ini, .append(["[X]", "Y=1"]), before: "[A]\nB=1\n", after: "[A]\nB=1\n[X]\nY=1\n"),
        EditCase("a repeated key", .ini, .set("Service.EnvironmentFile", "-/a"), before: kubelet, error: "lines 4 and 5"),
        EditCase("no section", .ini, .set("Service", "x"), before: kubelet, error: "Section.Key is expected"),
        EditCase("a line end", .ini, .set("A.B", "x\ny"), before: "", error: "one line is expected"),
        EditCase("a backslash at the end", .ini, .set("A.B", "x\\"), before: "", error: "would not read back"),
        EditCase("a blank at the end", .ini, .set("A.B", "x "), before: "", error: "would not read back"),
        EditCase("a list in a list", .ini, .set("A.B", ["x", ["y"]]), before: "", error: "but it is a list"),
        EditCase("a key with a bracket", .ini, .set("A.\"[B]\"", 1), before: "", error: "Section.Key is expected"),
        EditCase("after an open line", .ini, .append(["X=1"]), before: "[A]\nB=1 \\\n", error: "would not read as intended"),
    ]
}
