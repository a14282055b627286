import Crypto
import Editing
import Redaction
import Steps
import Text

/// One step on its way: its flag, and what it did. What each operation means stands at ``Operation``.
struct StepRun {
    let step: Step
    let doer: any Doer
    let environment: [String: String]
    let values: [Placeholder: String]
    let looksOnly: Bool
    var isDue = false
    var changes: [String] = []
    var made: [Placeholder: String] = [:]
    /// Files as they would be by now, where nothing is changed: a later edit is of what an earlier step would have written.
    var foreseen: [String: FileState] = [:]
    /// Whether something is brought that may be a program: what is missing now may be there by then.
    var bringsPrograms = false
    /// Files that it changed, or would.
    var files: [FileDifference] = []
    private(set) var isNoted = false

    init(step: Step, doer: any Doer, environment: [String: String], values: [Placeholder: String], looksOnly: Bool) {
        self.step = step
        self.doer = doer
        self.environment = environment
        self.values = values
        self.looksOnly = looksOnly
    }

    mutating func carryOut(_ operation: Operation) async throws(StepStop) {
        switch operation {
        case .begin(let always): isDue = always ? true : await doer.isNoted(step.key)
        case .ask(let check): if !isDue { isDue = try await !holds(check) }
        case .put(let file): try await put(file)
        case .splice(let edit): try await splice(edit)
        case .execute(let execution): try await execute(execution)
        case .fetch(let fetch): try await self.fetch(fetch)
        case .wait(let awaited, let seconds, let otherwise): try await wait(awaited, seconds, otherwise)
        case .hand(let text): try await hand(text)
        case .verify(let check, let tries, let delay, let halfway): try await verify(check, tries, delay, halfway)
        case .end:
            if !looksOnly, step.risk != .looks {
                try await doing { () async throws(DoerError) in try await doer.clear(step.key) }
            }
        }
    }

    // MARK: Files

    private mutating func put(_ file: PlannedFile) async throws(StepStop) {
        let there = try await seen(file.path)
        if let there, !there.bytes.isEmpty, file.keepsExisting || (file.isFleeting && !isDue) { return }
        var content = file.content
        for placeholder in file.placeholders {
            guard let value = values[placeholder] else {
                if let there, !there.bytes.isEmpty, !isDue { return }
                guard looksOnly else {
                    throw StepStop(
                        state: .lacksValue,
                        says: "\(placeholder.rawValue) is needed for \(file.path). \(placeholder.about).")
                }
                changes.append("write \(file.path), once \(placeholder.rawValue) is known")
                return
            }
            content = content.split(separator: placeholder.mark, omittingEmptySubsequences: false).joined(separator: value)
        }
        try await place(Array(content.utf8), file.path, FileMode(bits: file.mode), there)
    }

    private mutating func place(
        _ bytes: [UInt8], _ path: String, _ mode: FileMode, _ there: FileState?, as purpose: FilePurpose = .plan
    ) async throws(StepStop) {
        if let there, there.bytes == bytes, there.mode == mode { return }
        isDue = true
        // What a look finds is kept for later looks; it is no change.
        let looks = step.risk == .looks
        if looks, looksOnly { return }
        if let obstacle = await doer.obstacle(to: path) { throw StepStop(state: .failed, says: obstacle) }
        if !looks {
            changes.append("write \(path)")
            files.append(FileDifference(path: path, before: there?.bytes, after: bytes))
        }
        guard !looksOnly else {
            foreseen[path] = FileState(bytes: bytes, mode: mode)
            if mode.bits & 0o111 != 0 { bringsPrograms = true }
            return
        }
        if !looks { try await note() }
        try await doing { () async throws(DoerError) in
            try await doer.write(bytes, to: path, mode: mode, as: looks ? .look : purpose)
        }
    }

    private mutating func splice(_ change: FileChange) async throws(StepStop) {
        let there = try await seen(change.path)
        let before = there?.bytes ?? []
        let after: [UInt8]
        do throws(EditError) { after = try change.edit.apply(to: before) } catch {
            throw StepStop(state: .failed, says: "\(change.path) cannot be changed: \(error)")
        }
        guard after != before else { return }
        try await place(after, change.path, there?.mode ?? FileMode(bits: 0o644), there, as: .edit)
    }

    // MARK: Commands and downloads

    private mutating func execute(_ execution: Operation.Execution) async throws(StepStop) {
        let run = execution.run
        guard isDue, try await !isGuarded(run) else { return }
        if execution.looks {
            if looksOnly { return }
        } else {
            changes.append("run \(CleanText.of(ActionText.line(run)))")
            if looksOnly { return try await foresee(run) }
            try await note()
        }
        let end = try await doing { () async throws(DoerError) in
            if execution.looks { return try await doer.ask(run.words, environment: environment) }
            return run.output == nil && run.makes.isEmpty
                ? try await doer.run(run.words, environment: environment)
                : try await doer.runQuietly(run.words, environment: environment)
        }
        guard end.status == 0 else { throw StepStop(run.words, end) }
        guard let output = run.output else { return }
        try await place(end.out, output.path, output.mode, try await seen(output.path))
        let text = String(decoding: end.out, as: UTF8.self)
        for placeholder in run.makes {
            guard let value = placeholder.value(in: text) else {
                throw StepStop(state: .failed, says: "\(placeholder.rawValue) is not in what \(run.words[0]) printed.")
            }
            made[placeholder] = value
        }
    }

    /// Programs that may bring other programs.
    private static let bringing: Set<String> = [
        "sh", "bash", "tar", "unzip", "install", "cp", "mv", "ln", "apt-get", "apt", "dpkg", "dnf", "yum", "rpm", "zypper",
        "curl",
    ]

    /// A command whose program is not here cannot be run, unless something before it brings it.
    private mutating func foresee(_ run: Run) async throws(StepStop) {
        let program =
            run.words.first == "env" ? run.words.dropFirst().first { !$0.contains("=") && !$0.hasPrefix("-") } : run.words.first
        if !bringsPrograms, let program, await doer.lacks(program) {
            throw StepStop(
                state: .failed,
                says: "\(program) is not on this machine, and this step runs it. Install it first; nothing was done.")
        }
        let brings = step.actions.contains { if case .packages = $0 { true } else { false } }
        if brings || program.map(Self.bringing.contains) == true { bringsPrograms = true }
    }

    private func isGuarded(_ run: Run) async throws(StepStop) -> Bool {
        if let path = run.unlessExists {
            let words = ["test", "-e", path]
            if try await succeeds(words) { return true }
        }
        guard let words = run.unless else { return false }
        return try await succeeds(words)
    }

    private mutating func fetch(_ fetch: Fetch) async throws(StepStop) {
        if let there = try await seen(fetch.path), !there.bytes.isEmpty {
            if try await isRight(there.bytes, fetch) { return }
        } else if !isDue {
            return
        }
        isDue = true
        if step.risk != .looks { changes.append("fetch \(fetch.url)") }
        bringsPrograms = true
        guard !looksOnly else { return }
        try await note()
        let bytes = try await doing { () async throws(DoerError) in try await doer.download(fetch.url) }
        if case .published(let url, let name) = fetch.proof {
            let sums = try await doing { () async throws(DoerError) in try await doer.download(url) }
            let wanted = Checksums.sum(of: name, in: String(decoding: sums, as: UTF8.self))
            guard let wanted, wanted == Checksums.sha256(bytes) else {
                throw StepStop(state: .failed, says: "\(fetch.url) has another SHA-256 than \(url) says; nothing was kept of it.")
            }
            let kept = Array("\(wanted)\n".utf8)
            try await doing { () async throws(DoerError) in
                try await doer.write(kept, to: "\(fetch.path).sha256", mode: FileMode(bits: 0o644), as: .plan)
            }
        } else if try await !isRight(bytes, fetch) {
            throw StepStop(state: .failed, says: "\(fetch.url) is not the file that was expected; nothing was kept of it.")
        }
        try await doing { () async throws(DoerError) in
            try await doer.write(bytes, to: fetch.path, mode: fetch.mode, as: .plan)
        }
    }

    private func isRight(_ bytes: [UInt8], _ fetch: Fetch) async throws(StepStop) -> Bool {
        switch fetch.proof {
        case .sha256(let sum): return Checksums.sha256(bytes) == sum.lowercased()
        case .published:
            guard let kept = try await seen("\(fetch.path).sha256") else { return false }
            return String(decoding: kept.bytes, as: UTF8.self).trimmed == Checksums.sha256(bytes)
        case .key(let fingerprint): return OpenPGPKey.fingerprint(bytes) == fingerprint
        case .onlyTLS: return true
        }
    }

    // MARK: Waiting, people, and the end

    private func wait(_ awaited: Operation.Awaited, _ seconds: Int, _ otherwise: [String]?) async throws(StepStop) {
        guard isDue, !looksOnly else { return }
        let (name, wanted, word) =
            switch awaited {
            case .gone(let container): (container, false, "is still there")
            case .running(let container): (container, true, "does not run")
            }
        for second in 0...seconds where !doer.stop.isEnded {
            if try await doing({ () async throws(DoerError) in try await doer.runs(container: name) }) == wanted { return }
            if second < seconds { await doer.sleep(seconds: 1) }
        }
        if let otherwise { _ = try? await doer.run(otherwise, environment: environment) }
        try refuseWhereEnded()
        throw StepStop(state: .failed, says: "The container \(name) \(word) after \(seconds) s.")
    }

    private mutating func hand(_ text: String) async throws(StepStop) {
        guard isDue else { return }
        if step.risk != .looks || step.check != nil { changes.append("by hand: \(text)") }
        guard !looksOnly, let check = step.check else { return }
        if try await !holds(check) { throw StepStop(state: .waits, says: "Do this, then go on: \(text)") }
    }

    private func verify(_ check: Check, _ tries: Int, _ delay: Int, _ halfway: String?) async throws(StepStop) {
        guard !looksOnly else { return }
        for number in 1...max(1, tries) {
            if try await holds(check) { return }
            try refuseWhereEnded()
            if number < tries { await doer.sleep(seconds: delay) }
        }
        throw StepStop(
            state: .failed,
            says: "The step was done, but its check does not hold; \(halfway ?? "look at it, and run it again.")")
    }

    func refuseWhereEnded() throws(StepStop) {
        if doer.stop.isEnded { throw StepStop(state: .stopped, says: "You ended the run in the middle of this step.") }
    }

    private func holds(_ check: Check) async throws(StepStop) -> Bool {
        if case .succeeds(let words) = check { return try await succeeds(words) }
        return await doer.holds(check) == true
    }

    private func succeeds(_ words: [String]) async throws(StepStop) -> Bool {
        // A program that is not there says no.
        guard let end = try? await doer.ask(words, environment: environment) else { return false }
        return end.status == 0
    }

    private func seen(_ path: String) async throws(StepStop) -> FileState? {
        if let would = foreseen[path] { return would }
        return try await doing { () async throws(DoerError) in try await doer.file(path) }
    }

    private mutating func note() async throws(StepStop) {
        guard !isNoted, step.risk != .looks else { return }
        isNoted = true
        try await doing { () async throws(DoerError) in
            try await doer.begin(step)
            try await doer.note(step.key)
        }
    }

    private func doing<Result>(_ work: () async throws(DoerError) -> Result) async throws(StepStop) -> Result {
        do throws(DoerError) { return try await work() } catch {
            throw StepStop(state: .failed, says: error.description)
        }
    }
}

extension StepStop {
    /// Lines of a command's output that are kept of its failure.
    private static let kept = 200

    /// A command that ended with another status than 0.
    init(_ words: [String], _ end: CommandEnd) {
        func lines(_ bytes: [UInt8]) -> [String] {
            CleanText.of(Array(bytes.suffix(1 << 18))).split { $0 == 10 || $0 == 13 }.suffix(Self.kept)
                .map { OutputLines.shown(Array($0)) }.filter { !$0.isEmpty }
        }
        let errors = lines(Array(end.err.utf8))
        let last = errors.last.map { ": \($0)" } ?? "."
        self.init(
            state: .failed, says: "The command \(CleanText.of(ShellLine.of(words))) ended with \(end.status)\(last)",
            output: Array((lines(end.out) + errors).suffix(Self.kept)))
    }
}
