import Facts
import Hosts
import Synchronization

/// Looks at a whole node: runs the probes, several at a time, each as soon as the facts that it needs are there.
public struct Survey: Sendable {
    public let probes: [any Probe]
    /// A probe that takes longer is given up; what it should have seen is missing.
    public let patience: Duration

    public init(probes: [any Probe], patience: Duration = .seconds(20)) {
        // Nothing becomes a fact but through this door.
        self.probes = probes.map(ScrubbedProbe.init)
        self.patience = patience
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

    /// Looks at the node. `progress` is called after each probe, in the order in which they end. Where the task is cancelled, no
    /// further probe starts, and those that run are cancelled: what is returned then is not all.
    public func look(at host: any Host, progress: @Sendable (Progress) -> Void = { _ in }) async -> FactSet {
        var known = FactSet()
        var told = FactSet()
        told.set(TimeFacts.now, .instant(Instant(seconds: await host.now())), from: Source("the node's clock"))
        known.merge(told)
        var waiting = probes
        var done = 0
        await withTaskGroup(of: (any Probe, FactSet).self) { group in
            var running = 0
            func startReady() {
                guard !Task.isCancelled else { return }
                let pending = Set(waiting.flatMap(\.gives).map(\.name))
                var later: [any Probe] = []
                for probe in waiting {
                    let isBlocked = probe.needs.contains { !known.has($0) && (pending.contains($0.name) || isRunning($0)) }
                    if isBlocked {
                        later.append(probe)
                        continue
                    }
                    runningKeys.formUnion(probe.gives.map(\.name))
                    running += 1
                    let facts = known
                    group.addTask { (probe, await patient(probe, host, facts)) }
                }
                waiting = later
            }
            var runningKeys: Set<String> = []
            func isRunning(_ key: FactKey) -> Bool { runningKeys.contains(key.name) }
            startReady()
            while running > 0, let (probe, facts) = await group.next() {
                running -= 1
                done += 1
                runningKeys.subtract(probe.gives.map(\.name))
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

    /// The probe's facts, or their absence explained where it took too long. A probe that hangs is left behind.
    private func patient(_ probe: any Probe, _ host: any Host, _ known: FactSet) async -> FactSet {
        let once = Once()
        let work = Task { await probe.look(at: host, knowing: known) }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let timer = Task {
                    try? await Task.sleep(for: patience)
                    // Who looks at a thousand captures must not leave a sleeping timer behind for each probe of each.
                    guard !Task.isCancelled, once.take() else { return }
                    work.cancel()
                    var facts = FactSet()
                    facts.miss(
                        probe.gives,
                        "Looking at \(probe.subject) took longer than \(patience.components.seconds) s and was given up."
                    )
                    continuation.resume(returning: facts)
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
