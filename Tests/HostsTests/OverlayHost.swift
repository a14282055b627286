import CRI
import FoundationEssentials
import Synchronization

@testable import Hosts

/// A recorded node with changes laid over it.
struct OverlayHost: Host {
    private let base: RecordedHost
    private let edits: HostEdits

    init(_ base: RecordedHost, _ edits: HostEdits) {
        self.base = base
        self.edits = edits
    }

    var isRecorded: Bool { true }

    func now() async -> Int {
        if let time = edits.time { return time }
        return await base.now()
    }

    func read(_ path: String, limit: Int) async throws(HostError) -> FileContent {
        let plain = CaptureIndex.plain(path)
        var content: FileContent
        switch edits.files[plain] {
        case .error(let error): throw error.told(of: path)
        case .answer(let edited):
            content = edited
            content.status = await told(edited.status, name: path)
            content.isCut = content.bytes.count > limit
            content.bytes = Array(content.bytes.prefix(limit))
        case nil:
            if isGone(plain) { throw .notThere(path: path) }
            if edits.folders[plain] != nil { throw .wrongKind(path: path) }
            content = try await base.read(path, limit: limit)
        }
        if let status = edits.links[plain] { content.status = await told(status, name: path) }
        return content
    }

    func list(_ path: String) async throws(HostError) -> [FileStatus] {
        let plain = CaptureIndex.plain(path)
        if case .error(let error) = edits.files[plain] { throw error.told(of: path) }
        if isGone(plain) { throw .notThere(path: path) }
        if case .answer = edits.files[plain] { throw .wrongKind(path: path) }
        var entries: [String: FileStatus] = [:]
        do throws(HostError) {
            for entry in try await base.list(path) { entries[entry.name] = entry }
        } catch {
            // A directory that these edits make, or put something into, exists.
            guard edits.folders[plain] != nil || !added(in: plain).isEmpty else { throw error }
        }
        for (name, status) in added(in: plain) { entries[name] = await told(status, name: name) }
        for (name, status) in children(of: plain, in: edits.links) { entries[name] = await told(status, name: name) }
        for (name, edit) in children(of: plain, in: edits.files) {
            if case .error(.notThere) = edit { entries[name] = nil }
        }
        return entries.values.sorted { $0.name < $1.name }
    }

    func status(_ path: String) async throws(HostError) -> FileStatus {
        let plain = CaptureIndex.plain(path)
        if let status = edits.links[plain] ?? edits.folders[plain] { return await told(status, name: path) }
        switch edits.files[plain] {
        case .error(let error): throw error.told(of: path)
        case .answer(let content): return await told(content.status, name: path)
        case nil: break
        }
        if isGone(plain) { throw .notThere(path: path) }
        do throws(HostError) {
            return try await base.status(path)
        } catch {
            guard !added(in: plain).isEmpty else { throw error }
            return FileStatus(name: path, kind: .directory, mode: 0o755, owner: 0, group: 0, size: 4096, modified: await now())
        }
    }

    func space(_ path: String) async throws(HostError) -> FileSystemSpace {
        try await answer(edits.spaces[CaptureIndex.plain(path)]) { () async throws(HostError) in try await base.space(path) }
    }

    func run(_ command: Command) async throws(HostError) -> CommandOutput {
        var edit = edits.commands[command.line]
        if edit == nil, case .error = edits.commands[command.program] { edit = edits.commands[command.program] }
        var output = try await answer(edit) { () async throws(HostError) in try await base.run(command) }
        output.isCut = output.isCut || output.out.count > command.limit || output.err.count > command.limit
        output.out = Array(output.out.prefix(command.limit))
        output.err = Array(output.err.prefix(command.limit))
        return output
    }

    func get(_ url: String, deadline: Duration) async throws(HostError) -> HTTPAnswer {
        try await answer(edits.gets[url]) { () async throws(HostError) in try await base.get(url, deadline: deadline) }
    }

    func ask<Call: CRICall>(_ call: Call, at socket: String, deadline: Duration) async throws(HostError) -> Call.Reply {
        let subject = "\(socket) \(call.key)"
        switch edits.calls[subject] ?? edits.calls[socket] {
        case .error(let error): throw error
        case .answer(let json):
            guard let reply = try? JSONDecoder().decode(Call.Reply.self, from: Data(json.utf8)) else {
                throw .badCapture("the edited answer to \(subject)")
            }
            return reply
        case nil: return try await base.ask(call, at: socket, deadline: deadline)
        }
    }

    func scan(
        _ log: LogSource, chunk: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
    ) async throws(HostError) -> ScanResult {
        let added = edits.additions[log.key] ?? []
        var handed = ScanResult(bytes: 0, isCut: false)
        switch edits.logs[log.key] {
        case .error(let error): throw error
        case .answer(let bytes):
            let end = JournalScan.end(of: bytes, limit: log.limit)
            end.withUnsafeBytes { JournalScan.inChunks($0, chunk) }
            handed = ScanResult(bytes: end.count, isCut: end.count < bytes.count)
        case nil:
            do throws(HostError) {
                handed = try await base.scan(log, chunk: chunk)
            } catch {
                guard !added.isEmpty else { throw error }
            }
        }
        added.withUnsafeBytes { JournalScan.inChunks($0, chunk) }
        handed.bytes += added.count
        return handed
    }

    private func answer<Answer>(
        _ edit: HostEdits.Edit<Answer>?, else base: () async throws(HostError) -> Answer
    ) async throws(HostError) -> Answer {
        switch edit {
        case .answer(let answer): return answer
        case .error(let error): throw error
        case nil: return try await base()
        }
    }

    /// A status under another name; a time that was left open is the node's "now".
    private func told(_ status: FileStatus, name: String) async -> FileStatus {
        var status = status
        status.name = name
        if status.modified == .min { status.modified = await now() }
        return status
    }

    /// Whether a directory above was removed, and nothing was put there again.
    private func isGone(_ path: String) -> Bool {
        var path = path[...]
        while let slash = path.lastIndex(of: "/"), slash > path.startIndex {
            path = path[..<slash]
            if edits.folders[String(path)] != nil { return false }
            if case .error(.notThere) = edits.files[String(path)] { return true }
        }
        return false
    }

    /// What these edits put into a directory: files, folders, and the folders that those lie in.
    private func added(in path: String) -> [String: FileStatus] {
        let prefix = path == "/" ? path : path + "/"
        var found: [String: FileStatus] = [:]
        var places: [(String, FileStatus)] = edits.folders.map { ($0, $1) } + edits.links.map { ($0, $1) }
        for (place, edit) in edits.files {
            if case .answer(let content) = edit { places.append((place, content.status)) }
        }
        for (place, status) in places where place.hasPrefix(prefix) {
            let rest = place.dropFirst(prefix.count)
            guard let first = rest.split(separator: "/").first else { continue }
            let name = String(first)
            let isChild = first.count == rest.count
            if isChild {
                found[name] = status
            } else if found[name] == nil, edits.folders[prefix + name] == nil {
                found[name] = FileStatus(
                    name: name, kind: .directory, mode: 0o755, owner: 0, group: 0, size: 4096, modified: .min)
            }
        }
        return found
    }

    private func children<Value>(of path: String, in edits: [String: Value]) -> [String: Value] {
        let prefix = path == "/" ? path : path + "/"
        var found: [String: Value] = [:]
        for (place, value) in edits where place.hasPrefix(prefix) && !place.dropFirst(prefix.count).contains("/") {
            found[String(place.dropFirst(prefix.count))] = value
        }
        return found
    }
}
