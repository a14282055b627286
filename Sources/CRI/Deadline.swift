import Glibc

/// A moment of the monotonic clock after which nothing is waited for.
struct Deadline {
    /// Nanoseconds of CLOCK_MONOTONIC.
    private let end: Int64
    /// The time that was given.
    let allowed: Duration

    init(in time: Duration) {
        let (seconds, attoseconds) = time.components
        // A year is as good as for ever, and keeps the sums far from overflow.
        let bounded = min(max(seconds, 0), 31_536_000)
        end = Deadline.now() + bounded * 1_000_000_000 + max(attoseconds, 0) / 1_000_000_000
        allowed = time
    }

    var isOver: Bool { Deadline.now() >= end }

    /// The time left as poll(2) wants it: milliseconds, rounded up, so that a poll that ran out means the deadline is over.
    var milliseconds: Int32 {
        let left = max(end - Deadline.now(), 0)
        return Int32(clamping: (left + 999_999) / 1_000_000)
    }

    private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
