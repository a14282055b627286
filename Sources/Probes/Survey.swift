import Facts
import Hosts
import Synchronization

/// Looks at a whole node: runs the probes, several at a time, each as soon as the facts that it needs are there.
public struct Survey: Sendable {
    public let probes: [any Probe]
    private let live: Limits

    /// How long a look waits.
    private struct Limits {
        /// A probe that takes longer is given up; what it should have seen is missing.
        var probe: Duration
        /// The whole look ends within this time, whatever hangs on the node: what was not seen by then is missing.
        var whole: Duration

        /// In a capture nothing hangs. What takes time is the machine that reads it, and a busy one must not come to another
        /// judgement of the same capture than an idle one.
        static let recorded = Limits(probe: .seconds(300), whole: .seconds(300))
    }

    /// How long a look may take before it is told what is waited for.
    public static let slowness = Duration.seconds(10)

    /// `patience` is for one probe, `whole` for the look at a living node; a capture is waited for.
    public init(probes: [any Probe], patience: Duration = .seconds(15), whole: Duration = .seconds(25)) {
        // Nothing becomes a fact but through this door.
        self.probes = probes.map(ScrubbedProbe.init)
        live = Limits(probe: patience, whole: max(whole, patience))
    }

    /// What a survey tells while it runs.
    public struct Progress: Sendable {
        /// Probes that ended, of all.
        public var done, total: Int
        /// The probe that ended just now, and what it saw.
        public var probe: String
        public var subject: String
        public var facts: FactSet
    }

    /// Looks at the node. `progress` is called after each probe, in the order in which they end; `slow` at most once, with the
    /// subjects that are still looked at after `slowness`. Where the task is cancelled, no further probe starts, and those that run
    /// are cancelled: what is returned then is not all.
    public func look(
        at host: any Host, progress: @Sendable (Progress) -> Void = { _ in },
        slow: @escaping @Sendable ([String]) -> Void = { _ in }
    ) async -> FactSet {
        let limits = host.isRecorded ? Limits.recorded : live
        let end = ContinuousClock.now + limits.whole
        var known = FactSet()
        var told = FactSet()
        told.set(TimeFacts.now, .instant(Instant(seconds: await host.now())), from: Source("the node's clock"))
        known.merge(told)
        var order = ProbeOrder(probes)
        var done = 0
        let waiting = Subjects()
        let watch = Task {
            guard (try? await Task.sleep(for: Self.slowness)) != nil else { return }
            let subjects = waiting.all.withLock { $0.sorted() }
            if !subjects.isEmpty { slow(subjects) }
        }
        defer { watch.cancel() }
        await withTaskGroup(of: (any Probe, FactSet?).self) { group in
            func startReady() {
                guard !Task.isCancelled else { return }
                for probe in order.ready(knowing: known) {
                    waiting.all.withLock { _ = $0.insert(probe.subject) }
                    let facts = known
                    group.addTask { (probe, await patient(probe, host, facts, until: min(end, .now + limits.probe))) }
                }
            }
            startReady()
            while order.isRunning, let (probe, seen) = await group.next() {
                order.ended(probe)
                done += 1
                waiting.all.withLock { _ = $0.remove(probe.subject) }
                let facts = seen ?? missed(probe, end, limits)
                known.merge(facts)
                // The time is told with the first: what is judged half-way needs it too.
                told.merge(facts)
                progress(Progress(done: done, total: probes.count, probe: probe.name, subject: probe.subject, facts: told))
                told = FactSet()
                startReady()
            }
        }
        return known
    }

    /// What a probe that was given up leaves.
    private func missed(_ probe: any Probe, _ end: ContinuousClock.Instant, _ limits: Limits) -> FactSet {
        var facts = FactSet()
        facts.miss(
            probe.gives,
            Reason(
                .now < end
                    ? "Checking \(probe.subject) took longer than \(limits.probe.components.seconds) s and was stopped."
                    : "The whole check was stopped after \(limits.whole.components.seconds) s, before \(probe.subject) had been checked.",
                .givenUp))
        return facts
    }

    /// The probe's facts; nil where it took too long. A probe that hangs is left behind.
    private func patient(
        _ probe: any Probe, _ host: any Host, _ known: FactSet, until last: ContinuousClock.Instant
    ) async -> FactSet? {
        let once = Once()
        guard .now < last else { return nil }
        let work = Task { await probe.look(at: host, knowing: known) }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<FactSet?, Never>) in
                let timer = Task {
                    try? await Task.sleep(until: last, clock: .continuous)
                    // Who looks at a thousand captures must not leave a sleeping timer behind for each probe of each.
                    guard !Task.isCancelled, once.take() else { return }
                    work.cancel()
                    continuation.resume(returning: nil)
                }
                Task {
                    let facts = await work.value
                    timer.cancel()
                    if once.take() { continuation.resume(returning: facts) }
                }
            }
        } onCancel: {
            work.cancel()
        }
    }
}

/// What is looked at now.
private final class Subjects: Sendable {
    let all = Mutex(Set<String>())
}

/// Which probes may run: each once what it needs is known, or is given by none that still runs or waits.
private struct ProbeOrder {
    private var waiting: [any Probe]
    private var running: Set<String> = []
    private var runningKeys: Set<String> = []

    init(_ probes: [any Probe]) { waiting = probes }

    var isRunning: Bool { !running.isEmpty }

    /// Those that may start now; they count as running from here on.
    mutating func ready(knowing known: FactSet) -> [any Probe] {
        let pending = Set(waiting.flatMap(\.gives).map(\.name))
        var (ready, later): ([any Probe], [any Probe]) = ([], [])
        for probe in waiting {
            let isBlocked = probe.needs.contains {
                !known.has($0) && (pending.contains($0.name) || runningKeys.contains($0.name))
            }
            guard !isBlocked else {
                later.append(probe)
                continue
            }
            runningKeys.formUnion(probe.gives.map(\.name))
            running.insert(probe.name)
            ready.append(probe)
        }
        waiting = later
        return ready
    }

    mutating func ended(_ probe: any Probe) {
        running.remove(probe.name)
        runningKeys.subtract(probe.gives.map(\.name))
    }
}

/// A right that can be taken once.
private final class Once: Sendable {
    private let lock = Mutex(false)

    func take() -> Bool {
        lock.withLock { taken in
            defer { taken = true }
            return !taken
        }
    }
}
