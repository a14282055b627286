/// The runs of a unit, told from what systemd writes into its journal: which lines are of the run that is under way, which of the
/// failures just before it, and which of a time when it was well.
struct UnitRuns {
    private struct Run {
        var began, ended: Int?
        var isUp = false
        var wasAsked = false
        var hasFailed = false
        var isOver = false
        /// Somebody stopped the unit while systemd waited to start it again.
        var wasGivenUp = false
        var isScheduled = false
    }

    /// A run of this length was a good one, in seconds: what fails at its start ends sooner.
    static let good = 60

    /// The number of the newest run; 0 is what stands before systemd's first word.
    private(set) var newest = 0
    /// The first run of the newest series of failures, and the newest itself where the one before was well.
    private(set) var series = 0
    /// Whether the run before the newest had ended in failure, unasked.
    private(set) var previousFailed = false
    /// Whether that run had come up: a service that tells systemd so itself, and ends before, never worked.
    private(set) var previousWasUp = false
    /// Whether systemd has said anything.
    private(set) var isMarked = false
    private var run = Run()

    /// Whether the newest run has ended in failure, unasked.
    var hasFailed: Bool { run.isOver && run.hasFailed && !run.wasAsked }
    /// Whether the newest run was begun because the one before it had failed.
    var followsFailure: Bool { newest > series }
    /// Whether the newest run has not ended.
    var isOpen: Bool { isMarked && !run.isOver }
    /// When the newest run began, in seconds since the epoch.
    var began: Int? { run.began }

    /// Takes a mark; true where a new run begins with it.
    mutating func take(_ mark: UnitMark, at time: Int?) -> Bool {
        isMarked = true
        switch mark {
        case .starting: return begin(at: time, isUp: false)
        case .started:
            if !run.isOver, run.began != nil, !run.isUp {
                run.isUp = true
                return false
            }
            return begin(at: time, isUp: true)
        case .stopping: run.wasAsked = true
        case .exited: end(at: time, hasFailed: true)
        case .failed, .notStarted: end(at: time, hasFailed: true)
        case .ended: end(at: time, hasFailed: false)
        case .scheduled: run.isScheduled = true
        case .stopped:
            // Older systemd says "Stopped" also between its own stop and start.
            if run.isOver, !run.isScheduled { run.wasGivenUp = true }
            if !run.isOver { end(at: time, hasFailed: false) }
        }
        return false
    }

    private mutating func begin(at time: Int?, isUp: Bool) -> Bool {
        let joins = hasFailed && !run.wasGivenUp && !lasted
        previousFailed = hasFailed
        previousWasUp = run.isUp
        newest += 1
        if !joins { series = newest }
        run = Run(began: time, isUp: isUp)
        return true
    }

    private mutating func end(at time: Int?, hasFailed: Bool) {
        run.isOver = true
        run.hasFailed = hasFailed
        run.ended = run.ended ?? time
    }

    /// A run whose beginning is not in the log was there before it.
    private var lasted: Bool {
        guard let began = run.began, let ended = run.ended else { return true }
        return run.isUp && ended - began >= UnitRuns.good
    }
}
