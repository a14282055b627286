import Applying
import Dispatch
import Glibc
import Synchronization

/// Ctrl-C, SIGTERM and SIGHUP while a machine is changed: the first stops the run between two steps, after a question where somebody is at
/// the terminal; the second ends the command that runs.
final class Interruption: Sendable {
    let stop: Stop
    private let last = Last()

    private static let signals = [SIGINT, SIGTERM, SIGHUP]
    /// Where the handler puts the signal's number: nothing else is safe there.
    nonisolated(unsafe) private static var wakeEnd: Int32 = -1

    /// The last signal that came.
    private final class Last: Sendable { let signal = Atomic<Int32>(0) }

    /// - Parameters:
    ///   - asks: whether there may be a person to ask.
    ///   - atOnce: what is said where the first signal ends the run already: it has no place between two steps.
    ///   - say: tells the person what a signal does.
    init(asks: Bool, atOnce: String? = nil, say: @escaping @Sendable (String) -> Void) {
        stop = Stop { [last] in
            guard asks, last.signal.load(ordering: .relaxed) == SIGINT, Consent.canBeAsked else { return true }
            return Consent.isGiven("Stop here?")
        }
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        Self.wakeEnd = ends[1]
        let read = ends[0]
        DispatchQueue(label: "signals").async { [stop, last] in Self.listen(read, stop, last, atOnce, say) }
        for number in Self.signals { Self.handle(number) }
    }

    /// From now on signals do again what they usually do.
    func end() { for number in Self.signals { signal(number, SIG_DFL) } }

    private static func handle(_ number: Int32) {
        // Who started the program with a signal ignored, as nohup does, means it.
        var old = sigaction()
        guard sigaction(number, nil, &old) == 0, old.__sigaction_handler.sa_handler == nil || old.sa_flags & SA_SIGINFO != 0
        else {
            return
        }
        var new = sigaction()
        new.sa_flags = SA_RESTART
        new.__sigaction_handler.sa_handler = { number in
            let code = errno
            var byte = UInt8(truncatingIfNeeded: number)
            Glibc.write(Interruption.wakeEnd, &byte, 1)
            errno = code
        }
        sigaction(number, &new, nil)
    }

    private static func listen(_ file: Int32, _ stop: Stop, _ last: Last, _ atOnce: String?, _ say: (String) -> Void) {
        var byte: UInt8 = 0
        while true {
            let count = read(file, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else { return }
            let number = Int32(byte)
            last.signal.store(number, ordering: .relaxed)
            // The terminal is gone: what is still told goes nowhere, instead of ending the program in the middle of a step.
            if number == SIGHUP { silence() }
            if stop.isAsked || atOnce != nil {
                say(atOnce ?? "Ending the command that runs …")
                stop.end()
            } else {
                say(
                    "Stopping when this step is done. \(number == SIGINT ? "Ctrl-C again" : "Another signal") ends its command at once."
                )
                stop.ask()
            }
        }
    }

    private static func silence() {
        let nowhere = open("/dev/null", O_RDWR | O_CLOEXEC)
        guard nowhere >= 0 else { return }
        for stream in 0...2 as ClosedRange<Int32> where isatty(stream) == 1 || errno == EIO { dup2(nowhere, stream) }
    }
}
