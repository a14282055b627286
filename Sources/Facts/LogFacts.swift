/// Log lines are facts too: what the one pass over each log found.
public enum LogFacts {
    /// The logs that are looked at, where the node has them, beside containers': the units' journals (`runtime` is that of the container
    /// runtime), the kernel's log and auditd's file.
    public static let names = ["kubelet", "runtime", "etcd", "kernel", "audit"]

    /// The windows in which matches are counted, in seconds before the look, each with its column of `matched`. A rule's `since:` is
    /// one of them.
    public static let windows: [(seconds: Int, column: Match)] = [
        (30, .in30s), (60, .in1m), (120, .in2m), (180, .in3m), (300, .in5m), (600, .in10m), (900, .in15m), (1800, .in30m),
        (3600, .in1h), (86400, .in24h),
    ]

    /// The columns of `matched` and `present`.
    public enum Match: String, TableColumns {
        case pattern, log, text, message, count, first, last, countSinceStart, container, place, isEarlierRun
        case in30s, in1m, in2m, in3m, in5m, in10m, in15m, in30m, in1h, in24h

        public var cell: Cell {
            switch self {
            case .pattern: .text("the pattern, as the rule writes it")
            case .log: .text("the log's name")
            case .text: .text("the newest matching line")
            case .message: .text("what that line tells, without time, place and quoting")
            case .count: .integer("how many lines matched; in a finding, how many in the rule's window")
            case .first: .instant("the time of the first match")
            case .last: .instant("the time of the newest match")
            case .countSinceStart:
                .integer(
                    "how many matched in the run that is under way, and where the unit does not stay up in the run that ended last"
                )
            case .container: .text("the container, where the log is a container's")
            case .place: .text("what the log is called for a person: a file's path, a unit's journal")
            case .isEarlierRun: .flag("whether the log is of a container's run before its newest")
            case .in30s, .in1m, .in2m, .in3m, .in5m, .in10m, .in15m, .in30m, .in1h, .in24h:
                .integer(
                    "how many matched in the last \(seconds) s, in the unit's present run or series of failed runs")
            }
        }

        private var seconds: Int { windows.first { $0.column == self }?.seconds ?? 0 }
    }

    /// One row for each pattern and log where it matched.
    public static let matched = TableKey("logs.matched", Match.self, "the log lines that known problems write")

    /// Derived: those of `matched` that are no history. An ended run of a container that stays up again is.
    public static let present = TableKey("logs.present", Match.self, "the log lines of known problems that are not over")

    /// The columns of `unread`.
    public enum UnreadLog: String, TableColumns {
        case log, because, isUnrecorded

        public var cell: Cell {
            switch self {
            case .log: .text("the log's name")
            case .because: .text("why it could not be read, as a sentence")
            case .isUnrecorded: .flag("whether the program that made the capture did not ask for it")
            }
        }
    }

    /// One row a log that could not be read.
    public static let unread = TableKey("logs.unread", UnreadLog.self, "the logs that could not be read")

    /// The columns of `lastWords` and `reasons`.
    public enum LastWord: String, TableColumns {
        case log, program, text, time, upSince, hadComeUp

        public var cell: Cell {
            switch self {
            case .log: .text("the log's name: kubelet, runtime, etcd, container/NAMESPACE/POD/CONTAINER")
            case .program:
                .text("what wrote it, for a person: kubelet.service, the container etcd of the pod kube-system/etcd-cp1")
            case .text: .text("what it says, without quoting: failed to parse kubelet flag: unknown flag: --no-such-flag")
            case .time: .instant("when it was written")
            case .upSince: .instant("of a unit that has run steadily since: when that run began")
            case .hadComeUp: .flag("of such a unit: whether the run that ended had come up before, as systemd tells")
            }
        }
    }

    /// One row a program whose newest ended run ended in failure: of what that run wrote, the entry that tells most, which is its
    /// `command failed`, else its last at the level fatal, else error, else its last line. Of containers: of each log of the cluster's own
    /// parts, whether its run has ended or not.
    public static let lastWords = TableKey("logs.lastWords", LastWord.self, "what the programs wrote last before they ended")

    /// Derived: what each program that does not stay up wrote last, units and containers.
    public static let reasons = TableKey("logs.reasons", LastWord.self, "what the programs that do not stay up wrote last")

    static let all = [matched, present, unread, lastWords, reasons]
}
