import Testing

@testable import Probes

@Suite struct KubeadmProcessTests {
    @Test func onlyTheSubcommandIsKept() throws {
        let line = "     95 kubeadm join 192.168.10.11:6443 --token abcdef.0123456789abcdef"
        let process = try #require(KubeadmProbe.process(line))
        #expect(process.seconds == 95)
        #expect(process.subcommand == "join")
    }

    @Test func otherCommandsAreNone() {
        #expect(KubeadmProbe.process("  3 kubeadm version") == nil)
        #expect(KubeadmProbe.process("") == nil)
    }
}
