import FoundationEssentials
import GoldenSupport
import Knowledge
import Testing

@testable import Lookup

/// Texts that people pasted into public threads (Tests/Logs/wild.tsv: kind, what may be answered, text), and lines that healthy
/// nodes write and commands print when all is well (harmless.tsv).
@Suite struct WildTextsTests {
    private static let folder =
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/") + "/Tests/Logs/"
    private static let explainer = Explainer(knowledge: Knowledge.base, catalogue: Knowledge.catalogue)

    private static func rows(_ name: String, cells: Int) -> [[String]] {
        guard let bytes = try? Data(contentsOf: URL(filePath: folder + name)) else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
            let row = line.split(separator: "\t", maxSplits: cells - 1, omittingEmptySubsequences: false).map(String.init)
            return row.count == cells ? row : nil
        }
    }

    private static func explain(_ text: String) -> Explainer.Answer {
        explainer.explain(Array(text.replacing("\\n", with: "\n").utf8))
    }

    /// `a|b.*`: whether an id is one of these, a point and a star standing for any end.
    private static func fits(_ id: String, _ wanted: String) -> Bool {
        wanted.split(separator: "|").contains { (try? Regex(String($0)))?.wholeMatches(id) ?? false }
    }

    /// The place of the wanted answer among the first three; where `nothing` is wanted, no answer is the first.
    private static func place(_ ids: [String], _ wanted: String) -> Int? {
        if ids.isEmpty { return wanted.split(separator: "|").contains("nothing") ? 0 : nil }
        return ids.prefix(3).firstIndex { fits($0, wanted) }
    }

    /// `threads.tsv`, `pasted.tsv` and `asked.tsv` are further texts, chosen before what the program answered was seen; each holds
    /// none that the former have, and the last two some that are no trouble of a cluster.
    @Test(arguments: ["wild.tsv", "threads.tsv", "pasted.tsv", "asked.tsv"]) func whatPeoplePasteIsAnswered(_ name: String) {
        let rows = Self.rows(name, cells: 3)
        var (first, among) = (0, 0)
        var table: [String] = []
        for row in rows {
            let ids = Self.explain(row[2]).matches.map(\.id)
            let place = Self.place(ids, row[1])
            if place == 0 { first += 1 }
            if place != nil { among += 1 }
            if place != 0 {
                table.append("\(place.map { "\($0 + 1)." } ?? "--") \(row[0]): \(row[2].prefix(80)) -> \(ids.prefix(3))")
            }
        }
        print("explain \(name): \(first) of \(rows.count) pasted texts answered first, \(among) among the first three")
        for line in table { print("  " + line) }
        #expect(rows.count > 100)
        let floor = ["pasted.tsv", "asked.tsv"].contains(name) ? (first: 90, among: 92) : (first: 90, among: 97)
        #expect(first * 100 >= rows.count * floor.first, "\(table.joined(separator: "\n"))")
        #expect(among * 100 >= rows.count * floor.among, "\(table.joined(separator: "\n"))")
        #expect(Score().difference("explain: \(name), first", first, of: rows.count) == nil)
        #expect(Score().difference("explain: \(name), in three", among, of: rows.count) == nil)
        let areas = Dictionary(grouping: rows) { $0[0].split(separator: "/").first.map(String.init) ?? "" }
        for (area, rows) in areas where name == "threads.tsv" && rows.count >= 8 {
            let right = rows.count { row in Self.explain(row[2]).matches.first.map { Self.fits($0.id, row[1]) } ?? false }
            #expect(Score().difference("explain: \(area), first", right, of: rows.count) == nil)
        }
    }

    @Test func whatHealthyNodesWriteIsNoProblem() {
        let rows = Self.rows("harmless.tsv", cells: 2)
        #expect(rows.count > 60)
        for row in rows {
            let found = Self.explain(row[1]).matches
            #expect(found.isEmpty, "\(row[0]): \(row[1].prefix(120)) -> \(found.map(\.id))")
        }
        let alarms = rows.count { !Self.explain($0[1]).matches.isEmpty }
        #expect(Score().difference("explain: harmless lines, false alarms", alarms, of: rows.count, isFault: true) == nil)
    }

    /// Each text of the knowledge says enough to be looked for, and no line of a healthy log holds one.
    @Test func noTextOfTheKnowledgeSaysTooLittle() {
        #expect(Self.explainer.refusedTexts.isEmpty, "\(Self.explainer.refusedTexts)")
    }

    /// The words that say only that something failed lead nowhere alone.
    @Test(arguments: [
        "context deadline exceeded", "connection refused", "dial tcp 10.0.0.1:80: connect: connection refused",
        "open /tmp/x: no such file or directory", "the table users already exists", "permission denied",
        "timed out waiting for the condition", "SystemdCgroup = true", "net.ipv4.ip_forward = 1",
        "the object is not supported",
    ]) func wordsThatSayNothingAreNotExplained(_ text: String) {
        #expect(Self.explain(text).matches.isEmpty, "\(Self.explain(text).matches.map(\.id))")
    }

    /// Who speaks decides what the same words mean.
    @Test(arguments: [
        ("Unable to connect to the server: x509: certificate signed by unknown authority", "admin-kubeconfig-is-stale"),
        (
            "Failed to pull image \"r.example/a:1\": failed to do request: Head \"https://r.example/v2/a/manifests/1\": x509: certificate signed by unknown authority",
            "pull-distrusts-registry"
        ),
        (
            "Error from server (InternalError): Internal error occurred: failed calling webhook \"v.example\": failed to call webhook: Post \"https://w.ns.svc:443/v\": x509: certificate signed by unknown authority",
            "mend-failing-webhook"
        ),
        ("open /run/flannel/subnet.env: no such file or directory", "flannel-subnet-is-missing"),
        ("Memory cgroup out of memory: Killed process 4249 (java) total-vm:32812kB", "container-is-out-of-memory"),
    ]) func whoSpeaksDecides(_ text: String, _ id: String) {
        #expect(Self.explain(text).matches.first?.id == id)
    }

    /// Objects of the API hold what programs said beside much that they did not.
    @Test func anObjectIsReadForWhatItsProgramsSaid() {
        let pod = """
            apiVersion: v1
            kind: Pod
            metadata: {name: web, annotations: {note: "running with swap on is not supported. Please disable swap"}}
            status:
              containerStatuses:
              - state:
                  waiting:
                    message: 'back-off 5m0s restarting failed container=web pod=web_default'
                    reason: CrashLoopBackOff
            """
        let ids = Self.explain(pod).matches.map(\.id)
        #expect(ids.contains("read-last-run") && !ids.contains("turn-swap-off"), "\(ids)")
    }

    /// What comes near is said to; what stands there as it is, too.
    @Test func aNearTextIsCalledNear() {
        let near = Self.explain("failed to load kubelet config file").matches.first
        #expect(near?.fits == .near)
        let exact = Self.explain("etcdserver: mvcc: database space exceeded").matches.first
        #expect(exact?.fits == .exact && exact?.kind == .recipe || exact?.kind == .rule)
    }
}

extension Regex {
    fileprivate func wholeMatches(_ text: String) -> Bool { (try? wholeMatch(in: text)) != nil }
}

/// Logs of real nodes that are well, begun a minute or an hour ago (Tests/Logs/healthy-nodes: lines of Kubernetes 1.36.2, etcd and
/// containerd; every warning, and some of the rest). What went wrong while they started is past.
@Suite struct HealthyNodeLogsTests {
    private static let folder =
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
        + "/Tests/Logs/healthy-nodes/"
    private static let explainer = Explainer(knowledge: Knowledge.base, catalogue: Knowledge.catalogue)

    @Test(arguments: [
        "cp1-apiserver", "cp1-etcd", "cp1-kubelet", "cp1-scheduler", "cp3-etcd", "w1-kubelet",
    ]) func aHealthyNodesLogShowsNoProblemNow(_ name: String) throws {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: Self.folder + name + ".log")))
        let found = Self.explainer.explain(bytes).matches.filter { $0.kind != .expected }
        #expect(found.isEmpty, "\(found.map { "\($0.id): \($0.line)" })")
    }

    /// The same log is a problem's while it goes on.
    @Test func whatGoesOnToTheEndIsAProblem() {
        let line =
            "E1124 08:%@:29.1 7 server.go:1] \"command failed\" err=\"failed to validate nodeIP: node IP: \\\"10.0.0.9\\\" not found in the host's network interfaces\"\n"
        let healthy = "I1124 08:%@:30.1 7 server.go:1] \"Kubelet version\" kubeletVersion=\"v1.36.2\"\n"
        let minutes = (10..<59).map { String($0) }
        let all = minutes.map { (line + healthy).replacing("%@", with: $0) }.joined()
        let stopped = minutes.map { ((Int($0) ?? 0) < 20 ? line + healthy : healthy).replacing("%@", with: $0) }.joined()
        #expect(Self.explainer.explain(Array(all.utf8)).matches.contains { $0.recipes.contains("set-node-ip") })
        let answer = Self.explainer.explain(Array(stopped.utf8))
        #expect(answer.matches.isEmpty, "\(answer.matches.map(\.id))")
        #expect(answer.earlier.contains { $0.recipes.contains("set-node-ip") })
    }
}
