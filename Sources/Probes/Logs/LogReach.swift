/// From where on the lines of a log are no history.
struct LogReach {
    /// The time of the look, in seconds since the epoch.
    var now: Int
    /// The first run whose lines count for "since start".
    var start = 0
    /// The first run whose lines count within a window.
    var series = 0
    /// Where systemd tells of no runs: lines before this time are history.
    var from: Int?
    /// Whether what the newest ended run said last tells why the unit is not up.
    var hasLastWords = false

    /// - Parameters:
    ///   - isUp: whether systemd calls the unit active; nil where it was not asked.
    ///   - started: when the unit's main process was started last.
    ///   - last: the time of the log's last line.
    init(now: Int, runs: UnitRuns, isUp: Bool?, started: Int?, restarts: Int?, last: Int?) {
        self.now = now
        let isUp = isUp ?? runs.isOpen
        if runs.isMarked {
            let age = (started ?? runs.began).map { now - $0 }
            let isSteady = isUp && (!runs.followsFailure || (age ?? 0) >= UnitRuns.good)
            series = isSteady ? runs.newest : runs.series
            start = isSteady || !(runs.isOpen && runs.followsFailure) ? runs.newest : runs.newest - 1
            hasLastWords = !isSteady && (runs.hasFailed || (runs.isOpen && (runs.followsFailure || !isUp)))
        } else if let started {
            let isYoung = isUp && (restarts ?? 0) > 0 && now - started < UnitRuns.good
            hasLastWords = !isUp || isYoung
            // A log that ends before the last start is all there is.
            if !isYoung, isUp || (last ?? 0) >= started { from = started }
        } else {
            hasLastWords = !isUp && !runs.isMarked
        }
    }

    /// Everything counts, as in the log of one run.
    init(now: Int) { self.now = now }
}
