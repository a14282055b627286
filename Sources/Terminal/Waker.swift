import CTerminal

/// Ends a display's wait for the next event.
///
/// Copies wake the same display; after it was closed a call does nothing.
public struct Waker: Sendable {
    private let pipe: WakePipe

    init(_ pipe: WakePipe) {
        self.pipe = pipe
    }

    /// Wakes the display.
    ///
    /// Many calls before it looks count as one. Any thread may call it, it never waits.
    public func wake() {
        ct_wake(pipe.writeEnd)
    }
}

/// A pipe that stays open as long as anyone may still write to it.
final class WakePipe: Sendable {
    let readEnd: Int32
    let writeEnd: Int32

    /// Nil when the process has no file descriptors left.
    init?() {
        var ends: [Int32] = [-1, -1]
        guard ct_wake_pipe(&ends) else { return nil }
        readEnd = ends[0]
        writeEnd = ends[1]
    }

    deinit {
        ct_wake_close(readEnd, writeEnd)
    }

    /// Takes all wakes that came; true when there was one.
    func drain() -> Bool {
        ct_wake_drain(readEnd)
    }
}
