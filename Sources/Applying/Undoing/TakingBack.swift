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
    /// `ended` is called after each.
    public func carryOut(ended: (StepEnd) async -> Void = { _ in }) async -> [StepEnd] {
        var ends: [StepEnd] = []
        for part in run.standing {
            let end = await takeBack(Reversal(part))
            ends.append(end)
            await ended(end)
            if end.state == .failed { break }
        }
        return ends
    }

    private func takeBack(_ reversal: Reversal) async -> StepEnd {
        if let obstacle = reversal.obstacle {
            return StepEnd(reversal.step, .failed, says: "This cannot be taken back: \(obstacle)")
        }
        var end = await putBack(reversal)
        if end.state == .failed { return end }
        if !reversal.actions.isEmpty {
            let step = Step(
                reversal.step.key, on: reversal.step.machine, phase: .fix, title: reversal.step.title, why: reversal.step.why,
                risk: reversal.step.risk == .looks ? .edits : reversal.step.risk, actions: reversal.actions)
            var engine = Engine(doer, environment: run.head.environment, looksOnly: looksOnly)
            guard let after = await engine.run(Program([step])).first else { return end }
            end.changes += after.changes
            end.files += after.files
            if [.failed, .waits, .lacksValue].contains(after.state) {
                end.state = .failed
                end.says = after.says
                return end
            }
        }
        end.state = end.changes.isEmpty ? .unchanged : looksOnly ? .wouldChange : .changed
        return noted(end)
    }

    /// The files as they were; one that somebody changed since fails it before anything is put back.
    private func putBack(_ reversal: Reversal) async -> StepEnd {
        var end = StepEnd(reversal.step, .unchanged)
        do throws(DoerError) {
            var due: [(file: Reversal.File, there: [UInt8]?)] = []
            for file in reversal.files {
                let there = try await doer.file(file.path)?.bytes
                let sum = there.map(Checksums.sha256)
                if sum == file.old?.sum { continue }
                guard sum == file.sum else {
                    end.state = .failed
                    end.says =
                        "\(file.path) was changed after this step; it is left as it is. "
                        + (file.old.map { "What stood there before is kept in \($0.kept)." }
                            ?? "Before the step there was no such file.")
                    return end
                }
                due.append((file, there))
            }
            for (file, there) in due {
                end.changes.append(file.old == nil ? "remove \(file.path)" : "put back \(file.path)")
                end.files.append(
                    FileDifference(
                        path: file.path, before: there, after: file.old.flatMap { WholeFile.read($0.kept, upTo: 1 << 30) }))
                if looksOnly { continue }
                if let old = file.old {
                    try await doer.restore(old, to: file.path)
                } else {
                    try await doer.remove(file.path, folders: file.folders)
                }
            }
        } catch {
            end.state = .failed
            end.says = error.description
        }
        return end
    }

    private func noted(_ end: StepEnd) -> StepEnd {
        guard let journal else { return end }
        do throws(DoerError) {
            try journal.write(.undone(.init(step: end.step.key, says: nil, failed: false)))
            return end
        } catch {
            return StepEnd(end.step, .failed, end.changes, files: end.files, says: error.description)
        }
    }
}
