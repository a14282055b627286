import Diagnosis
import Facts
import Testing

@Suite struct EvaluationTests {
    static let swap = FactKey("swap.isOn", .flag, "whether swap is on")
    static let driver = FactKey("kubelet.driver", .text, "the kubelet's driver")
    static let other = FactKey("runtime.driver", .text, "the runtime's driver")
    static let disks = TableKey("disks", Disk.self, "disks")

    enum Disk: String, TableColumns {
        case path, free

        var cell: Cell {
            switch self {
            case .path: .text("path")
            case .free: .integer("bytes")
            }
        }
    }

    private func facts(_ edit: (inout FactSet) -> Void) -> Evaluation {
        var facts = FactSet()
        facts.set(TimeFacts.now, .instant(Instant(seconds: 1000)))
        edit(&facts)
        return Evaluation(facts: facts)
    }

    private func isFound(_ verdict: Verdict) -> Bool { if case .found = verdict { true } else { false } }
    private func isUnknown(_ verdict: Verdict) -> Bool { if case .unknown = verdict { true } else { false } }

    @Test func aMissingFactIsUnknownNeitherFaultNorHealth() {
        let evaluation = facts { $0.miss(Self.swap, "This user may not read /proc/swaps.") }
        let verdict = evaluation.judge(.test("swap.isOn", .equals(.literal(.flag(true)))))
        #expect(verdict == .unknown([Gap(fact: "swap.isOn", reason: "This user may not read /proc/swaps.")]))
    }

    @Test func anAbsentFactFulfilsNothingButItsAbsence() {
        let evaluation = facts { $0.setAbsent(Self.driver) }
        #expect(evaluation.judge(.test("kubelet.driver", .equals(.literal(.text("systemd"))))) == .clear)
        #expect(evaluation.judge(.test("kubelet.driver", .differs(.literal(.text("systemd"))))) == .clear)
        #expect(isFound(evaluation.judge(.test("kubelet.driver", .present(false)))))
    }

    @Test func allIsClearWhereOnePartIsWhateverIsMissing() {
        let evaluation = facts {
            $0.miss(Self.swap, "No.")
            $0.set(Self.driver, "systemd")
        }
        let cgroupfs = Condition.test("kubelet.driver", .equals(.literal(.text("cgroupfs"))))
        let missing = Condition.test("swap.isOn", .equals(.literal(.flag(true))))
        #expect(evaluation.judge(.all([missing, cgroupfs])) == .clear)
        #expect(isUnknown(evaluation.judge(.any([missing, cgroupfs]))))
        #expect(isUnknown(evaluation.judge(.not(missing))))
        #expect(isFound(evaluation.judge(.any([missing, .not(cgroupfs)]))))
    }

    @Test func twoFactsAreComparedAndBothAreEvidence() {
        let evaluation = facts {
            $0.set(Self.driver, "cgroupfs", from: .file("/var/lib/kubelet/config.yaml", line: 12))
            $0.set(Self.other, "systemd", from: .file("/etc/containerd/config.toml", line: 40))
        }
        guard case .found(let proofs) = evaluation.judge(.test("kubelet.driver", .differs(.fact("runtime.driver", plus: 0))))
        else {
            Issue.record("they differ")
            return
        }
        #expect(proofs.flatMap(\.sources).map(\.origin) == ["/var/lib/kubelet/config.yaml:12", "/etc/containerd/config.toml:40"])
    }

    @Test func eachFindsTheRowsAndNamesThem() {
        let evaluation = facts {
            $0.set(
                Self.disks,
                [
                    Row<Disk>([.path: "/", .free: 10], from: Source("a")),
                    Row<Disk>([.path: "/var", .free: 900], from: Source("b")),
                    Row<Disk>([.path: "/srv", .free: .unknown("It hung.")], from: Source("c")),
                ])
        }
        let low = Condition.each("disks", where: .test("free", .below(.literal(.integer(100)))))
        guard case .found(let proofs) = evaluation.judge(low) else {
            Issue.record("/ is low")
            return
        }
        #expect(proofs.compactMap { $0.row?[named: "path"] } == ["/"])
        let empty = Condition.each("disks", where: .test("free", .below(.literal(.integer(1)))))
        #expect(evaluation.judge(empty) == .unknown([Gap(fact: "disks: free", reason: "It hung.")]))
    }

    @Test func anInstantIsComparedWithNowAndAMargin() {
        let key = FactKey("certificate.ends", .instant, "end")
        let evaluation = facts { $0.set(key, .instant(Instant(seconds: 1500))) }
        #expect(evaluation.judge(.test("certificate.ends", .before(.fact("time.now", plus: 0)))) == .clear)
        #expect(isFound(evaluation.judge(.test("certificate.ends", .before(.fact("time.now", plus: 501))))))
    }

    @Test func aLogThatWasNotReadIsUnknownOneThatWasIsClear() {
        let condition = Condition.logged(
            Logged(logs: ["kubelet"], patterns: ["failed to run Kubelet"], window: .start, atLeast: 1))
        let unread = facts {
            $0.set(LogFacts.matched, [])
            $0.set(LogFacts.unread, [Row<LogFacts.UnreadLog>([.log: "kubelet", .because: "No journal."], from: Source("x"))])
        }
        #expect(unread.judge(condition) == .unknown([Gap(fact: "log kubelet", reason: "No journal.")]))
        let read = facts {
            $0.set(LogFacts.matched, [])
            $0.set(LogFacts.unread, [])
        }
        #expect(read.judge(condition) == .clear)
    }

    @Test func aLineFromBeforeTheStartDoesNotCount() {
        let row = Row<LogFacts.Match>(
            [
                .log: "kubelet", .pattern: "failed to run Kubelet", .count: 4, .countSinceStart: 0,
                .last: .instant(Instant(seconds: 900)),
            ],
            from: Source("the journal"))
        let evaluation = facts {
            $0.set(LogFacts.matched, [row])
            $0.set(LogFacts.unread, [])
        }
        func judged(_ window: Logged.Window) -> Verdict {
            evaluation.judge(.logged(Logged(logs: ["kube*"], patterns: ["failed to run Kubelet"], window: window, atLeast: 1)))
        }
        #expect(judged(.start) == .clear)
        #expect(isFound(judged(.boot)))
        #expect(isFound(judged(.seconds(100))))
        #expect(judged(.seconds(99)) == .clear)
    }

    @Test func aWindowCountsItsOwnLinesAndTheFindingSaysThem() {
        let row = Row<LogFacts.Match>(
            [
                .log: "kubelet", .pattern: "no relationship", .count: 50, .in5m: 4, .in15m: 9, .place: "the journal",
                .last: .instant(Instant(seconds: 990)),
            ], from: Source("the journal (50 times)"))
        let evaluation = facts {
            $0.set(LogFacts.matched, [row])
            $0.set(LogFacts.unread, [])
        }
        func judged(_ window: Int) -> Verdict {
            evaluation.judge(
                .logged(Logged(logs: ["kubelet"], patterns: ["no relationship"], window: .seconds(window), atLeast: 5)))
        }
        #expect(judged(300) == .clear)
        guard case .found(let proofs) = judged(900) else {
            Issue.record("nine lines in a quarter of an hour were not found")
            return
        }
        #expect(proofs.first?.row?[named: "count"] == 9)
        #expect(proofs.first?.sources.first?.origin == "the journal (9 times)")
    }
}
