import Patterns
import Testing

@Suite struct LogTimeTests {
    // 2026-11-24T08:01:29Z
    private static let moment = 1_795_507_289
    private let reader = LogTimeReader(reference: moment + 3600, boot: moment - 100)

    @Test(arguments: [
        ("I1124 08:01:29.123456   29062 server.go:545] \"Kubelet version\" x=1", 0, 123_456_000, "\"Kubelet version\" x=1"),
        ("E1124 08:01:29.123456       1 a.go:1] x [y] z", 0, 123_456_000, "x [y] z"),
        ("time=\"2026-11-24T08:01:29.5Z\" level=error msg=\"it \\\"broke\\\"\" e=1", 0, 500_000_000, "it \\\"broke\\\"\" e=1"),
        ("time=2026-11-24T09:01:29+01:00 level=info msg=plain", 0, 0, "plain"),
        ("type=AVC msg=audit(1795507289.250:456): avc:  denied  { read }", 0, 250_000_000, "avc:  denied  { read }"),
        ("time=\"2026-11-24T08:01:29Z\" level=info", 0, 0, "level=info"),
        ("2026-11-24T08:01:29.123456789Z stderr F hello there", 0, 123_456_789, "hello there"),
        ("2026-11-24T08:01:29.000000001Z stdout P part", 0, 1, "part"),
        ("2026-11-24T08:01:29Z stdout F ", 0, 0, ""),
        ("2026-11-24T08:01:29+0000 node-1 kubelet[12]: E1124 x", 0, 0, "E1124 x"),
        ("2026-11-24T10:01:29.123456+02:00 node-1 kernel: oops", 0, 123_456_000, "oops"),
        ("2026-11-24T03:31:29-0430 node-1 systemd[1]: Started", 0, 0, "Started"),
        ("1795507289.123456 node-1 containerd[7]: time=\"x\"", 0, 123_456_000, "time=\"x\""),
        ("Nov 24 08:01:29 node-1 kubelet[12]: text: more", 0, 0, "text: more"),
        ("Nov 24 08:01:29.654321 node-1 kubelet[12]: text", 0, 654_321_000, "text"),
        ("[   12.345678] IPv4: martian", -88, 345_678_000, "IPv4: martian"),
        ("[Tue Nov 24 08:01:29 2026] BUG: kernel", 0, 0, "BUG: kernel"),
        ("2026-11-24T08:01:29,345678+00:00 dmesg in iso", 0, 345_678_000, "dmesg in iso"),
        ("2026/11/24 08:01:29 main.go says", 0, 0, "main.go says"),
        ("2026-11-24 08:01:29.500 [INFO][8] felix/x.go 1: text", 0, 500_000_000, "[INFO][8] felix/x.go 1: text"),
        (
            "{\"level\":\"warn\",\"ts\":\"2026-11-24T08:01:29.25Z\",\"caller\":\"a.go:1\",\"msg\":\"slow\"}", 0, 250_000_000,
            "slow\"}"
        ),
        ("{\"ts\":1795507289123.5,\"caller\":\"a.go:1\",\"msg\":\"klog\"}", 0, 123_500_000, "klog\"}"),
        ("2026-11-24T08:01:29Z", 0, 0, ""),
    ])
    func formsAreRead(line: String, offset: Int, nanoseconds: Int, message: String) throws {
        let bytes = Array(line.utf8)
        let time = try #require(reader.read(bytes))
        #expect(time.seconds == Self.moment + offset)
        #expect(time.nanoseconds == nanoseconds)
        #expect(String(decoding: bytes[time.message...], as: UTF8.self) == message)
    }

    @Test(arguments: [
        "", "I", "I1124", "I1324 08:01:29.1 1 a.go:1] x", "I0231 08:01:29.1 1 a.go:1] x", "Error: it broke", "time=now",
        "[preflight] x",
        "2026-13-01T00:00:00Z", "2026-11-24T25:00:00Z", "{}", "{\"ts\":true}", "Nov", "Nov 31 08:01:29 h u: x", "123", "12.5",
        "[ x",
        "2026-11-24T08:01:29+x", "99999999999999.5 x", "\u{0}\u{0}",
    ])
    func otherLinesHaveNoTime(line: String) {
        #expect(reader.read(Array(line.utf8)) == nil)
    }

    @Test func kernelTimesNeedTheBoot() {
        #expect(LogTimeReader(reference: 0).read(Array("[   12.345678] x".utf8)) == nil)
    }

    @Test func theYearIsTheNearest() {
        let newYear = 1_798_761_600  // 2027-01-01T00:00:00Z
        let reader = LogTimeReader(reference: newYear + 60)
        #expect(reader.read(Array("I1231 23:59:59.000000 1 a.go:1] x".utf8))?.seconds == newYear - 1)
        #expect(reader.read(Array("I0101 00:00:30.000000 1 a.go:1] x".utf8))?.seconds == newYear + 30)
        let before = LogTimeReader(reference: newYear - 60)
        #expect(before.read(Array("I0101 00:00:30.000000 1 a.go:1] x".utf8))?.seconds == newYear + 30)
        let leap = LogTimeReader(reference: 1_835_395_200)  // 2028-02-29T00:00:00Z
        #expect(leap.read(Array("I0229 00:00:01.000000 1 a.go:1] x".utf8))?.seconds == 1_835_395_201)
    }

    @Test func localTimesAreMovedToUTC() {
        let reader = LogTimeReader(reference: Self.moment, utcOffset: 7200)
        #expect(reader.read(Array("I1124 10:01:29.000000 1 a.go:1] x".utf8))?.seconds == Self.moment)
        #expect(reader.read(Array("Nov 24 10:01:29 h u: x".utf8))?.seconds == Self.moment)
    }

    @Test func cutAndChangedLinesNeverTrap() {
        let seeds = [
            "I1124 08:01:29.123456   29062 server.go:545] x", "time=\"2026-11-24T08:01:29.5Z\" msg=\"x",
            "[Tue Nov 24 08:01:29 2026] x",
            "2026-11-24T08:01:29.123456+02:00 node-1 kernel: x", "{\"ts\":\"2026-11-24T08:01:29Z\",\"msg\":\"x",
            "1795507289.1 h u: x",
        ].map { Array($0.utf8) }
        var random = SeededRandom(state: 77)
        var read = 0
        for run in 0..<5000 {
            var line = seeds[run % seeds.count]
            line.removeLast(Int.random(in: 0...line.count, using: &random))
            if !line.isEmpty { line[Int.random(in: 0..<line.count, using: &random)] = UInt8.random(in: 0...255, using: &random) }
            if let time = reader.read(line) {
                read += 1
                #expect(time.message <= line.count)
            }
        }
        #expect(read > 100)
    }
}
