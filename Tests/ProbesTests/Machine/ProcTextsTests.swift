import Facts
import Testing

@testable import Probes

/// What single files of /proc, /sys and /etc say.
@Suite struct ProcTextsTests {
    @Test(arguments: [("0-3", 4), ("0", 1), ("0-1,4,6-7", 5), ("", nil), ("a-b", nil), ("3-1", nil)] as [(String, Int?)])
    func processorsAreCounted(_ text: String, _ count: Int?) { #expect(MachineProbe.count(of: text) == count) }

    @Test func quotationMarksAreNotOfAValue() {
        let values = MachineProbe.variables(.text("ID=debian\nPRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\n# X=1\nV='13'\n"))
        #expect(values["ID"]?.value == "debian")
        #expect(values["PRETTY_NAME"]?.value == "Debian GNU/Linux 13 (trixie)")
        #expect(values["V"]?.value == "13")
        #expect(values["X"] == nil)
    }

    @Test(
        arguments: [
            ("5.4.0-150-generic", 5004), ("6.18.44-fc", 6018), ("4.18.0-553.el8_10.x86_64", 4018), ("6.12-rc1", 6012), ("x", nil),
        ] as [(String, Int?)])
    func kernelsHaveANumber(_ release: String, _ number: Int?) { #expect(KernelFacts.number(of: release) == number) }

    @Test func controllersThatAreOffAreMissing() {
        let text =
            "#subsys_name\thierarchy\tnum_cgroups\tenabled\ncpuset\t2\t1\t1\ncpu\t3\t1\t1\ncpuacct\t3\t1\t1\nmemory\t0\t1\t0\ndevices\t4\t1\t1\nfreezer\t5\t1\t1\n"
        #expect(KernelProbe.missing(inCgroups: text) == ["memory", "pids"])
    }

    @Test func optionsMayBeModules() {
        var text = KernelOptions.required.map { "CONFIG_\($0)=y\n" }.joined()
        #expect(KernelOptions.missing(in: text).isEmpty)
        text =
            KernelOptions.required.filter { $0 != "EXT4_FS" }.map { "CONFIG_\($0)=m\n" }.joined()
            + "# CONFIG_EXT4_FS is not set\n"
        #expect(KernelOptions.missing(in: text) == ["EXT4_FS"])
    }

    @Test func pressureIsTheAverageOfFiveMinutes() {
        let text = "some avg10=0.10 avg60=0.20 avg300=0.30 total=1\nfull avg10=1.00 avg60=2.00 avg300=3.50 total=2\n"
        #expect(MemoryProbe.average(in: text, "full") == 3.5)
        #expect(MemoryProbe.average(in: text, "none") == nil)
    }

    @Test(arguments: [("+0000", 0), ("+0530", 19800), ("-0330", -12600), ("UTC", nil)] as [(String, Int?)])
    func zonesAreSeconds(_ text: String, _ seconds: Int?) { #expect(ClockProbe.seconds(of: text) == seconds) }

    @Test func swapDevicesFollowTheHeading() {
        let rows = SwapProbe.devices("Filename\tType\tSize\tUsed\tPriority\n/swapfile file 2097148 1024 -2\n")
        #expect(rows.count == 1)
        #expect(rows[0].integer(.size) == 2_097_148 * 1024)
        #expect(SwapProbe.devices("Filename\tType\tSize\tUsed\tPriority\n").isEmpty)
    }

    @Test func fstabSwitchesSwapOn() {
        let rows = SwapProbe.fstab(
            "/dev/a / ext4 defaults 0 1\nUUID=1 none swap sw 0 0\n/b none swap noauto 0 0\n#/c none swap sw 0 0\n")
        #expect(rows.map { $0.text(.what) } == ["UUID=1"])
        #expect(rows[0].integer(.line) == 2)
    }

    @Test func addressesOfInterfaces() {
        let trie =
            "Main:\n     |-- 10.0.0.0\n        /8 universe UNICAST\n           |-- 10.0.0.7\n              /32 host LOCAL\n           |-- 10.255.255.255\n              /32 link BROADCAST\nLocal:\n           |-- 10.0.0.7\n              /32 host LOCAL\n"
        #expect(LocalAddresses.ipv4(inTrie: trie) == ["10.0.0.7"])
        let table =
            "00000000000000000000000000000001 01 80 10 80 lo\n20010db8000000000001000000000001 02 40 00 80 eth0\nfe80000000000000042c1bfffe7dbd91 03 40 20 80 e\n"
        #expect(LocalAddresses.ipv6(inTable: table) == ["::1", "2001:db8::1:0:0:1", "fe80::42c:1bff:fe7d:bd91"])
    }
}
