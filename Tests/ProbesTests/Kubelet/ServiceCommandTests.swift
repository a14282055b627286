import Testing

@testable import Probes

@Suite struct ServiceCommandTests {
    private static let unit = """
        [Service]
        ExecStart=/usr/bin/kubelet
        """
    private static let dropIn = """
        # Note
        [Service]
        Environment="KUBECONFIG_ARGS=--kubeconfig=/etc/kubernetes/kubelet.conf"
        Environment="CONFIG_ARGS=--config=/var/lib/kubelet/config.yaml" "OTHER=x"
        EnvironmentFile=-/var/lib/kubelet/kubeadm-flags.env
        EnvironmentFile=-/etc/default/kubelet
        ExecStart=
        ExecStart=/usr/bin/kubelet $KUBECONFIG_ARGS $CONFIG_ARGS \\
            $KUBEADM_ARGS --root-dir=${ROOT}/kubelet $NOT_SET
        """

    private func command(_ files: [String: String]) -> ServiceCommand {
        let settings =
            UnitDefinition.parse(Self.unit, file: "kubelet.service") + UnitDefinition.parse(Self.dropIn, file: "10.conf")
        return ServiceCommand(UnitDefinition(settings: settings), environmentFiles: files)
    }

    @Test func theLastExecStartCounts() {
        let words = command([:]).words
        #expect(
            words.map(\.text) == [
                "/usr/bin/kubelet", "--kubeconfig=/etc/kubernetes/kubelet.conf", "--config=/var/lib/kubelet/config.yaml",
                "--root-dir=/kubelet",
            ])
        #expect(words.first?.line == 8)
        #expect(words[1].line == 3)
    }

    @Test func environmentFilesAreSplitIntoWordsAndKeepTheirPlace() {
        let words = command([
            "/var/lib/kubelet/kubeadm-flags.env": "KUBEADM_ARGS=\"--node-ip=10.0.0.1 --v 2\"\n",
            "/etc/default/kubelet": "# a note\nROOT=/data\n",
        ]).words
        #expect(words.map(\.text).suffix(4) == ["--node-ip=10.0.0.1", "--v", "2", "--root-dir=/data/kubelet"])
        #expect(words[3].file == "/var/lib/kubelet/kubeadm-flags.env" && words[3].line == 1)
    }

    @Test func aLaterFileOverrides() {
        let words = command([
            "/var/lib/kubelet/kubeadm-flags.env": "KUBEADM_ARGS=--a=1\n", "/etc/default/kubelet": "KUBEADM_ARGS='--a=2'\n",
        ]).words
        #expect(words.map(\.text).contains("--a=2"))
        #expect(!words.map(\.text).contains("--a=1"))
    }

    @Test func flagsOfEveryForm() {
        let words = ["--a=1", "--b", "2", "-c", "--d", "--e=x=y", "word"].map {
            ServiceCommand.Word(text: $0, file: "f", line: 1)
        }
        let flags = CommandFlag.parse(words)
        #expect(flags.map(\.name) == ["a", "b", "c", "d", "e"])
        #expect(flags.map(\.value) == ["1", "2", "true", "true", "x=y"])
    }

    @Test func quotesAndEscapes() {
        #expect(ServiceCommand.split(#"a "b c" 'd "e' f\ g """#) == ["a", "b c", "d \"e", "f g", ""])
    }
}
