import CRI

/// A node as a capture shows it: answers from a directory, a .tar.gz or a .tar.xz, runs nothing, looks at nothing else.
/// `Capture.md` describes the form.
public struct RecordedHost: Host {
    /// What the capture says of itself.
    public internal(set) var head: CaptureHead
    var store: any CaptureStore
    var index: CaptureIndex
    var tree: CaptureTree
    /// Answers out of another program's bundle, for what the index does not tell.
    var foreign: BundleAnswers?
    /// The room of file systems by the folder on which they are mounted, of a bundle.
    var spaces: [String: FileSystemSpace] = [:]

    /// Opens a capture. Reads an archive whole, so it takes as long as unpacking does.
    ///
    /// - Throws: `notThere`, `denied`; `badCapture` for what is no capture, is damaged, too large, or holds what no capture
    ///   has (links, devices, absolute paths).
    public init(capture path: String) throws(HostError) {
        let files = LocalFiles(root: RootFolder(nil))
        let place = Self.absolute(path)
        if case .success(let status) = files.status(place + "/."), status.kind == .directory {
            try self.init(folder: place, depth: 0)
        } else {
            try self.init(store: Self.unpack(place, files))
        }
    }

    init(store: any CaptureStore) throws(HostError) {
        guard store.sizes["capture.json"] != nil else {
            // What was refused counts more than that nothing was recognised: it may be a trap.
            do throws(HostError) { self = try RecordedHost(bundle: store) } catch {
                throw store.refusal.map { .badCapture($0.description) } ?? error
            }
            return
        }
        if let refusal = store.refusal { throw .badCapture(refusal.description) }
        self.store = store
        let json = try store.bytes("capture.json").get().bytes
        guard let head = try? BoundedJSON.decode(CaptureHead.self, from: json) else {
            throw .badCapture("its capture.json cannot be read")
        }
        guard head.schemaVersion == 1 else {
            throw .badCapture("its format is version \(head.schemaVersion), but this drydock reads version 1")
        }
        self.head = head
        self.head.taken = Plausible.time(head.taken)
        index = try CaptureIndex(store.sizes["index.jsonl"] == nil ? [] : try store.bytes("index.jsonl").get().bytes)
        tree = CaptureTree(store.sizes.keys)
    }

    static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/") else { return path }
        return (workingFolder() ?? "") + "/" + path
    }

    private static func unpack(_ path: String, _ files: LocalFiles) throws(HostError) -> CaptureArchive {
        try files.withOpenFile(path) { descriptor, _ in
            do throws(ArchiveError) {
                return .success(
                    try CaptureArchive { () throws(ArchiveError) in
                        let (bytes, failure) = LocalFiles.read(descriptor, atMost: Pieces.longest)
                        if let failure { throw ArchiveError(errorText(failure)) }
                        return bytes
                    })
            } catch {
                return .failure(.badCapture(error.description))
            }
        }.get()
    }

    public var isRecorded: Bool { true }

    public func now() async -> Int { head.taken }

    public func run(_ command: Command) async throws(HostError) -> CommandOutput {
        guard let line = try index.line(.run, command.line) else {
            // One line may say of a program that no command of it could be run.
            if let program = try index.line(.run, command.program)?.error { throw program.error(about: command.program) }
            if let output = foreign?.output(command) { return output }
            throw unrecorded(command.line)
        }
        if let error = line.error { throw error.error(about: command.program) }
        let out = try await bytes(line.out)
        let err = try await bytes(line.err)
        let isCut = line.cut ?? false || out.count > command.limit || err.count > command.limit
        return CommandOutput(
            status: line.exit ?? 0, out: Array(out.prefix(command.limit)), err: Array(err.prefix(command.limit)), isCut: isCut)
    }

    public func get(_ url: String, deadline: Duration) async throws(HostError) -> HTTPAnswer {
        guard let line = try index.line(.get, url) else {
            if let foreign, foreign.provesSilence(of: url) { throw .noConnection(url: url, because: "Connection refused") }
            throw unrecorded(url)
        }
        if let error = line.error { throw error.error(about: url) }
        return HTTPAnswer(status: line.code ?? 200, body: try await bytes(line.body))
    }

    public func ask<Call: CRICall>(_ call: Call, at socket: String, deadline: Duration) async throws(HostError) -> Call.Reply {
        let subject = "\(socket) \(call.key)"
        guard let line = try index.criLine(subject, as: Call.Reply.self) else {
            // One line may say of a socket that nothing could be asked there.
            if let error = try index.line(.cri, socket)?.error { throw error.error(about: socket) }
            throw unrecorded(subject)
        }
        if let error = line.error { throw error.error(about: socket) }
        guard let reply = line.json else { throw .badCapture("the answer to \(subject)") }
        return reply
    }

    public func scan(
        _ log: LogSource, chunk: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
    ) async throws(HostError) -> ScanResult {
        let line = try index.line(.log, log.key)
        if let error = line?.error { throw error.error(about: log.key) }
        let packed: PackedBytes
        if let stored = line?.file {
            packed = try await self.packed(stored)
        } else if case .file(let path, _) = log {
            packed = try await fileOfLog(path)
        } else if let entries = foreign?.entries(of: log) {
            packed = PackedBytes(plain: entries)
        } else {
            throw unrecorded(log.key)
        }
        let handed = Self.handEnd(of: packed, limit: log.limit, chunk)
        return ScanResult(bytes: handed, isCut: line?.cut ?? false || handed < packed.count)
    }

    private func fileOfLog(_ path: String) async throws(HostError) -> PackedBytes {
        let name = "files" + CaptureIndex.plain(path)
        guard store.sizes[name] != nil else { throw absence(of: CaptureIndex.plain(path)) ?? unrecorded("file \(path)") }
        return try await packed(.file(name))
    }

    /// The last bytes, from the start of a line.
    private static func handEnd(of packed: PackedBytes, limit: Int, _ chunk: (UnsafeRawBufferPointer) -> Void) -> Int {
        var skip = max(0, packed.count - limit)
        var isInLine = false
        if skip > 0 {
            // One byte before the start tells whether a line begins there.
            skip -= 1
            isInLine = true
        }
        var handed = 0
        packed.forEachPiece { piece in
            var start = min(skip, piece.count)
            skip -= start
            while isInLine, start < piece.count {
                isInLine = piece[start] != UInt8(ascii: "\n")
                start += 1
            }
            guard start < piece.count else { return }
            chunk(UnsafeRawBufferPointer(rebasing: piece[start...]))
            handed += piece.count - start
        }
        return handed
    }

    /// The bytes that a line names or holds.
    func bytes(_ stored: CapturedBytes?) async throws(HostError) -> [UInt8] {
        switch stored {
        case nil: []
        case .text(let text): Array(text.utf8)
        case .file: if let stored { try await packed(stored).bytes } else { [] }
        }
    }

    func packed(_ stored: CapturedBytes) async throws(HostError) -> PackedBytes {
        switch stored {
        case .text(let text):
            let builder = PackedBytes.Builder(packingFrom: .max)
            var text = text
            text.withUTF8 { builder.append(UnsafeRawBufferPointer($0)) }
            return builder.finish()
        case .file(let name):
            if store.isInMemory { return try store.bytes(name).get() }
            return try await BlockingPool.shared.call(name, within: .seconds(20)) { [store] in store.bytes(name) }
        }
    }
}
