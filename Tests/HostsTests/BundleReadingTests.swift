import Glibc
import Testing

@testable import Hosts

/// What other programs collected, in small: links, packed members, journals, units, what is not there.
@Suite struct BundleReadingTests {
    private let ground = Playground()

    private func journal(_ log: LogSource, _ host: RecordedHost) async throws -> String {
        let seen = Handed()
        _ = try await host.scan(log) { seen.take($0) }
        return String(decoding: seen.bytes, as: UTF8.self)
    }

    /// A sosreport whose node lives an hour ahead of UTC.
    private func sosreport() throws {
        ground.write("sosreport-cp1/sos_commands/date/date", "Tue Dec  1 03:50:47 CET 2026\n")
        ground.write("sosreport-cp1/sos_commands/date/date_--utc", "Tue Dec  1 02:50:47 UTC 2026\n")
        ground.write("sosreport-cp1/sos_commands/host/hostname", "cp1\n")
        ground.write("sosreport-cp1/etc/kubernetes/kubelet.conf", "kind: Config\n")
        ground.write(
            "sosreport-cp1/sos_commands/kubernetes/journalctl_--no-pager_--unit_kubelet",
            """
            -- Logs begin at Mon 2026-11-30 --
            -- Boot 0a0a --
            Nov 30 10:00:00 cp1 kubelet[7]: old
            -- Boot 0b0b --
            Dec 01 03:00:00 cp1 kubelet[8]: new
                                            and more

            """)
        ground.write(
            "sosreport-cp1/sos_commands/systemd/systemctl_show_service_--all",
            "Id=kubelet.service\nNames=kubelet.service\nLoadState=loaded\nActiveState=active\nDescription=\nFragmentPath=/lib/systemd/system/kubelet.service\n"
        )
        ground.write("sosreport-cp1/sos_commands/systemd/systemctl_list-unit-files", "crio.service disabled enabled\n")
        ground.write(
            "sosreport-cp1/sos_commands/filesys/df_-al_-x_autofs",
            "Filesystem 1K-blocks Used Available Use% Mounted on\n/dev/vda1 100 40 60 40% /\n/dev/vdb1 1000 1 999 1% /var/lib/etcd\n"
        )
    }

    @Test func aSosreportAnswersAsTheNodeWould() async throws {
        try sosreport()
        let host = try RecordedHost(capture: ground.path)
        #expect(host.head.hostname == "cp1")
        #expect(host.head.taken == 1_796_093_447)
        #expect(try await host.run("date", "+%z").text == "+0100\n")
        #expect(try await journal(.journal(unit: "kubelet.service", boot: -1, limit: 9000), host).hasSuffix("kubelet[7]: old\n"))
        let new = try await journal(.journal(unit: "kubelet.service", boot: 0, limit: 9000), host)
        #expect(new.hasPrefix("1796090400.000000 cp1 kubelet[8]: new\n") && new.hasSuffix("and more\n"))
        let units = try await host.run("systemctl", "show", "kubelet.service", "crio.service", "etcd.service").text
        #expect(units.split(separator: "\n\n").map { $0.contains("LoadState=loaded") } == [true, true, false])
        #expect(!units.contains("Description="))
        #expect(try await host.space("/var/lib/etcd/member").size == 1_024_000)
        #expect(try await host.space("/etc").available == 61_440)
    }

    @Test func whatIsNotInABundleIsUnknown() async throws {
        try sosreport()
        let host = try RecordedHost(capture: ground.path)
        await expectError(.notInBundle(what: "/etc/hosts", bundle: "sosreport")) { try await host.read("/etc/hosts") }
        // systemd said where this unit's file is, and knew none of the other.
        for path in ["/usr/local/lib/systemd/system/kubelet.service", "/etc/systemd/system/etcd.service"] {
            await expectError(.notThere(path: path)) { try await host.read(path) }
        }
        let own = "/usr/lib/systemd/system/kubelet.service"
        await expectError(.notInBundle(what: own, bundle: "sosreport")) { try await host.read(own) }
        // sos copies this folder whole, but for keys.
        await expectError(.notThere(path: "/etc/kubernetes/manifests/etcd.yaml")) {
            try await host.status("/etc/kubernetes/manifests/etcd.yaml")
        }
        await expectError(.notInBundle(what: "/etc/kubernetes/pki/ca.key", bundle: "sosreport")) {
            try await host.read("/etc/kubernetes/pki/ca.key")
        }
        await expectError(.notInBundle(what: "runc --version", bundle: "sosreport")) { try await host.run("runc", "--version") }
        await expectError(.notInBundle(what: "The kernel's log", bundle: "sosreport")) {
            try await host.scan(.kernel(boot: 0, limit: 100)) { _ in }
        }
    }

    /// Links that stay inside are taken; none leads out of the bundle, whatever it says.
    @Test func linksLeadNowhereOutside() async throws {
        try sosreport()
        let root = ground.path + "/sosreport-cp1"
        ground.write("sosreport-cp1/usr/lib/os-release", "ID=debian\n")
        for (name, target) in [
            ("inside", "../usr/lib/os-release"), ("whole", "/usr/lib/os-release"), ("out", "../../../../../../etc/passwd"),
            ("passwd", "/etc/passwd"), ("loop", "loop"),
        ] { symlink(target, "\(root)/etc/\(name)") }
        symlink("usr/lib", root + "/lib")
        let host = try RecordedHost(capture: ground.path)
        for path in ["/etc/inside", "/etc/whole", "/lib/os-release"] { #expect(try await host.read(path).text == "ID=debian\n") }
        for path in ["/etc/out", "/etc/passwd", "/etc/loop"] {
            await expectError(.notInBundle(what: path, bundle: "sosreport")) { try await host.read(path) }
        }
        #expect(try await host.status("/etc/passwd").target == "/etc/passwd")
    }

    @Test func outputsInAFolderAreReadPackedOrNot() async throws {
        ground.write("date.txt", "Tue Dec  1 02:50:47 UTC 2026\n")
        ground.write("kubelet.log.gz", TestArchive.gzip("Dec 01 02:00:00 w1 kubelet[8]: new\n".bytes))
        ground.write(
            "kubectl_get_nodes_-o_json",
            "{\"kind\":\"List\",\"items\":[{\"kind\":\"Node\",\"metadata\":{\"name\":\"w1\"},\"status\":{}}]}")
        ground.write("crictl-ps.json", "{\n \"containers\": []\n}")
        let host = try RecordedHost(capture: ground.path)
        #expect(host.head.hostname == "w1")
        let told = try await journal(.journal(unit: "kubelet.service", boot: 0, limit: 9000), host)
        #expect(told == "1796090400.000000 w1 kubelet[8]: new\n")
        #expect(try await host.run("kubectl", "get", "--raw", "/api/v1/nodes/w1").text.contains("\"w1\""))
        await expectError(
            .notInBundle(what: "The API server's answer to /api/v1/nodes/w2", bundle: "folder of outputs")
        ) { try await host.run("kubectl", "get", "--raw", "/api/v1/nodes/w2") }
    }

    @Test func whatIsNoBundleIsRefusedWithWhatIsRead() async {
        ground.write("notes/shopping.txt", "bread\n")
        let unknown = """
            it contains no capture.json, and nothing in it was recognised; besides captures \(RecordedHost.foreign) are read
            """
        await expectError(.badCapture(unknown)) { try RecordedHost(capture: ground.path) }
    }
}

/// What a scan handed on.
private final class Handed: @unchecked Sendable {
    private(set) var bytes: [UInt8] = []

    func take(_ piece: UnsafeRawBufferPointer) { bytes.append(contentsOf: piece) }
}
