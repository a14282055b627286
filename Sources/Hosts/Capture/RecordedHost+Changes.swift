import CRI
import FoundationEssentials

// Changes to a recorded node, each as if the node had been so when it was recorded: a file that is written stands in the listing of
// its folder, one that is taken away does not.
extension RecordedHost {
    // MARK: What is recorded

    /// A file's bytes; nil where the capture has none.
    package func bytes(ofFile path: String) -> [UInt8]? {
        let plain = CaptureIndex.plain(path)
        let line = try? index.line(.read, plain)
        guard line?.error == nil else { return nil }
        return stored(line?.file ?? .file("files" + plain))
    }

    /// What a command left behind, by its line; nil where the capture has no output of it.
    package func output(of command: String) -> CommandOutput? {
        guard let line = try? index.line(.run, command), line.error == nil else { return nil }
        return CommandOutput(
            status: line.exit ?? 0, out: line.out.flatMap(stored) ?? [], err: line.err.flatMap(stored) ?? [],
            isCut: line.cut ?? false)
    }

    /// The line of the index that answers a runtime's call, with the reply under `json`; nil where the capture has none.
    package func line(ofCall subject: String) -> [UInt8]? { index.criBytes(subject).map { Array($0) } }

    /// An HTTP answer's body; nil where the capture has none.
    package func answer(of url: String) -> HTTPAnswer? {
        guard let line = try? index.line(.get, url), line.error == nil else { return nil }
        return HTTPAnswer(status: line.code ?? 200, body: line.body.flatMap(stored) ?? [])
    }

    /// A log's bytes by its key (`LogSource.key`); nil where the capture has none.
    package func bytes(ofLog key: String) -> [UInt8]? {
        if let line = try? index.line(.log, key) { return line.error == nil ? line.file.flatMap(stored) : nil }
        return key.hasPrefix("file ") ? stored(.file("files" + CaptureIndex.plain(String(key.dropFirst(5))))) : nil
    }

    /// The lines of all commands whose output the capture has.
    package var commands: [String] { index.subjects(.run).sorted() }

    /// The paths of the files at and below a path.
    package func files(below path: String) -> [String] {
        let name = "files" + CaptureIndex.plain(path)
        return store.sizes.keys.filter { $0 == name || $0.hasPrefix(name + "/") }.map { String($0.dropFirst("files".count)) }
            .sorted()
    }

    private func stored(_ bytes: CapturedBytes) -> [UInt8]? {
        switch bytes {
        case .text(let text): Array(text.utf8)
        case .file(let name): store.sizes[name] == nil ? nil : try? store.bytes(name).get().bytes
        }
    }

    // MARK: Paths

    /// A file with these bytes; what is recorded of its mode and owner stays.
    ///
    /// - Parameter isOlder: it was written when the one that is recorded was; else just now.
    package mutating func write(_ path: String, _ bytes: [UInt8], isOlder: Bool = false) {
        let plain = CaptureIndex.plain(path)
        var line = (try? index.line(.read, plain)).flatMap { $0.error == nil ? $0 : nil } ?? CaptureLine()
        (line.read, line.file, line.cut, line.size) = (plain, nil, nil, nil)
        if !isOlder { line.modified = nil }
        index.set(.read, plain, line)
        put("files" + plain, bytes)
        index.set(.list, plain, nil)
        if var status = try? index.line(.status, plain) {
            status.size = nil
            if !isOlder { status.modified = nil }
            let isFile = status.error == nil && status.kind != .directory
            index.set(.status, plain, isFile ? status : nil)
        }
        enter(plain, CapturedStatus(modified: isOlder ? nil : head.taken))
    }

    /// Mode, owner, kind, target or time of a path, where they are told; its content stays.
    package mutating func setStatus(_ path: String, _ status: CapturedStatus) {
        let plain = CaptureIndex.plain(path)
        var told = recorded(statusOf: plain) ?? CapturedStatus()
        told.take(status)
        told.name = nil
        var line = CaptureLine()
        line.status = plain
        line.captured = told
        index.set(.status, plain, line)
        if var read = try? index.line(.read, plain) {
            read.captured = told
            index.set(.read, plain, read)
        } else if store.sizes["files" + plain] != nil {
            var read = CaptureLine()
            read.read = plain
            read.captured = told
            index.set(.read, plain, read)
        }
        enter(plain, status)
    }

    /// What stands in a directory.
    package mutating func setList(_ path: String, _ entries: [CapturedStatus]) {
        let plain = CaptureIndex.plain(path)
        var line = CaptureLine()
        line.list = plain
        line.entries = entries
        index.set(.list, plain, line)
        if let read = try? index.line(.read, plain), read.error != nil { index.set(.read, plain, nil) }
        if let status = try? index.line(.status, plain), status.error != nil { index.set(.status, plain, nil) }
        enter(plain, CapturedStatus(kind: .directory))
    }

    /// The room of the file system at a path.
    package mutating func setSpace(_ path: String, _ space: FileSystemSpace) {
        let plain = CaptureIndex.plain(path)
        var line = CaptureLine()
        line.space = plain
        line.room = space
        index.set(.space, plain, line)
    }

    /// A path that does not exist, with all below it.
    package mutating func remove(_ path: String) {
        let plain = CaptureIndex.plain(path)
        for file in files(below: plain) { put("files" + file, nil) }
        tree.remove(plain)
        for kind in [CaptureLine.Kind.read, .status, .list] {
            for subject in index.subjects(kind) where subject.hasPrefix(plain + "/") { index.set(kind, subject, nil) }
            fail(kind, plain, .word("notThere"))
        }
        let (parent, name) = Self.split(plain)
        guard var line = try? index.line(.list, parent), line.entries?.contains(where: { $0.name == name }) == true else {
            return
        }
        line.entries?.removeAll { $0.name == name }
        index.set(.list, parent, line)
    }

    /// A path that cannot be read, or listed.
    package mutating func fail(_ path: String, _ error: CapturedError) {
        let plain = CaptureIndex.plain(path)
        fail(.read, plain, error)
        if tree.names(in: plain) != nil || (try? index.line(.list, plain)) != nil { fail(.list, plain, error) }
    }

    private mutating func fail(_ kind: CaptureLine.Kind, _ subject: String, _ error: CapturedError) {
        var line = CaptureLine()
        line.error = error
        switch kind {
        case .read: line.read = subject
        case .list: line.list = subject
        case .status: line.status = subject
        case .space: line.space = subject
        case .run: line.run = subject
        case .cri: line.cri = subject
        case .get: line.get = subject
        case .log: line.log = subject
        }
        index.set(kind, subject, line)
    }

    private func recorded(statusOf plain: String) -> CapturedStatus? {
        if let line = try? index.line(.status, plain), line.error == nil { return line.captured }
        let (parent, name) = Self.split(plain)
        if let entry = (try? index.line(.list, parent))?.entries?.first(where: { $0.name == name }) { return entry }
        if let line = try? index.line(.read, plain), line.error == nil { return line.captured }
        return nil
    }

    /// A path's name stands in the listing of the folder above, where the capture has one, and so do the folders above it.
    private mutating func enter(_ plain: String, _ status: CapturedStatus) {
        let (parent, name) = Self.split(plain)
        guard !parent.isEmpty, plain != "/" else { return }
        if let line = try? index.line(.status, parent), line.error != nil { index.set(.status, parent, nil) }
        if let line = try? index.line(.read, parent), line.error != nil { index.set(.read, parent, nil) }
        guard var line = try? index.line(.list, parent) else {
            enter(parent, CapturedStatus(kind: .directory))
            return
        }
        var entries = line.entries ?? []
        let isNew = line.error != nil || !entries.contains { $0.name == name }
        if let at = entries.firstIndex(where: { $0.name == name }) {
            entries[at].take(status)
        } else {
            var entry = status
            entry.name = name
            entries.append(entry)
        }
        (line.entries, line.error) = (entries, nil)
        index.set(.list, parent, line)
        if isNew { enter(parent, CapturedStatus(kind: .directory)) }
    }

    private mutating func put(_ name: String, _ bytes: [UInt8]?) {
        var changed = store as? ChangedStore ?? ChangedStore(store)
        changed.set(name, bytes.map { PackedBytes(plain: $0) })
        store = changed
        if bytes != nil { tree.insert(name) }
    }
}

// MARK: Answers

extension RecordedHost {
    /// What a command leaves behind, by its line.
    package mutating func setOutput(of command: String, _ output: CommandOutput) {
        var line = CaptureLine()
        line.run = command
        line.exit = output.status
        line.out = .text(String(decoding: output.out, as: UTF8.self))
        line.err = .text(String(decoding: output.err, as: UTF8.self))
        index.set(.run, command, line)
    }

    /// A command that gives no output but an error; a program's name alone means every command of it.
    package mutating func fail(command: String, _ error: CapturedError) {
        forget(.run, allOf: command)
        fail(.run, command, error)
    }

    /// The line of the index that answers a runtime's call: its socket and key, with the reply under `json`.
    package mutating func setLine(ofCall subject: String, _ line: [UInt8]) { index.setCRI(subject, line) }

    /// A call that fails; a socket alone means every call on it.
    package mutating func fail(call: String, _ error: CapturedError) {
        forget(.cri, allOf: call)
        fail(.cri, call, error)
    }

    /// Answers of a program or a socket, which alone is one word.
    private mutating func forget(_ kind: CaptureLine.Kind, allOf word: String) {
        guard !word.contains(" ") else { return }
        for subject in index.subjects(kind) where subject.hasPrefix(word + " ") { index.set(kind, subject, nil) }
    }

    /// An HTTP answer.
    package mutating func setAnswer(of url: String, _ answer: HTTPAnswer) {
        var line = CaptureLine()
        line.get = url
        line.code = answer.status
        line.body = .text(String(decoding: answer.body, as: UTF8.self))
        index.set(.get, url, line)
    }

    /// A GET that gets no answer.
    package mutating func fail(url: String, _ error: CapturedError) { fail(.get, url, error) }

    /// A whole log by its key.
    package mutating func setLog(_ key: String, _ bytes: [UInt8]) {
        var line = CaptureLine()
        line.log = key
        line.file = .text(String(decoding: bytes, as: UTF8.self))
        index.set(.log, key, line)
    }

    /// A log that cannot be read.
    package mutating func fail(log key: String, _ error: CapturedError) { fail(.log, key, error) }

    /// Questions in whose words one text stands are asked with another: the options of a command, a server's address.
    ///
    /// - Returns: how many.
    package mutating func ask(_ old: String, as new: String) -> Int {
        var count = 0
        for kind in [CaptureLine.Kind.run, .cri, .get, .log] {
            for subject in index.subjects(kind).sorted() where subject.contains(old) {
                index.move(kind, subject, to: subject.replacing(old, with: new))
                count += 1
            }
        }
        return count
    }

    /// The node's clock, in seconds since the epoch.
    package mutating func setNow(_ seconds: Int) { head.taken = Plausible.time(seconds) }

    /// The node's name as the capture tells it.
    package mutating func setHostname(_ name: String) { head.hostname = name }
}

extension CapturedStatus {
    /// What the other one tells counts.
    mutating func take(_ other: CapturedStatus) {
        kind = other.kind ?? kind
        mode = other.mode ?? mode
        owner = other.owner ?? owner
        group = other.group ?? group
        size = other.size ?? size
        modified = other.modified ?? modified
        target = other.target ?? target
    }
}
