import Patterns
import Testing

@Suite struct PatternRankingTests {
    private static let sources = [
        "x509: certificate has expired or is not yet valid",
        "x509: certificate has expired or is not yet valid: current time %s is after %s",
        "x509: certificate signed by unknown authority",
        "running with swap on is not supported, please disable swap or set --fail-swap-on flag to false",
        "The HTTP call equal to 'curl -sSL %s' returned %s",
        "hostname \"%s\" could not be reached",
        "failed to load kubelet config file, path: %s, error: %w",
        "failed to reserve container name %q; check if another CreateContainer request is in progress: %w",
        "container has runAsNonRoot and image will run as root (pod: %q, container: %s)",
        "cni plugin not initialized",
        "etcdserver: mvcc: database space exceeded",
        "etcdserver: no leader",
        "too many open files",
        "Loop (%s -> %s) detected for zone %q, see https://coredns.io/plugins/loop#troubleshooting. Query: \"HINFO %s\"",
        "token id %q is invalid for this cluster or it has expired. Use \"kubeadm token create\" on the control-plane node",
    ]
    private let set: PatternSet

    init() throws { set = PatternSet(try Self.sources.map { source throws(PatternError) in try Pattern(source) }) }

    @Test(arguments: [
        // A whole line of klog, quoted twice.
        (
            "E1124 08:01:29.1 1 pod.go:1] \"Error syncing pod\" err=\"failed: \\\"failed to reserve container name \\\\\\\"a_b\\\\\\\";"
                + " check if another CreateContainer request is in progress: nil\\\"\"", 7, 1
        ),
        // Wrapped within a word by a terminal, and at blanks.
        ("running with swap on is not supp\norted, please disable\nswap or set --fail-swap-on flag to false", 3, 1),
        // More of the pattern beats less.
        (
            "x509: certificate has expired or is not yet valid: current time 2026-11-24T08:01:29Z is after 2026-11-23T00:00:00Z",
            1, 1
        ),
        // Other quotes, as blogs have them.
        ("The HTTP call equal to ‘curl -sSL http://localhost:10248/healthz’ returned HTTP code 503", 4, 1),
        ("ok\n\nlevel=error msg=\"hostname \\\"n1\\\" could not be reached\"", 5, 3),
        (
            "{\"msg\":\"Loop (127.0.0.1:5 -\\u003e :53) detected for zone \\\".\\\", see https://coredns.io/plugins/loop#troubleshooting."
                + " Query: \\\"HINFO 1.2.\\\"\"}", 13, 1
        ),
        ("2026-11-24T08:01:29.1Z stderr F \u{1B}[31metcdserver: mvcc: database space exceeded\u{1B}[0m", 10, 1),
    ])
    func exactTextsComeFirst(text: String, index: Int, line: Int) throws {
        let first = try #require(set.rank(text).first)
        #expect(first.isExact)
        #expect(first.index == index)
        #expect(first.line == line)
        #expect(first.score >= 8)
    }

    @Test(arguments: [
        ("certificate signed by unkno", 2),
        ("mes is invalid for this cluster or it has exp", 14),
        ("ith swap on is not supported, please dis", 3),
        ("mvcc: database space", 10),
        ("hostname node-7 could not be reached", 5),
        ("runAsNonRoot and image will run as root", 8),
        ("CNI plugin not initialised", 9),
        ("faild to load kubelet config fil, path", 6),
    ])
    func partsAndSlipsAreNear(text: String, index: Int) throws {
        let first = try #require(set.rank(text).first)
        #expect(first.index == index)
        #expect(first.score > 0.3)
        #expect(first.isExact == (first.score >= 8))
    }

    @Test func strangersShowNothing() {
        for text in ["", "   ", "hello", "the weather is fine today in the harbour", "abc", "0123456789"] {
            #expect(set.rank(text).isEmpty, "\(text)")
        }
    }

    @Test func piecesOfDifferentMessagesMakeNoMatch() {
        let filler = String(repeating: "unrelated words about nothing at all ", count: 40)
        let text = "hostname \"\n\(filler)\n\" could not be reached"
        #expect(set.rank(text).first { $0.index == 5 }?.isExact != true)
    }

    @Test func theLimitHolds() {
        #expect(set.rank("x509: certificate has expired or is not yet valid", limit: 1).count == 1)
        #expect(set.rank("x509: certificate has expired or is not yet valid", limit: 0).isEmpty)
    }

    @Test func anEmptySetRanksNothing() {
        #expect(PatternSet([]).rank("anything at all").isEmpty)
    }
}
