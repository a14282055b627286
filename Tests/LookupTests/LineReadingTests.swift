import Testing

@testable import Lookup

@Suite struct LineReadingTests {
    private static let lines: [(String, LineReading.Level, String?)] = [
        ("E1124 08:01:29.123456    1451 kubelet.go:2461] \"Error getting node\"", .error, "kubelet"),
        ("Nov 24 08:01:29 cp1 kubelet[7]: I1124 08:01:29.1 7 x.go:1] \"Starting\"", .information, "kubelet"),
        ("F0812 16:26:52.166979 111106 server.go:269] failed to run Kubelet: x", .fatal, nil),
        ("time=\"2026-11-24T06:10:00Z\" level=warning msg=\"x\"", .warning, "runtime"),
        ("{\"level\":\"warn\",\"ts\":\"2026\",\"caller\":\"wal/wal.go:806\",\"msg\":\"slow fdatasync\"}", .warning, "etcd"),
        ("[ERROR] plugin/kubernetes: Failed to list", .error, "coredns"),
        ("[ERROR Swap]: running with swap on", .error, "kubeadm"),
        ("error execution phase preflight: x", .fatal, "kubeadm"),
        ("Unable to connect to the server: EOF", .unsaid, "kubectl"),
        ("[ 1423.035722] UDP: bad checksum.", .unsaid, "kernel"),
        ("  Warning  Unhealthy  2m19s  kubelet  Readiness probe failed", .error, "kubelet"),
        ("some words of one's own", .unsaid, nil),
    ]

    @Test(arguments: lines) func levelAndProgramAreRead(_ line: String, _ level: LineReading.Level, _ program: String?) {
        let reading = LineReading(line.utf8)
        #expect(reading.level == level)
        #expect(reading.program == program)
    }

    /// A program that quotes another's line speaks for itself.
    @Test func aQuotedLineKeepsTheOuterLevel() {
        let line = "E1124 08:01:29.1 7 remote_runtime.go:1] \"x\" err=\"time=now level=info msg=y\""
        #expect(LineReading(line.utf8).level == .error)
    }
}
