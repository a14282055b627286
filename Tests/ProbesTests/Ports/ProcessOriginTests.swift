import Testing

@testable import Probes

/// A unit is named only where stopping it stops the process alone: never one that carries a person's login.
@Suite struct ProcessOriginTests {
    @Test(
        arguments: [
            "0::/system.slice/ssh.service", "0::/system.slice/sshd.service",
            "0::/system.slice/system-sshd.slice/sshd@3-10.0.0.1:22.service",
            "0::/user.slice/user-0.slice/session-4.scope", "0::/user.slice/user-1000.slice/user@1000.service/tmux-spawn-1.scope",
            "0::/user.slice/user-1000.slice/user@1000.service/app.slice/metrics.service",
            "0::/system.slice/system-getty.slice/getty@tty1.service",
            "0::/system.slice/system-serial\\x2dgetty.slice/serial-getty@ttyS0.service", "0::/system.slice/console-getty.service",
            "12:pids:/user.slice/user-0.slice/session-4.scope\n1:name=systemd:/user.slice/user-0.slice/session-4.scope\n0::/",
            "12:pids:/system.slice/ssh.service\n1:name=systemd:/system.slice/ssh.service", "0::/system.slice/cockpit.service",
        ]) func loginsAreNoUnits(_ text: String)
    {
        #expect(ProcessOrigin.parse(text) == .session)
        #expect(ProcessOrigin.parse(text).unit == nil)
        #expect(ProcessOrigin.parse(text).words == "started from a login session, not by a unit of its own")
    }

    @Test func othersAre() {
        #expect(ProcessOrigin.parse("0::/system.slice/metrics-agent.service\n") == .service("metrics-agent.service"))
        #expect(ProcessOrigin.parse("0::/system.slice/kubelet.service") == .service("kubelet.service"))
        #expect(ProcessOrigin.parse("0::/system.slice/ssh-tunnel.service") == .service("ssh-tunnel.service"))
        #expect(ProcessOrigin.parse("0::/kubepods.slice/kubepods-pod1.slice/cri-containerd-3b1f.scope") == .pod)
        #expect(ProcessOrigin.parse("0::/init.scope") == .service("init.scope"))
        #expect(ProcessOrigin.parse("0::/").unit == nil)
        #expect(ProcessOrigin.parse("0::/").words == "in no unit")
    }
}
