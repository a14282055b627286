import Testing

@testable import Probes

@Suite struct SysctlFilesTests {
    @Test func linesAreRead() {
        let lines = SysctlFiles.parse(
            "# a comment\n; another\nnet.ipv4.ip_forward = 1\n-vm.panic_on_oom=0\nnet/ipv4/conf/eth0.1/forwarding=0\nbroken\n",
            file: "/etc/sysctl.d/a.conf")
        #expect(lines.map(\.name) == ["net.ipv4.ip_forward", "vm.panic_on_oom", "net.ipv4.conf.eth0.1.forwarding"])
        #expect(lines.map(\.value) == ["1", "0", "0"])
        #expect(lines.map(\.line) == [3, 4, 5])
    }
}
