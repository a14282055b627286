import CRI
import Glibc
import Hosts
import Redaction
import Steps
import Text

/// Changes this machine.
public struct LocalDoer: Doer {
    /// drydock's own folder.
    public static let state = "/var/lib/drydock"
    /// Where notes of steps lie that were begun and not ended: install.sh's own, so that either goes on where the other was cut off.
    private let notes: String
    /// A download or an upgrade of packages over a slow line takes its time; what hangs is the person's to end.
    private static let longest = Duration.seconds(2 * 3600)
    /// What a command may print. Packet filter rules of a cluster with ten thousand Services are some ten megabytes.
    private static let largest = 256 << 20

    private let host = LocalHost()
    /// Where the old bytes of files are kept, below the folder of this run.
    private let backup: String
    /// Where everything is noted before it is done; nil where nothing is to be changed.
    private let journal: Journal?
    /// Answers what only drydock's own look can.
    private let look: @Sendable (Check) async -> Bool?
    private let watch: RunWatch

    /// `run` names the run in the folder of backups: its time, `20261130T101500Z`.
    public init(
        run: String, below state: String = Self.state, journal: Journal? = nil, watch: RunWatch = RunWatch(),
        look: @escaping @Sendable (Check) async -> Bool? = { _ in nil }
    ) {
        notes = "\(state)/unfinished"
        backup = "\(state)/backup/\(run)"
        self.journal = journal
        self.watch = watch
        self.look = look
    }

    public var stop: Stop { watch.stop }

    public func tell(_ progress: Progress) {
        journal?.log.write(progress)
        watch.tell(progress)
    }

    public func isNoted(_ step: String) async -> Bool { access("\(notes)/\(step)", F_OK) == 0 }

    public func note(_ step: String) async throws(DoerError) {
        try Self.folder(notes)
        try Self.whole([], "\(notes)/\(step)", 0o600)
    }

    public func clear(_ step: String) async throws(DoerError) {
        guard unlink("\(notes)/\(step)") != 0, errno != ENOENT else { return }
        throw DoerError("The note \(notes)/\(step) could not be removed: \(WholeFile.reason()).")
    }

    public func file(_ path: String) async throws(DoerError) -> FileState? {
        var found = stat()
        guard stat(path, &found) == 0 else {
            if [ENOENT, ENOTDIR].contains(errno) { return nil }
            throw DoerError("\(path) could not be looked at: \(WholeFile.reason()).")
        }
        guard found.st_mode & S_IFMT == S_IFREG else { throw DoerError("\(path) is there and is no file.") }
        guard let bytes = WholeFile.read(path, upTo: 1 << 30) else {
            throw DoerError("\(path) could not be read: \(WholeFile.reason()).")
        }
        return FileState(bytes: bytes, mode: Steps.FileMode(bits: UInt16(found.st_mode & 0o7777)))
    }

    public func obstacle(to path: String) async -> String? {
        WholeFile.obstacle(to: path).map { "\(path) cannot be written: \($0)." }
    }

    public func write(
        _ bytes: [UInt8], to path: String, mode: Steps.FileMode, as purpose: FilePurpose
    ) async throws(DoerError) {
        guard purpose != .look else { return try put(bytes, path, mode, keepsOwner: false) }
        let there = try await file(path)
        let kept: String? = if let there { try keep(there, path) } else { nil }
        try journal?.write(
            .write(
                .init(
                    step: journal?.current ?? "", path: path, old: there.flatMap { old($0, path, kept ?? "") },
                    sum: Checksums.sha256(bytes),
                    folders: Self.missing(above: WholeFile.target(of: path)))))
        do throws(DoerError) { try put(bytes, path, mode, keepsOwner: purpose == .edit) } catch {
            try journal?.write(.done(.init(status: nil, says: error.description)))
            throw error
        }
        try journal?.write(.done(.init(status: nil, says: nil)))
    }

    private func put(_ bytes: [UInt8], _ path: String, _ mode: Steps.FileMode, keepsOwner: Bool) throws(DoerError) {
        try Self.folder(Self.parent(WholeFile.target(of: path)))
        try Self.whole(bytes, path, mode_t(mode.bits), keepsOwner: keepsOwner)
    }

    /// Keeps what stands there: what stood there first under the file's own path, what an earlier step of this run made of it by its sum.
    private func keep(_ there: FileState, _ path: String) throws(DoerError) -> String {
        let sum = Checksums.sha256(there.bytes)
        for kept in [backup + path, "\(backup)/.sums/\(sum)"] {
            if let bytes = WholeFile.read(kept, upTo: 1 << 30) {
                if bytes == there.bytes { return kept }
                continue
            }
            try Self.folder(Self.parent(kept))
            // What only root may read is no more open where it is kept.
            try Self.whole(there.bytes, kept, mode_t(there.mode.bits), like: WholeFile.target(of: path))
            return kept
        }
        throw DoerError("What stands in \(path) could not be kept below \(backup).")
    }

    private func old(_ there: FileState, _ path: String, _ kept: String) -> JournalEntry.Old? {
        var found = stat()
        guard stat(path, &found) == 0 else { return nil }
        return JournalEntry.Old(
            kept: kept, sum: Checksums.sha256(there.bytes), mode: there.mode, owner: found.st_uid, group: found.st_gid)
    }

    public func run(_ words: [String], environment: [String: String]) async throws(DoerError) -> CommandEnd {
        try await run(words, environment, OutputLines(tell))
    }

    public func runQuietly(_ words: [String], environment: [String: String]) async throws(DoerError) -> CommandEnd {
        try await run(words, environment, nil)
    }

    private func run(
        _ words: [String], _ environment: [String: String], _ lines: OutputLines?
    ) async throws(DoerError) -> CommandEnd {
        let line = CleanText.of(ShellLine.of(words))
        try journal?.write(.command(line))
        tell(.command(Sanitized.line(line)))
        let end: CommandEnd
        do throws(DoerError) {
            defer { lines?.finish() }
            end = try await ask(words, environment, lines, watch.commands.flatMap { CommandWatch.isMeant(words) ? $0 : nil })
        } catch {
            try journal?.write(.done(.init(status: nil, says: CleanText.of(error.description))))
            throw error
        }
        let last = end.err.split(separator: "\n").last.map { CleanText.of(String($0)) }
        try journal?.write(.done(.init(status: end.status, says: last)))
        return end
    }

    public func ask(_ words: [String], environment: [String: String]) async throws(DoerError) -> CommandEnd {
        try await ask(words, environment, nil)
    }

    private func ask(
        _ words: [String], _ environment: [String: String], _ lines: OutputLines?, _ watch: CommandWatch? = nil
    ) async throws(DoerError) -> CommandEnd {
        // As in a shell of root's: kubectl and helm keep what they know below it, and without it in whatever folder they stand.
        let all = ["HOME": "/root", "DRYDOCK_BACKUP": backup].merging(environment) { $1 }
        let command = Command(
            words[0], Array(words.dropFirst()), environment: all, deadline: Self.longest, limit: Self.largest)
        let host = host
        let wasEnded = stop.isEnded
        let work = Task { () async -> Result<CommandOutput, HostError> in
            do throws(HostError) {
                return .success(try await host.run(command) { lines?.take($0, isError: $1) })
            } catch {
                return .failure(error)
            }
        }
        let cause = WatchCause()
        let looking = Task {
            await watch?.go { text in
                cause.text = text
                work.cancel()
            }
        }
        let result = await stop.during({ work.cancel() }) { await work.value }
        looking.cancel()
        if let text = cause.text {
            throw DoerError(
                "\(words.first { $0.hasSuffix("kubeadm") } ?? words[0]) was ended, because it would have waited in vain. \(text)")
        }
        if stop.isEnded, !wasEnded {
            throw DoerError("The command \(CleanText.of(ShellLine.of(words))) was ended while it ran, as you asked.")
        }
        let output: CommandOutput
        do throws(HostError) { output = try result.get() } catch { throw DoerError("\(error)") }
        // Half of what iptables-save prints is worse than nothing.
        if output.isCut { throw DoerError("\(words[0]) printed more than \(Self.largest >> 20) MiB.") }
        return CommandEnd(status: output.status, out: output.out, err: String(decoding: output.err, as: UTF8.self))
    }

    public func download(_ url: String) async throws(DoerError) -> [UInt8] {
        // Gone afterwards: what is fetched may be larger than a command's output. What a run leaves that is cut off the next one writes over.
        let place = "/var/lib/drydock/.fetched"
        try Self.folder(Self.parent(place))
        defer { unlink(place) }
        let words = ["curl", "--fail", "--silent", "--show-error", "--location", "--proto", "=https,file", "--retry", "3"]
        tell(.command(ShellLine.of(["curl", "--location", Sanitized.line(CleanText.of(url))])))
        let end = try await ask(words + ["--output", place, url], environment: [:])
        guard end.status == 0, let bytes = WholeFile.read(place, upTo: 1 << 30) else {
            // curl says it anew at each try.
            let why = end.err.split(whereSeparator: \.isNewline).last.map(String.init) ?? "curl ended with \(end.status)."
            throw DoerError("\(url) could not be fetched: \(why)")
        }
        return bytes
    }

    public func runs(container: String) async throws(DoerError) -> Bool {
        var problem = "No container runtime has a socket here."
        for socket in ["/run/containerd/containerd.sock", "/run/crio/crio.sock", "/run/cri-dockerd.sock"]
        where access(socket, F_OK) == 0 {
            do throws(HostError) {
                let list = try await host.ask(ListContainersRequest(), at: socket).containers
                return list.contains { $0.metadata.name == container && $0.state == .running }
            } catch { problem = "\(error)" }
        }
        throw DoerError(problem)
    }

    public func lacks(_ program: String) async -> Bool {
        guard case .failure(.noProgram)? = await host.found(program) else { return false }
        return true
    }

    public func holds(_ check: Check) async -> Bool? { await look(check) }
    public func sleep(seconds: Int) async {
        let end = ContinuousClock.now + .seconds(seconds)
        while !stop.isEnded, .now < end { try? await Task.sleep(for: min(.milliseconds(250), end - .now)) }
    }

    // MARK: The journal

    public func begin(_ step: Step) async throws(DoerError) {
        guard let journal else { return }
        var units: [JournalEntry.UnitState] = []
        var installed: [String] = []
        // Of the whole run before its first change: a service that fails again and again may come up between two of its steps.
        for action in step.actions + journal.stepsToCome.flatMap(\.actions) {
            guard case .unit(let unit) = action, !unit.name.isEmpty, !units.contains(where: { $0.name == unit.name }) else {
                continue
            }
            units.append(try await state(ofUnit: unit.name))
        }
        for action in step.actions {
            switch action {
            case .packages(let set):
                for package in set.packages where try await isInstalled(package.name, set.family) {
                    installed.append(package.name)
                }
            default: break
            }
        }
        try journal.write(.step(.init(step: step.key, units: units, installed: installed)))
    }

    public func ended(_ end: StepEnd) async throws(DoerError) {
        try journal?.write(.end(.init(step: end.step.key, says: end.says.map(CleanText.of), failed: end.status != 0)))
    }

    private func state(ofUnit name: String) async throws(DoerError) -> JournalEntry.UnitState {
        let end = try await ask(["systemctl", "show", "--property=ActiveState,UnitFileState", name], environment: [:])
        func value(_ property: String) -> String {
            String(decoding: end.out, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("\(property)=") }
                .map { String($0.dropFirst(property.count + 1)) } ?? ""
        }
        return .init(name: name, state: value("ActiveState"), file: value("UnitFileState"))
    }

    private func isInstalled(_ name: String, _ family: SystemFamily) async throws(DoerError) -> Bool {
        guard case .succeeds(let words)? = PackageSet(family, [name]).check else { return false }
        return try await ask(words, environment: [:]).status == 0
    }

    public func restore(_ old: JournalEntry.Old, to path: String) async throws(DoerError) {
        guard let bytes = WholeFile.read(old.kept, upTo: 1 << 30), Checksums.sha256(bytes) == old.sum else {
            throw DoerError("\(old.kept) is not what was kept of \(path). Nothing was put back.")
        }
        try Self.folder(Self.parent(WholeFile.target(of: path)))
        try Self.whole(bytes, path, mode_t(old.mode.bits), keepsOwner: true, like: old.kept)
        if chown(path, old.owner, old.group) != 0 {
            throw DoerError("\(path) could not be given back to its owner: \(WholeFile.reason()).")
        }
        // A change of owner takes the set-id bits.
        chmod(path, mode_t(old.mode.bits))
    }

    public func remove(_ path: String, folders: [String]) async throws(DoerError) {
        // Where it is a link, the file went where the link leads.
        guard unlink(WholeFile.target(of: path)) == 0 || errno == ENOENT else {
            throw DoerError("\(path) could not be removed: \(WholeFile.guarding(path) ?? WholeFile.reason()).")
        }
        for folder in folders.reversed() where rmdir(folder) != 0 { break }
    }

    // MARK: Files

    /// The folders above a path that are not there, outermost first.
    private static func missing(above path: String) -> [String] {
        var out: [String] = []
        var folder = parent(path)
        while !folder.isEmpty, access(folder, F_OK) != 0 {
            out.insert(folder, at: 0)
            folder = parent(folder)
        }
        return out
    }

    private static func parent(_ path: String) -> String { path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "" }

    private static func folder(_ path: String) throws(DoerError) {
        if let problem = WholeFile.makeFolder(path) { throw DoerError("The folder \(path) could not be made: \(problem).") }
    }

    private static func whole(
        _ bytes: [UInt8], _ path: String, _ mode: mode_t, keepsOwner: Bool = false, like model: String? = nil
    ) throws(DoerError) {
        // install.sh's own, so that what one of them left is not left by the other.
        let problem = WholeFile.write(
            bytes, to: path, mode: mode, isExact: true, keepsOwner: keepsOwner, part: "drydock-new", like: model)
        guard let problem else { return }
        throw DoerError("\(path) could not be written: \(problem).")
    }
}
