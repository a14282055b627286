import Patterns
import Testing

@testable import Probes

@Suite struct LastWordsTests {
    private let times = LogTimeReader(reference: 1_796_012_783)

    private func words(_ lines: String..., isUnit: Bool = false) -> LastWords? {
        LastWords(in: Array(lines.joined(separator: "\n").utf8), times, isUnit: isUnit)
    }

    @Test func isTheLastLineWithWords() {
        let words = words(
            "2026-11-24T06:17:23.1Z stdout F starting", "2026-11-24T06:17:23.2Z stderr F   no such table: users",
            "2026-11-24T06:17:23.3Z stderr F ")
        #expect(words?.text == "no such table: users")
    }

    /// systemd that cannot even begin the program writes about it itself, and the program writes nothing.
    @Test func systemdsRefusalIsTheReason() {
        let before = "1796012000.1 w1 kubelet[7]: E1130 04:13:20.1 7 x.go:1] \"Something\" err=\"old\""
        let refusal = "1796012770.1 w1 systemd[1]: kubelet.service: Failed to load environment files: No such file or directory"
        let end = "1796012770.2 w1 systemd[1]: kubelet.service: Failed with result 'resources'."
        #expect(
            words(before, refusal, end, isUnit: true)?.text.hasSuffix(
                "Failed to load environment files: No such file or directory") == true)
        let after = "1796012780.1 w1 kubelet[9]: E1130 04:26:20.1 9 x.go:1] \"Later\" err=\"new\""
        #expect(words(before, refusal, end, after, isUnit: true)?.text == "Later: new")
    }

    /// Calico's lines: the fatal one says only that it ends.
    @Test func aVagueEndTellsWhatCameBefore() {
        let words = words(
            "2026-11-30T05:03:44.1Z stdout F 2026-11-30 05:03:44.100 [WARNING][9] startup/startup.go 480: nodes \"cp3\" is forbidden",
            "2026-11-30T05:03:44.2Z stdout F 2026-11-30 05:03:44.100 [FATAL][9] startup/startup.go 118: Terminating")
        #expect(words?.text.contains("Terminating; before that: ") == true)
        #expect(words?.text.contains("is forbidden") == true)
    }

    @Test func isCut() {
        #expect(words("2026-11-24T06:17:23.1Z stdout F " + String(repeating: "x", count: 900))?.text.count == LastWords.longest)
    }

    @Test func anEmptyLogHasNone() { #expect(words("") == nil) }

    @Test func commandFailedWinsOverWhatComesAfter() {
        let words = words(
            #"1796012770.693000 cp2 kubelet[7]: E1130 04:26:10.691543  178103 run.go:72] "command failed" err="failed to parse kubelet flag: unknown flag: --no-such-flag""#,
            #"1796012770.693500 cp2 kubelet[7]: E1130 04:26:10.691543  178103 x.go:1] "Something else" err="other""#, isUnit: true
        )
        #expect(words?.text == "failed to parse kubelet flag: unknown flag: --no-such-flag")
        #expect(words?.time == 1_796_012_770)
        #expect(words?.line.contains("\"command failed\" err=") == true)
    }

    @Test func quotesAreUndone() {
        let words = words(
            #"E1124 06:05:53.0 23243 run.go:72] "command failed" err="path: \"/x y\", error: open /x: no such file""#)
        #expect(words?.text == #"path: "/x y", error: open /x: no such file"#)
    }

    @Test func theLastErrorWinsOverInformation() {
        let words = words(
            #"E1124 06:05:53.0 23243 server.go:209] "Failed to listen and serve" err="listen tcp 0.0.0.0:10250: bind: address already in use""#,
            #"I1124 06:05:53.1 23243 server.go:1] "Shutting down""#)
        #expect(words?.text == "Failed to listen and serve: listen tcp 0.0.0.0:10250: bind: address already in use")
    }

    @Test func fatalWinsOverErrorAndAStackIsNone() {
        let words = words(
            #"2026-11-30T04:34:05.1Z stderr F {"level":"panic","ts":"2026-11-30T04:34:05.1Z","msg":"failed to open database","error":"invalid database"}"#,
            "2026-11-30T04:34:05.2Z stderr F goroutine 1 [running]:", "2026-11-30T04:34:05.2Z stderr F \tmain.go:7 error")
        #expect(words?.text == "failed to open database: invalid database")
    }

    @Test func wordsThatOnlyPointBackAreToldWithTheEntryBefore() {
        let words = words(
            #"2026-11-30T04:36:39.5Z stderr F W1130 04:36:39.5 1 logging.go:55] dial tcp 127.0.0.1:2378: connect: connection refused"#,
            #"2026-11-30T04:36:43.9Z stderr F E1130 04:36:43.9 1 run.go:72] "command failed" err="context deadline exceeded""#)
        #expect(words?.text == "context deadline exceeded; before that: dial tcp 127.0.0.1:2378: connect: connection refused")
    }

    @Test func anErrorOfSeveralLinesIsTakenWhole() {
        let words = words(
            #"2026-11-30T04:45:43.1Z stderr F E1130 04:45:43.3 1 proxier.go:1] "Failed to execute iptables-restore" err=<"#,
            "2026-11-30T04:45:43.1Z stderr F \texit status 2: Warning: Extension MARK", "2026-11-30T04:45:43.1Z stderr F  >",
            "2026-11-30T04:45:43.1Z stderr F I1130 04:45:43.3 1 x.go:1] \"done\"")
        #expect(words?.text == "Failed to execute iptables-restore: exit status 2: Warning: Extension MARK")
    }

    @Test func logfmtGivesMessageAndError() {
        let words = words(
            #"time="2026-11-24T08:01:29Z" level=fatal msg="cannot start" error="zfs not supported""#,
            "time=\"2026-11-24T08:01:30Z\" level=info msg=bye")
        #expect(words?.text == "cannot start: zfs not supported")
    }

    @Test func aWarningIsNoReason() {
        let words = words(
            #"time="2026-11-24T06:07:24Z" level=warning msg="failed to load plugin" error="devmapper not configured""#,
            "containerd: context canceled")
        #expect(words?.text.hasPrefix("containerd: context canceled") == true)
    }

    @Test func anErrorWithoutALevelCountsWhereItIsTheLast() {
        let words = words(
            "2026-11-30T04:59:35.1Z stdout F maxprocs: Leaving GOMAXPROCS=2",
            "2026-11-30T04:59:35.1Z stderr F /etc/coredns/Corefile:13 - Error during parsing: Unknown directive 'forwrd'")
        #expect(words?.text == "/etc/coredns/Corefile:13 - Error during parsing: Unknown directive 'forwrd'")
    }

    @Test func ofAJournalOnlyTheNewestRunSpeaksAndSystemdDoesNot() {
        let words = words(
            #"1796012770.6 cp2 kubelet[7]: E1130 04:26:10.6  7 run.go:72] "command failed" err="old""#,
            "1796012770.7 cp2 systemd[1]: kubelet.service: Failed with result 'exit-code'.",
            "1796012780.7 cp2 systemd[1]: Started kubelet.service - kubelet: The Kubernetes Node Agent.",
            "1796012780.9 cp2 kubelet[8]: words of the new run",
            "1796012780.9 cp2 systemd[1]: kubelet.service: Main process exited, code=exited, status=1/FAILURE", isUnit: true)
        #expect(words?.text == "words of the new run")
    }
}
