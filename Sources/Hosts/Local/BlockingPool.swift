import Dispatch
import Glibc
import Synchronization

/// Threads for system calls that may never return: an NFS mount whose server is gone, a socket nobody reads.
///
/// Swift's own threads are as few as the machine's cores and must not be blocked. A call that is not back at its deadline
/// is answered for (`HostError.timedOut`) and its thread is left to itself; it no longer counts against the pool's width.
final class BlockingPool: Sendable {
    /// The pool of this process.
    static let shared = BlockingPool(width: 64)

    private struct State {
        var waiting: [BlockingJob] = []
        var idle = 0
        var threads = 0
        /// Threads stuck in a call whose deadline has passed.
        var lost = 0
    }

    private let width: Int
    private let state = Mutex(State())
    private nonisolated(unsafe) let wakes: UnsafeMutablePointer<sem_t>

    /// - Parameter width: how many calls may be under way; as many again may be lost before calls are refused.
    init(width: Int) {
        self.width = width
        wakes = .allocate(capacity: 1)
        sem_init(wakes, 0, 0)
    }

    /// Runs `body` on a thread of the pool.
    ///
    /// - Throws: what `body` gives as failure, or `HostError.timedOut` after `deadline`; `body` then still runs to its end,
    ///   unheard.
    func call<Answer: Sendable>(
        _ what: String, within deadline: Duration, _ body: @escaping @Sendable () -> Result<Answer, HostError>
    ) async throws(HostError) -> Answer {
        let result = await withCheckedContinuation { (continuation: CheckedContinuation<Result<Answer, HostError>, Never>) in
            let once = Once()
            let late = HostError.timedOut(what: what, seconds: deadline.inSeconds)
            let job = BlockingJob {
                let answer = body()
                if once.take() { continuation.resume(returning: answer) }
            }
            let timer = Task {
                guard (try? await Task.sleep(for: deadline)) != nil, once.take() else { return }
                if job.abandon() { self.lose() }
                continuation.resume(returning: .failure(late))
            }
            job.timer = timer
            if !start(job), once.take() {
                timer.cancel()
                continuation.resume(returning: .failure(late))
            }
        }
        return try result.get()
    }

    /// Runs `body` on a thread of the pool and waits for it here, without Swift's own threads: from one of those it blocks that one
    /// alone, and none is needed for the answer.
    func wait<Answer: Sendable>(
        _ what: String, within deadline: Duration, _ body: @escaping @Sendable () -> Answer
    ) -> Result<Answer, HostError> {
        let done = DispatchSemaphore(value: 0)
        let answer = Answered<Answer>()
        let job = BlockingJob {
            let result = body()
            answer.value.withLock { $0 = result }
            done.signal()
        }
        let late = HostError.timedOut(what: what, seconds: deadline.inSeconds)
        guard start(job) else { return .failure(late) }
        if done.wait(timeout: .now() + .milliseconds(Int(deadline / .milliseconds(1)))) == .timedOut, job.abandon() { lose() }
        return answer.value.withLock { $0 }.map(Result.success) ?? .failure(late)
    }

    /// Queues a job and sees that a thread is there for it; false where too many threads are lost already.
    private func start(_ job: BlockingJob) -> Bool {
        let (accepted, needsThread) = state.withLock { state in
            guard state.lost < width else { return (false, false) }
            state.waiting.append(job)
            let needs = state.idle < state.waiting.count && state.threads < width
            if needs { state.threads += 1 }
            return (true, needs)
        }
        if needsThread { startThread() }
        if accepted { sem_post(wakes) }
        return accepted
    }

    private func startThread() {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self).toOpaque()
        let failed = pthread_create(
            &thread, nil,
            { context in
                if let context { Unmanaged<BlockingPool>.fromOpaque(context).takeRetainedValue().work() }
                return nil
            }, context)
        if failed == 0 {
            pthread_detach(thread)
        } else {
            Unmanaged<BlockingPool>.fromOpaque(context).release()
            state.withLock { $0.threads -= 1 }
        }
    }

    /// A thread's life: job after job, until one of its jobs was given up.
    private func work() {
        while true {
            state.withLock { $0.idle += 1 }
            while sem_wait(wakes) != 0 {}
            let job = state.withLock { state in
                state.idle -= 1
                return state.waiting.isEmpty ? nil : state.waiting.removeFirst()
            }
            if let job, !job.run() {
                state.withLock { $0.lost -= 1 }
                return
            }
        }
    }

    /// A thread hangs in a job that was given up: another may take its place.
    private func lose() {
        state.withLock { state in
            state.lost += 1
            state.threads -= 1
        }
    }
}

/// A place for one answer, shared by two threads.
private final class Answered<Answer: Sendable>: Sendable {
    let value = Mutex<Answer?>(nil)
}

/// One call for a thread of the pool.
private final class BlockingJob: Sendable {
    private enum Phase { case waiting, running, ended, abandoned }

    private let phase = Mutex(Phase.waiting)
    private let body: @Sendable () -> Void
    private let timerBox = Mutex<Task<Void, Never>?>(nil)

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }

    /// What ends the waiting; cancelled when the job is done.
    var timer: Task<Void, Never>? {
        get { timerBox.withLock { $0 } }
        set { timerBox.withLock { $0 = newValue } }
    }

    /// Runs the body unless the job was given up before; false where it was given up while it ran.
    func run() -> Bool {
        let begins = phase.withLock { phase in
            guard phase == .waiting else { return false }
            phase = .running
            return true
        }
        guard begins else { return true }
        body()
        timer?.cancel()
        return phase.withLock { phase in
            defer { if phase == .running { phase = .ended } }
            return phase != .abandoned
        }
    }

    /// Gives the job up; true where a thread is in it.
    func abandon() -> Bool {
        phase.withLock { phase in
            let isRunning = phase == .running
            if phase != .ended { phase = .abandoned }
            return isRunning
        }
    }
}
