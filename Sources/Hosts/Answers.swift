import Text

/// What kind of thing a path is.
public enum FileKind: String, Sendable, Codable {
    case file, directory, link, socket, pipe, characterDevice, blockDevice
}

/// A path's status, as lstat(2) gives it.
public struct FileStatus: Sendable, Equatable, Codable {
    /// The name within its directory, or the whole path where it was asked for by path.
    public var name: String
    public var kind: FileKind
    /// Permission bits with set-id and sticky bits, e.g. 0o644.
    public var mode: Int
    public var owner: Int
    public var group: Int
    /// In bytes.
    public var size: Int
    /// Last change of the content, in seconds since the epoch.
    public var modified: Int
    /// Where a link points, as it is written in the link.
    public var target: String?

    public init(name: String, kind: FileKind, mode: Int, owner: Int, group: Int, size: Int, modified: Int, target: String? = nil)
    {
        self.name = name
        self.kind = kind
        self.mode = mode
        self.owner = owner
        self.group = group
        self.size = Plausible.size(size)
        self.modified = Plausible.time(modified)
        self.target = target
    }
}

/// A file's bytes and status.
public struct FileContent: Sendable, Equatable {
    public var bytes: [UInt8]
    public var status: FileStatus
    /// The file has more bytes than the limit let through.
    public var isCut: Bool

    public init(bytes: [UInt8], status: FileStatus, isCut: Bool = false) {
        self.bytes = bytes
        self.status = status
        self.isCut = isCut
    }

    /// The bytes as UTF-8, with the replacement character where they are not.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The text without white space at both ends.
    public var trimmed: String { text.trimmed }

    /// The lines, without their ends.
    public var lines: [Substring] { text.split(omittingEmptySubsequences: false, whereSeparator: \.isLineEnd) }
}

/// A file system's room, as statfs(2) gives it.
public struct FileSystemSpace: Sendable, Equatable, Codable {
    /// In bytes; `available` is what an ordinary user may still take.
    public var size, free, available: Int
    /// Inodes; 0 where the file system does not count them.
    public var inodes, inodesFree: Int
    /// The file system's type as the magic number of statfs(2), e.g. 0x63677270 for cgroup2.
    public var type: Int
    public var isReadOnly: Bool

    public init(size: Int, free: Int, available: Int, inodes: Int, inodesFree: Int, type: Int, isReadOnly: Bool) {
        self.size = size
        self.free = free
        self.available = available
        self.inodes = inodes
        self.inodesFree = inodesFree
        self.type = type
        self.isReadOnly = isReadOnly
    }
}

/// A program to run, its arguments and its limits.
public struct Command: Sendable, Equatable, Hashable {
    /// A name found on `/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`, or an absolute path.
    public var program: String
    public var arguments: [String]
    /// Environment entries beyond the fixed ones; for what the program must know, never for secrets.
    public var environment: [String: String]
    public var deadline: Duration
    /// How many bytes of each of stdout and stderr are kept.
    public var limit: Int

    public init(
        _ program: String, _ arguments: [String], environment: [String: String] = [:], deadline: Duration = .seconds(5),
        limit: Int = 4 << 20
    ) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.deadline = deadline
        self.limit = limit
    }

    /// Program and arguments as a person would type them; also the key under which a capture keeps the output.
    public var line: String { ShellLine.of([program] + arguments) }
}

/// What a program left behind.
public struct CommandOutput: Sendable, Equatable {
    /// The exit status; 128 + the signal's number where a signal ended it.
    public var status: Int
    public var out: [UInt8]
    public var err: [UInt8]
    /// More came than the limit let through.
    public var isCut: Bool

    public init(status: Int, out: [UInt8], err: [UInt8] = [], isCut: Bool = false) {
        self.status = status
        self.out = out
        self.err = err
        self.isCut = isCut
    }

    public var succeeded: Bool { status == 0 }
    public var text: String { String(decoding: out, as: UTF8.self) }
    public var errorText: String { String(decoding: err, as: UTF8.self) }
    public var lines: [Substring] { text.split(whereSeparator: \.isLineEnd) }
}

/// A log to scan.
public enum LogSource: Sendable, Hashable {
    /// Journal of a unit in this boot (`0`) or the one before (`-1`): `journalctl -u UNIT -b BOOT -o short-unix`.
    case journal(unit: String, boot: Int, limit: Int)
    /// Kernel messages of a boot: `journalctl -k -b BOOT -o short-unix`, else `dmesg`.
    case kernel(boot: Int, limit: Int)
    /// The last `limit` bytes of a file, e.g. a container's log under /var/log/pods.
    case file(path: String, limit: Int)

    /// A stable name, under which a capture keeps the log: `journal kubelet.service 0`, `kernel 0`, `file /var/log/…`.
    public var key: String {
        switch self {
        case .journal(let unit, let boot, _): "journal \(unit) \(boot)"
        case .kernel(let boot, _): "kernel \(boot)"
        case .file(let path, _): "file \(path)"
        }
    }

    /// The most bytes that are read, counted from the log's end.
    public var limit: Int {
        switch self {
        case .journal(_, _, let limit), .kernel(_, let limit), .file(_, let limit): limit
        }
    }
}

/// How a scan went.
public struct ScanResult: Sendable, Equatable, Codable {
    /// Bytes handed over.
    public var bytes: Int
    /// Older lines were left out because of the limit.
    public var isCut: Bool

    public init(bytes: Int, isCut: Bool) {
        self.bytes = bytes
        self.isCut = isCut
    }
}

/// An HTTP answer.
public struct HTTPAnswer: Sendable, Equatable, Codable {
    public var status: Int
    public var body: [UInt8]

    public init(status: Int, body: [UInt8]) {
        self.status = status
        self.body = body
    }

    public var text: String { String(decoding: body, as: UTF8.self) }
}
