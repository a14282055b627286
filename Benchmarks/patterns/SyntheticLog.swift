import Glibc

/// A log of the lines of real ones, mixed with filler: one real line in twenty, numbers and names changing.
struct SyntheticLog {
    private let lines: [ArraySlice<UInt8>]
    private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

    init(sources: [[UInt8]]) {
        lines = sources.flatMap { $0.split(separator: 10) }
    }

    private static let templates = [
        "I1124 08:01:#.123456    1451 reconciler_common.go:251] \"operationExecutor.MountVolume started for volume \\\"kube-api-access-@\\\""
            + " (UniqueName: \\\"kubernetes.io/projected/@-kube-api-access\\\") pod \\\"api-@\\\" (UID: \\\"@\\\") \" pod=\"shop/api-@\"",
        "I1124 08:01:#.223456    1451 kubelet.go:2537] \"SyncLoop (PLEG): event for pod\" pod=\"shop/api-@\""
            + " event={\"ID\":\"@\",\"Type\":\"ContainerStarted\",\"Data\":\"@@\"}",
        "time=\"2026-11-24T08:01:#.323456789Z\" level=info msg=\"StartContainer for \\\"@@@@\\\" returns successfully\"",
        "time=\"2026-11-24T08:01:#.423456789Z\" level=info msg=\"PullImage \\\"registry.example.com/shop/api:v1.#\\\"\"",
        "2026-11-24T08:01:#.523456789Z stderr F I1124 08:01:#.523400       1 trace.go:236] Trace[@]: \"Get\" url:/api/v1/namespaces/shop/pods/@"
            + ",user-agent:kubelet/v1.36.2 (linux/amd64) (# Nov 2026): total time: #ms",
        "2026-11-24T08:01:#.623456789Z stdout F 10.244.1.# - - [24/Nov/2026:08:01:# +0000] \"GET /healthz HTTP/1.1\" 200 # \"-\" \"kube-probe/1.36\"",
        "{\"level\":\"info\",\"ts\":\"2026-11-24T08:01:#.723456Z\",\"caller\":\"mvcc/index.go:214\",\"msg\":\"compact tree index\",\"revision\":#}",
    ].map { Array($0.utf8) }

    private mutating func random(_ below: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state >> 33) % below
    }

    consuming func write(to path: String, megabytes: Int) {
        guard let file = fopen(path, "w") else {
            print("\(path) cannot be written")
            exit(1)
        }
        var out: [UInt8] = []
        var written = 0
        while written < megabytes * 1_000_000 {
            out.removeAll(keepingCapacity: true)
            while out.count < 1 << 20 {
                if !lines.isEmpty, random(20) == 0 {
                    out += lines[random(lines.count)]
                } else {
                    fill(SyntheticLog.templates[random(SyntheticLog.templates.count)], &out)
                }
                out.append(10)
            }
            written += fwrite(out, 1, out.count, file)
        }
        fclose(file)
    }

    /// `#` becomes two digits, `@` sixteen hexadecimal ones.
    private mutating func fill(_ template: [UInt8], _ out: inout [UInt8]) {
        for byte in template {
            switch byte {
            case UInt8(ascii: "#"): out += String(10 + random(50)).utf8
            case UInt8(ascii: "@"):
                for _ in 0..<16 { out.append(Array("0123456789abcdef".utf8)[random(16)]) }
            default: out.append(byte)
            }
        }
    }
}
