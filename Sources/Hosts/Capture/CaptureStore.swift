import Text

/// The files of a capture, by their names in it: `files/etc/hosts`.
protocol CaptureStore: Sendable {
    /// Every file and its size in bytes.
    var sizes: [String: Int] { get }
    /// A file's bytes. May block.
    func bytes(_ name: String) -> Result<PackedBytes, HostError>
    /// Whether `bytes` gives them without waiting for a disk.
    var isInMemory: Bool { get }
    /// Where each link points, as it is written: a capture has none, other programs' bundles have.
    var links: [String: String] { get }
    /// Mode, owner and time of files, where they are told outside of the index.
    var statuses: [String: CapturedStatus] { get }
    /// What no capture has and is in it all the same, a link or a device; a bundle may have it.
    var refusal: ArchiveError? { get }
}

extension CaptureStore {
    var links: [String: String] { [:] }
    var statuses: [String: CapturedStatus] { [:] }
    var refusal: ArchiveError? { nil }
    var isInMemory: Bool { false }
}

/// Limits of a capture, so that one sent by a stranger does no harm.
struct CaptureLimits: Sendable {
    /// Bytes, unpacked, of all files.
    var total = 512 << 20
    /// Files and directories.
    var entries = 200_000
    /// Bytes that are kept in memory as they are; the rest is kept deflated.
    var plain = 16 << 20
}

/// A capture in a directory.
struct CaptureFolder: CaptureStore {
    let root: String
    private(set) var sizes: [String: Int] = [:]
    private(set) var links: [String: String] = [:]
    private(set) var statuses: [String: CapturedStatus] = [:]
    private let files: LocalFiles
    private let limits: CaptureLimits

    /// Walks the directory; only regular files count, links are not followed.
    init(_ root: String, limits: CaptureLimits = CaptureLimits()) throws(HostError) {
        self.root = root.hasSuffix("/") ? String(root.dropLast()) : root
        self.limits = limits
        files = LocalFiles(root: RootFolder(self.root))
        try walk("")
    }

    private mutating func walk(_ folder: String) throws(HostError) {
        let entries: [FileStatus]
        switch files.list("/" + folder) {
        case .success(let found): entries = found
        case .failure(.denied), .failure(.notThere): return
        case .failure(let error): throw error
        }
        for entry in entries {
            let name = folder.isEmpty ? entry.name : folder + "/" + entry.name
            if entry.kind == .directory { try walk(name) }
            if entry.kind == .file {
                sizes[name] = entry.size
                // Owner and mode are those of whoever unpacked it.
                statuses[name] = CapturedStatus(modified: entry.modified)
            }
            if entry.kind == .link { links[name] = entry.target }
            guard sizes.count + links.count <= limits.entries else {
                throw .badCapture("it has more than \(limits.entries) files")
            }
        }
    }

    func bytes(_ name: String) -> Result<PackedBytes, HostError> {
        guard sizes[name] != nil else { return .failure(.badCapture("\(name) is missing from it")) }
        return files.withOpenFile("/" + name) { descriptor, status in
            let builder = PackedBytes.Builder(packingFrom: limits.plain)
            var left = limits.total
            while left > 0 {
                let (piece, failure) = LocalFiles.read(descriptor, atMost: Pieces.longest)
                if let failure { return .failure(.badCapture("\(name): \(errorText(failure))")) }
                if piece.isEmpty { break }
                piece.withUnsafeBytes { builder.append($0) }
                left -= piece.count
            }
            return .success(builder.finish())
        }
    }
}

/// A capture in a .tar.gz or .tar.xz, read whole once.
struct CaptureArchive: CaptureStore {
    private var contents: [String: PackedBytes] = [:]
    private(set) var links: [String: String] = [:]
    private(set) var statuses: [String: CapturedStatus] = [:]
    private(set) var refusal: ArchiveError?

    var sizes: [String: Int] { contents.mapValues(\.count) }
    var isInMemory: Bool { true }

    func bytes(_ name: String) -> Result<PackedBytes, HostError> {
        contents[name].map { .success($0) } ?? .failure(.badCapture("\(name) is missing from it"))
    }

    /// Unpacks `next`'s bytes until it gives none. Any content can come: what is not a capture's is refused by name.
    init(limits: CaptureLimits = CaptureLimits(), next: () throws(ArchiveError) -> [UInt8]) throws(ArchiveError) {
        var unpacking = CaptureUnpacking(limits: limits)
        let decompressor = Decompressor()
        var tar = TarReader()
        let sink: (UnsafeRawBufferPointer) throws(ArchiveError) -> Bool = { bytes throws(ArchiveError) in
            try unpacking.count(bytes.count, isAfterTheEnd: tar.isEnded)
            try tar.take(bytes) { event throws(ArchiveError) in try unpacking.take(event) }
            return true
        }
        // To the packed stream's own end, where its checksum is.
        while true {
            let bytes = try next()
            guard !bytes.isEmpty else {
                try decompressor.finish(sink)
                guard tar.isBetweenEntries else { throw ArchiveError("it ends in the middle of an entry: the file was cut off") }
                break
            }
            try decompressor.take(bytes, sink)
        }
        contents = unpacking.named
        if contents["capture.json"] == nil { (links, statuses) = (unpacking.links, unpacking.statuses) }
        refusal = unpacking.refusal
    }
}

/// What is unpacked so far, and what is refused.
private struct CaptureUnpacking {
    private let limits: CaptureLimits
    private var contents: [String: PackedBytes] = [:]
    private(set) var links: [String: String] = [:]
    private(set) var statuses: [String: CapturedStatus] = [:]
    /// The first entry that no capture has.
    private(set) var refusal: ArchiveError?
    private var builder: PackedBytes.Builder?
    private var unpacked = 0
    private var trailing = 0
    private var declared = 0
    private var plain = 0
    private var entries = 0

    init(limits: CaptureLimits) { self.limits = limits }

    /// Bytes after the archive's end are tar's padding to a record, 10 KiB as a rule: more than a MiB of them is a trap.
    mutating func count(_ bytes: Int, isAfterTheEnd: Bool) throws(ArchiveError) {
        if isAfterTheEnd {
            trailing += bytes
            guard trailing <= 1 << 20 else { throw ArchiveError("more than 1 MiB follows its end") }
        }
        unpacked += bytes
        // Headers and padding count too, some more than the files themselves.
        guard unpacked <= limits.total + limits.total / 8 + (1 << 20) else { throw tooLarge }
    }

    private var tooLarge: ArchiveError { ArchiveError("it holds more than \(limits.total >> 20) MiB unpacked") }

    mutating func take(_ event: TarReader.Event) throws(ArchiveError) {
        switch event {
        case .entry(let entry):
            entries += 1
            guard entries <= limits.entries else { throw ArchiveError("it holds more than \(limits.entries) entries") }
            try refuse(entry)
            declared += entry.kind == .file ? entry.size : 0
            guard declared <= limits.total else { throw tooLarge }
            let fits = plain + entry.size <= limits.plain
            builder = entry.kind == .file ? PackedBytes.Builder(packingFrom: fits ? .max : 4 << 10) : nil
        case .bytes(let bytes): builder?.append(bytes)
        case .end(let entry):
            guard let builder else { return }
            let bytes = builder.finish()
            plain += bytes.weight
            let name = Self.cleaned(entry.name)
            contents[name] = bytes
            statuses[name] = CapturedStatus(
                mode: Octal.digits(entry.mode, atLeast: 4), owner: entry.owner, group: entry.group, modified: entry.modified)
            self.builder = nil
        }
    }

    /// Throws for what is a trap wherever it stands; what only a capture never has is kept in mind.
    private mutating func refuse(_ entry: TarEntry) throws(ArchiveError) {
        let name = entry.name.count > 200 ? String(entry.name.prefix(200)) + "…" : entry.name
        func refusal(_ what: String) -> ArchiveError { ArchiveError("its entry \(name) \(what), which no capture has") }
        switch entry.kind {
        case .file, .directory: break
        case .hardLink, .link:
            self.refusal = self.refusal ?? refusal("is a link")
            // A hard link's target is the name of an entry before it.
            if entry.kind == .link {
                links[Self.cleaned(entry.name)] = entry.target
            } else if let same = contents[Self.cleaned(entry.target)] {
                contents[Self.cleaned(entry.name)] = same
            }
        case .device: self.refusal = self.refusal ?? refusal("is a device")
        case .pipe: self.refusal = self.refusal ?? refusal("is a pipe")
        case .other: throw refusal("is of an unknown kind")
        }
        if entry.name.hasPrefix("/") { throw refusal("has an absolute path") }
        if entry.name.split(separator: "/").contains("..") { throw refusal("has .. in its path") }
        if entry.name.utf8.contains(0) || entry.name.isEmpty { throw refusal("has no usable name") }
    }

    private static func cleaned(_ name: String) -> String {
        name.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    }

    /// The files by their names in the capture, where the whole may lie in one folder of the archive.
    var named: [String: PackedBytes] {
        guard contents["capture.json"] == nil,
            let head = contents.keys.first(where: { $0.hasSuffix("/capture.json") && $0.split(separator: "/").count == 2 })
        else { return contents }
        let folder = head.dropLast("capture.json".count)
        var named: [String: PackedBytes] = [:]
        for (name, bytes) in contents where name.hasPrefix(folder) { named[String(name.dropFirst(folder.count))] = bytes }
        return named
    }
}
