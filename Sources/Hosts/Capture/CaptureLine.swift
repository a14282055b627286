import Text

/// One line of `index.jsonl`: what was asked, and the answer. `Capture.md` says which fields belong together.
struct CaptureLine: Sendable, Codable, Equatable {
    /// What can be asked; a line has just one of these keys.
    enum Kind: String, CaseIterable, Sendable {
        case read, list, status, space, run, cri, get, log
    }

    var read, list, status, space, run, cri, get, log: String?
    var error: CapturedError?
    /// Of a file: octal, `0644`.
    var mode: String?
    var kind: FileKind?
    var owner, group, size, modified: Int?
    var target: String?
    var entries: [CapturedStatus]?
    var room: FileSystemSpace?
    /// Of a command.
    var exit: Int?
    var out, err: CapturedBytes?
    /// Of an HTTP answer.
    var code: Int?
    var body: CapturedBytes?
    /// A file's or log's bytes, where they do not lie at `files/<path>`.
    var file: CapturedBytes?
    var cut: Bool?

    /// What is asked.
    var subject: (Kind, String)? {
        if let read { return (.read, read) }
        if let list { return (.list, list) }
        if let status { return (.status, status) }
        if let space { return (.space, space) }
        if let run { return (.run, run) }
        if let cri { return (.cri, cri) }
        if let get { return (.get, get) }
        return log.map { (.log, $0) }
    }

    /// The status that a `read` or `status` line tells.
    var captured: CapturedStatus {
        get {
            CapturedStatus(kind: kind, mode: mode, owner: owner, group: group, size: size, modified: modified, target: target)
        }
        set {
            (kind, mode, owner, group) = (newValue.kind, newValue.mode, newValue.owner, newValue.group)
            (size, modified, target) = (newValue.size, newValue.modified, newValue.target)
        }
    }
}

/// A `cri` line with the answer in its own type.
struct CaptureCRILine<Reply: Codable>: Codable {
    var json: Reply?
    var error: CapturedError?
}

/// A file's status where all may be left out.
package struct CapturedStatus: Sendable, Codable, Equatable {
    package var name: String?
    package var kind: FileKind?
    package var mode: String?
    package var owner, group, size, modified: Int?
    package var target: String?

    package init(
        name: String? = nil, kind: FileKind? = nil, mode: String? = nil, owner: Int? = nil, group: Int? = nil, size: Int? = nil,
        modified: Int? = nil, target: String? = nil
    ) {
        (self.name, self.kind, self.mode, self.owner) = (name, kind, mode, owner)
        (self.group, self.size, self.modified, self.target) = (group, size, modified, target)
    }

    init(_ status: FileStatus, name: String? = nil) {
        self.init(
            name: name, kind: status.kind == .file ? nil : status.kind,
            mode: Octal.digits(status.mode, atLeast: 4), owner: status.owner == 0 ? nil : status.owner,
            group: status.group == 0 ? nil : status.group, size: status.size, modified: status.modified, target: status.target)
    }

    /// The whole status: a regular file of root, mode 0644 (0755 for a directory), where it is not told otherwise.
    func status(name: String, size: Int, modified: Int, mode: Int? = nil) -> FileStatus {
        let kind = self.kind ?? .file
        let usual = mode ?? (kind == .directory ? 0o755 : kind == .link ? 0o777 : 0o644)
        return FileStatus(
            name: name, kind: kind, mode: self.mode.flatMap(Octal.number) ?? usual, owner: owner ?? 0, group: group ?? 0,
            size: self.size ?? size, modified: self.modified ?? modified, target: target)
    }
}

/// Bytes of an answer: the name of a file in the capture, or `{"text": "…"}` on the spot.
enum CapturedBytes: Sendable, Equatable, Codable {
    case file(String)
    case text(String)

    private enum CodingKeys: String, CodingKey { case text }

    init(from decoder: any Decoder) throws {
        if let name = try? decoder.singleValueContainer().decode(String.self) {
            self = .file(name)
        } else {
            self = .text(try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .text))
        }
    }

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .file(let name):
            var container = encoder.singleValueContainer()
            try container.encode(name)
        case .text(let text):
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(text, forKey: .text)
        }
    }
}

/// An error as a capture keeps it: a word where the question says the rest, else the whole `HostError`.
package enum CapturedError: Sendable, Equatable, Codable {
    /// `notThere`, `denied`, `wrongKind`, `noProgram`; for a runtime's socket a word of `RuntimeProblem`.
    case word(String)
    case whole(HostError)

    package init(from decoder: any Decoder) throws {
        if let word = try? decoder.singleValueContainer().decode(String.self) {
            self = .word(word)
        } else {
            self = .whole(try HostError(from: decoder))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .word(let word):
            var container = encoder.singleValueContainer()
            try container.encode(word)
        case .whole(let error): try error.encode(to: encoder)
        }
    }

    /// The shortest form of an error about `what`: a path, a program.
    init(_ error: HostError, about what: String) {
        switch error {
        case .notThere(what): self = .word("notThere")
        case .denied(what): self = .word("denied")
        case .wrongKind(what): self = .word("wrongKind")
        case .noProgram(what): self = .word("noProgram")
        default: self = .whole(error)
        }
    }

    /// The error, when `what` was asked: a path, a program or a socket.
    func error(about what: String) -> HostError {
        guard case .word(let word) = self else {
            if case .whole(let error) = self { return error }
            return .badCapture("an error about \(what)")
        }
        switch word {
        case "notThere": return .notThere(path: what)
        case "denied": return .denied(path: what)
        case "wrongKind": return .wrongKind(path: what)
        case "noProgram": return .noProgram(what)
        default:
            guard let problem = RuntimeProblem(rawValue: word) else { return .badCapture("an error about \(what), \(word)") }
            return .runtime(socket: what, problem: problem, because: problem.sentence)
        }
    }
}

extension RuntimeProblem {
    /// What happened, as a sentence, where nobody recorded the exact words.
    var sentence: String {
        switch self {
        case .noSocket: "there is no such socket."
        case .refused: "nothing listens on it."
        case .denied: "this user may not connect to it."
        case .hung: "it accepted the connection and did not answer in time."
        case .unknownService: "unknown service runtime.v1.RuntimeService."
        case .unknownMethod: "it does not know this method."
        case .status: "it answered with an error."
        case .malformed: "it does not speak gRPC."
        }
    }
}
