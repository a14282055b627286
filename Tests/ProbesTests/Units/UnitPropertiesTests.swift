import Facts
import Testing

@testable import Probes

@Suite struct UnitPropertiesTests {
    static let stopped = """
        Type=notify
        Restart=always
        NotifyAccess=main
        MainPID=0
        Result=success
        NRestarts=0
        ExecMainStartTimestamp=Tue 2026-11-24 06:07:18 UTC
        ExecMainStatus=0
        ExecStart={ path=/usr/bin/containerd ; argv[]=/usr/bin/containerd --config /etc/containerd/other.toml ; ignore_errors=no ; start_time=[Tue 2026-11-24 06:07:18 UTC] ; stop_time=[n/a] ; pid=812 ; code=exited ; status=0 }
        Environment=HTTPS_PROXY=http://user:secret@proxy.example:3128/ "NO_PROXY=10.0.0.0/8,.cluster.local localhost"
        LimitNOFILE=524288
        LimitNOFILESoft=1024
        Id=containerd.service
        Names=containerd.service
        LoadState=loaded
        ActiveState=inactive
        FreezerState=running
        SubState=dead
        FragmentPath=/lib/systemd/system/containerd.service
        DropInPaths=/etc/systemd/system/containerd.service.d/a.conf "/etc/systemd/system/containerd.service.d/b c.conf"
        UnitFileState=disabled
        StateChangeTimestamp=Tue 2026-11-24 07:00:00 UTC
        ActiveEnterTimestamp=Tue 2026-11-24 06:07:18 UTC
        NeedDaemonReload=no

        Id=crio.service
        LoadState=not-found
        ActiveState=inactive
        SubState=dead

        """

    @Test func eachBlockIsARow() throws {
        let rows = UnitProperties.blocks(in: Self.stopped).compactMap { $0.row(from: "systemctl show x") }
        #expect(rows.map { $0.text(.name) } == ["containerd.service", "crio.service"])
        let row = try #require(rows.first)
        #expect(row.text(.active) == "inactive")
        #expect(row.text(.sub) == "dead")
        #expect(row.text(.enabled) == "disabled")
        #expect(row.integer(.restarts) == 0)
        #expect(row[.mainPID] == .absent)
        #expect(row[.since] == .instant(Instant(year: 2026, month: 11, day: 24, hour: 6, minute: 7, second: 18)))
        #expect(row.text(.execStart) == "/usr/bin/containerd --config /etc/containerd/other.toml")
        #expect(
            row.list(.dropIns) == [
                "/etc/systemd/system/containerd.service.d/a.conf", "/etc/systemd/system/containerd.service.d/b c.conf",
            ])
        #expect(row.integer(.openFiles) == 1024)
        #expect(
            row.source
                == Source(
                    "systemctl show x", "containerd.service: loaded, inactive, dead",
                    at: Instant(year: 2026, month: 11, day: 24, hour: 7)))
        #expect(rows.last?.text(.load) == "not-found")
    }

    @Test func aProxyIsToldWithoutItsPassword() throws {
        let row = try #require(UnitProperties.blocks(in: Self.stopped).first?.row(from: "x"))
        #expect(row.text(.httpsProxy) == "proxy.example:3128")
        #expect(row[.httpProxy] == .absent)
        #expect(row.list(.noProxy) == ["10.0.0.0/8", ".cluster.local", "localhost"])
        #expect(row.list(.environment) == ["HTTPS_PROXY", "NO_PROXY"])
        #expect(!row.erased.cells.values.contains { $0.words.contains("secret") })
    }

    @Test func unlimitedOpenFilesAreNoNumber() throws {
        let row = try #require(
            UnitProperties.blocks(in: "Id=a.service\nLimitNOFILE=infinity\nLimitNOFILESoft=infinity\n").first?.row(from: "x"))
        #expect(row[.openFiles] == .absent)
    }

    @Test(
        arguments: [("n/a", nil), ("", nil), ("Tue 2026-11-24 06:07:18 CET", nil), ("Thu 1970-01-01 00:00:01 UTC", 1)]
            as [(String, Int?)])
    func timesAreRead(text: String, seconds: Int?) {
        #expect(UnitProperties.instant(text)?.seconds == seconds)
    }
}

extension Value {
    fileprivate var words: String { "\(self)" }
}
