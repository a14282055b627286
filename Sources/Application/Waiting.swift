import Dispatch
import Synchronization

/// Runs asynchronous work from the synchronous main thread and waits for it.
///
/// The program's main is not async on purpose: in a static program an async main ends its first thread, which costs about
/// 20 ms of unwinding at every start (measured, Swift 6.3.1).
public enum Waiting {
    public static func run<Result: Sendable>(_ work: @escaping @Sendable () async -> Result) -> Result {
        let done = DispatchSemaphore(value: 0)
        let box = Box<Result>()
        Task.detached {
            let result = await work()
            box.value.withLock { $0 = result }
            done.signal()
        }
        done.wait()
        guard let result = box.value.withLock({ $0 }) else { fatalError("The work ended without a result.") }
        return result
    }
}

/// A place for one result, shared by two threads.
private final class Box<Result: Sendable>: Sendable {
    let value = Mutex<Result?>(nil)
}
