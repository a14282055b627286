import Steps

/// Takes back what a run did, newest step first.
public struct TakingBack: Sendable {
    private let doer: any Doer
    private let run: JournalRun
    /// Whether nothing is changed and what would be is told.
    private let looksOnly: Bool
    private let journal: Journal?

    /// - Parameter journal: the run's own, in which each step that was taken back is noted; nil where nothing is to be changed.
    public init(_ run: JournalRun, by doer: any Doer, journal: Journal?) {
        self.run = run
        self.doer = doer
        self.journal = journal
        looksOnly = journal == nil
    }

    /// Takes back the steps that stand. One that cannot be, or fails, is told, and the ones before it stay: they are what it stood on.
    /// What reads files anew is restarted when all files are back, oldest step first. `ended` is called after each step.
    public func carryOut(ended: (StepEnd) async -> Void = { _ in }) async -> [StepEnd] {
        var ends: [StepEnd] = []
        var waiting: [(reversal: Reversal, end: StepEnd)] = []
        for (index, part) in run.standing.enumerated() {
            if await doer.stop.holds() {
                ends.append(StepEnd(part.step, .stopped, says: StepStop.asked))
                break
            }
            let reversal = Reversal(part, down: run.downAtFirst)
            if !looksOnly { doer.tell(.began(part.step, index: index, count: run.standing.count)) }
            let end = await takeBack(reversal)
            if end.isWell, !reversal.restarts.isEmpty {
                waiting.insert((reversal, end), at: 0)
                continue
            }
            ends.append(end)
            if !looksOnly { doer.tell(.ended(end)) }
            await ended(end)
            if !end.isWell { break }
        }
        for (index, (reversal, end)) in waiting.enumerated() {
            // Once, where several steps would: the last time counts.
            let later = waiting[(index + 1)...].flatMap(\.reversal.restarts)
            let end = await restart(reversal, reversal.restarts.filter { !later.contains($0) }, end)
            ends.append(end)
            if !looksOnly { doer.tell(.ended(end)) }
            await ended(end)
        }
        return ends
    }

    private func takeBack(_ reversal: Reversal) async -> StepEnd {
        var end = StepEnd(reversal.step, .unchanged)
        if let obstacle = reversal.obstacle { return failed(end, "This cannot be taken back: \(obstacle)") }
        do throws(DoerError) {
            try await refuseChanged(reversal.files)
            // A look tells of each file once: as the journal puts it back, which is how it ends.
            let own = looksOnly ? reversal.actions.filter { !reversal.putsBack($0) } : reversal.actions
            if reversal.isOwn { try await actOwn(own, of: reversal, &end) }
            try await putBack(reversal, &end)
            if !reversal.isOwn { try await act(reversal.actions, of: reversal, &end) }
            return reversal.restarts.isEmpty ? try await noted(end) : end
        } catch {
            return failed(end, error.description)
        }
    }

    /// The step's own way back. Where the step did not come to its end, each action is tried and the files are put back in any case.
    private func actOwn(_ actions: [Action], of reversal: Reversal, _ end: inout StepEnd) async throws(DoerError) {
        guard reversal.isHalfDone else { return try await act(actions, of: reversal, &end) }
        for action in actions {
            do throws(DoerError) { try await act([action], of: reversal, &end) } catch {
                if doer.stop.isEnded { throw error }
                end.says = "The step had not come to its end. \(error.description)"
            }
        }
    }

    private func restart(_ reversal: Reversal, _ restarts: [Action], _ before: StepEnd) async -> StepEnd {
        var end = before
        do throws(DoerError) {
            for action in restarts {
                do throws(DoerError) {
                    try await act([action], of: reversal, &end)
                } catch {
                    guard case .unit(let change) = action, reversal.down.contains(change.name) else { throw error }
                    end.says = "\(change.name) does not start with what stands there again, as it did not before."
                }
            }
            return try await noted(end)
        } catch {
            return failed(end, error.description)
        }
    }

    /// A step that is taken back: it is noted, and nothing goes on with it where it had been cut off.
    private func noted(_ end: StepEnd) async throws(DoerError) -> StepEnd {
        var end = end
        end.state = end.changes.isEmpty ? .unchanged : looksOnly ? .wouldChange : .changed
        guard let journal else { return end }
        try await doer.clear(end.step.key)
        try journal.write(.undone(.init(step: end.step.key, says: nil, failed: false)))
        return end
    }

    private func failed(_ end: StepEnd, _ says: String) -> StepEnd {
        StepEnd(end.step, doer.stop.isEnded ? .stopped : .failed, end.changes, files: end.files, says: says)
    }

    /// A file that somebody changed since is left, and so is all else of its step.
    private func refuseChanged(_ files: [Reversal.File]) async throws(DoerError) {
        for file in files {
            let sum = try await doer.file(file.path).map { Checksums.sha256($0.bytes) }
            guard sum != file.old?.sum, sum != file.sum else { continue }
            throw DoerError(
                "\(file.path) was changed after this step; it is left as it is. "
                    + (file.old.map { "What stood there before is kept in \($0.kept)." }
                        ?? "Before the step there was no such file."))
        }
    }

    private func putBack(_ reversal: Reversal, _ end: inout StepEnd) async throws(DoerError) {
        for file in reversal.files {
            let there = try await doer.file(file.path)?.bytes
            if there.map(Checksums.sha256) == file.old?.sum { continue }
            end.changes.append(file.old == nil ? "remove \(file.path)" : "put back \(file.path)")
            end.files.append(
                FileDifference(path: file.path, before: there, after: file.old.flatMap { WholeFile.read($0.kept, upTo: 1 << 30) })
            )
            if looksOnly { continue }
            if let old = file.old {
                try await doer.restore(old, to: file.path)
            } else {
                try await doer.remove(file.path, folders: file.folders)
            }
        }
    }

    /// Actions, carried out as a step of their own.
    private func act(_ actions: [Action], of reversal: Reversal, _ end: inout StepEnd) async throws(DoerError) {
        guard !actions.isEmpty else { return }
        let step = Step(
            reversal.step.key, on: reversal.step.machine, phase: .fix, title: reversal.step.title, why: reversal.step.why,
            risk: reversal.step.risk == .looks ? .edits : reversal.step.risk, actions: actions)
        var engine = Engine(doer, environment: run.head.environment, looksOnly: looksOnly)
        let after = await engine.run(part: step)
        end.changes += after.changes
        end.files += after.files
        if !after.isWell {
            throw DoerError(after.says ?? "\(step.title) could not be taken back.")
        }
    }
}
