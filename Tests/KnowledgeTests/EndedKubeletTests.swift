import Diagnosis
import FoundationEssentials
import Knowledge
import Proofs
import Testing

/// A kubelet that ends, on a node whose files are all well: what it wrote last is told, whichever rule speaks. The logs are the ends of
/// those of a kubelet 1.36.2 that was started with a fault (Tests/Logs/kubelet-ends).
@Suite(.serialized) struct EndedKubeletTests {
    private static let unit = """
        Restart=always
        NRestarts=7
        Result=exit-code
        MainPID=0
        ExecMainStartTimestamp=Tue 2026-11-24 06:54:30 UTC
        ExecMainStatus=1
        Id=kubelet.service
        LoadState=loaded
        ActiveState=activating
        SubState=auto-restart
        FragmentPath=/usr/lib/systemd/system/kubelet.service
        UnitFileState=enabled
        StateChangeTimestamp=Tue 2026-11-24 07:01:27 UTC
        NeedDaemonReload=no

        """

    private static func log(_ name: String) throws -> String {
        let folder = TestsFolder.tests.appending(path: "Logs/kubelet-ends")
        return try String(contentsOf: folder.appending(path: "\(name).log"), encoding: .utf8)
    }

    @Test(arguments: [
        ("bad-eviction", "quantities must match the regular expression"),
        ("containerd-stopped", "dial unix /run/containerd/containerd.sock: connect: no such file or directory"),
        ("dockershim-socket", "unix:///var/run/dockershim.sock"),
        ("failcgroupv1-default", "kubelet is configured to not run on a host using cgroup v1"),
        ("flag-container-runtime", "failed to parse kubelet flag: unknown flag: --container-runtime"),
        ("no-config", "open /var/lib/kubelet/nope.yaml: no such file or directory"),
        ("port-10250-in-use", "listen tcp 0.0.0.0:10250: bind: address already in use"),
        ("swap-on", "running with swap on is not supported"),
    ]) func tellsWhatTheKubeletWroteLast(name: String, words: String) async throws {
        let change = try TestsFolder.change(
            """
            commands: {systemctl show kubelet.service: {out: \(JSONWriting.text(Self.unit))}}
            logs: {journal kubelet.service 0: {write: \(JSONWriting.text(try Self.log(name)))}}
            gets: {'http://127.0.0.1:10248/healthz': {error: connection refused}}
            """)
        let report = try await TestsFolder.report("control-plane-1.36", change)
        let faults = report.findings.filter { $0.rule.severity == .error }
        #expect(faults.contains { $0.id == "kubelet-keeps-restarting" && $0.says.contains(words) }, "\(faults.map(\.says))")
        #expect(faults.contains { $0.evidence.contains { $0.text.contains("err=") } })
    }
}
