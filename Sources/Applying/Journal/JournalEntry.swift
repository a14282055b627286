import Steps

/// One line of a run's journal. What is about to change something is written before it is done, with what takes it back, and its end after.
public enum JournalEntry: Sendable, Equatable {
    /// The first line: what is to be done.
    case run(Head)
    /// A step is about to change something for the first time.
    case step(Begun)
    /// A file is about to be written.
    case write(Written)
    /// A command is about to be run: its line, in which secrets are replaced.
    case command(String)
    /// The write or the command before has ended.
    case done(Done)
    /// A step has ended.
    case end(End)
    /// A step was taken back.
    case undone(End)
    /// The run has ended: the last line, but for what is taken back later.
    case closed(Closed)

    /// What a run does.
    public struct Head: Sendable, Equatable, Codable {
        /// The form of the journal; a reader of a later one refuses it.
        public static let schemaVersion = 1

        public var schemaVersion = Self.schemaVersion
        /// What is carried out: a plan's name, a recipe's id.
        public var name: String
        /// The rule that is to be clear afterwards; nil where a plan is carried out.
        public var rule: String?
        public var machine: String
        public var environment: [String: String]
        public var steps: [Step]

        public init(name: String, rule: String? = nil, machine: String, environment: [String: String] = [:], steps: [Step]) {
            self.name = name
            self.rule = rule
            self.machine = machine
            self.environment = environment
            self.steps = steps
        }
    }

    /// What a step found that no file tells: units and packages as they were.
    public struct Begun: Sendable, Equatable, Codable {
        public var step: String
        public var units: [UnitState]
        /// Those of the step's packages that were installed.
        public var installed: [String]
    }

    /// A systemd unit as it was.
    public struct UnitState: Sendable, Equatable, Codable {
        public var name: String
        /// systemd's `ActiveState`: `active`, `activating`, `failed`, ...; empty where there is no such unit.
        public var state: String
        /// systemd's `UnitFileState`: `enabled`, `disabled`, `masked`, `static`, ...; empty where there is no such unit.
        public var file: String

        /// Whether it ran, or was about to: a service that fails again and again is `activating` between two tries.
        var isActive: Bool { isUp || state == "activating" }
        var isUp: Bool { ["active", "reloading"].contains(state) }
    }

    /// A file, before and after.
    public struct Written: Sendable, Equatable, Codable {
        public var step: String
        public var path: String
        /// Nil where there was none.
        public var old: Old?
        /// SHA-256 of what is written.
        public var sum: String
        /// Folders that were made for it, outermost first.
        public var folders: [String]
    }

    /// What stood in a file's place.
    public struct Old: Sendable, Equatable, Codable {
        /// Where its bytes are kept.
        public var kept: String
        public var sum: String
        public var mode: FileMode
        public var owner: UInt32
        public var group: UInt32
    }

    public struct Done: Sendable, Equatable, Codable {
        /// A command's exit status; nil for a write.
        public var status: Int?
        /// Why it failed, or the last that the command said on stderr, without secrets.
        public var says: String?
    }

    public struct End: Sendable, Equatable, Codable {
        public var step: String
        /// Nil where it is as it should be.
        public var says: String?
        public var failed: Bool
    }

    public struct Closed: Sendable, Equatable, Codable {
        /// Whether everything was done, and verified where a rule was to be clear.
        public var isWell: Bool
        public var says: String?

        public init(isWell: Bool, says: String? = nil) {
            self.isWell = isWell
            self.says = says
        }
    }
}

extension JournalEntry: Codable {
    private enum Key: String, CodingKey { case run, step, write, command, done, end, undone, closed }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        guard let key = box.allKeys.first else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: [], debugDescription: "No kind of entry that is known stands here."))
        }
        self =
            switch key {
            case .run: .run(try box.decode(Head.self, forKey: key))
            case .step: .step(try box.decode(Begun.self, forKey: key))
            case .write: .write(try box.decode(Written.self, forKey: key))
            case .command: .command(try box.decode(String.self, forKey: key))
            case .done: .done(try box.decode(Done.self, forKey: key))
            case .end: .end(try box.decode(End.self, forKey: key))
            case .undone: .undone(try box.decode(End.self, forKey: key))
            case .closed: .closed(try box.decode(Closed.self, forKey: key))
            }
    }

    public func encode(to encoder: any Encoder) throws {
        var box = encoder.container(keyedBy: Key.self)
        switch self {
        case .run(let head): try box.encode(head, forKey: .run)
        case .step(let begun): try box.encode(begun, forKey: .step)
        case .write(let written): try box.encode(written, forKey: .write)
        case .command(let line): try box.encode(line, forKey: .command)
        case .done(let done): try box.encode(done, forKey: .done)
        case .end(let end): try box.encode(end, forKey: .end)
        case .undone(let end): try box.encode(end, forKey: .undone)
        case .closed(let closed): try box.encode(closed, forKey: .closed)
        }
    }
}
