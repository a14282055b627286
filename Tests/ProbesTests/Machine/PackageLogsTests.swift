import Facts
import Testing

@testable import Probes

@Suite struct PackageLogsTests {
    @Test func dpkgWritesLocalTime() {
        let text = """
            2026-08-14 10:11:12 startup archives unpack
            2026-08-14 10:11:12 upgrade kubelet:amd64 1.35.1-1.1 1.36.2-1.1
            2026-08-14 10:11:13 status half-configured kubelet:amd64 1.36.2-1.1
            2026-08-14 10:11:14 install runc:amd64 <none> 1.1.15
            2026-08-14 10:11:15 remove docker.io:amd64 20.10.24 <none>
            """
        let rows = PackageLogs.dpkg(text, file: "/var/log/dpkg.log", zone: 7200)
        #expect(
            rows.map { $0.text(.what) } == [
                "kubelet was upgraded from 1.35.1-1.1 to 1.36.2-1.1", "runc 1.1.15 was installed",
                "docker.io 20.10.24 was removed",
            ])
        #expect(rows[0][.when] == .instant(Instant(year: 2026, month: 8, day: 14, hour: 8, minute: 11, second: 12)))
        #expect(rows[0].source.origin == "/var/log/dpkg.log:2")
    }

    @Test func dnfWritesItsZone() {
        let rows = PackageLogs.dnf(
            "2026-08-14T10:11:12+0200 SUBDEBUG Installed: kubelet-1.36.2-150500.1.1.x86_64\n2026-08-14T10:11:12+0200 INFO --- logging initialized ---\n",
            file: "x")
        #expect(rows.map { $0.text(.what) } == ["kubelet-1.36.2-150500.1.1.x86_64 was installed"])
        #expect(rows[0][.when] == .instant(Instant(year: 2026, month: 8, day: 14, hour: 8, minute: 11, second: 12)))
    }

    @Test func aCrowdOfPackagesPushesNothingOut() {
        let other = (0..<200).map { ChangesProbe.row("lib\($0) 1 was installed", Instant(seconds: $0), "package", Source("log")) }
        let kept = ChangesProbe.row("kubelet was upgraded from 1 to 2", Instant(seconds: 0), "package", Source("log"))
        let rows = ChangesProbe.withoutCrowd([kept] + other)
        #expect(rows.count == 31)
        #expect(rows.first?.text(.what) == "kubelet was upgraded from 1 to 2")
        #expect(rows.last?.text(.what) == "lib199 1 was installed")
    }
}
