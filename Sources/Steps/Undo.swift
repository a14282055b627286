/// How a step is taken back.
public enum Undo: Sendable, Equatable, Codable {
    /// By the journal: files get their old bytes, units their old state, packages that were not there go.
    case journal
    /// By these actions, in this order; with none, nothing is left that could be taken back.
    case actions([Action])
    /// It cannot be, for this reason; a whole sentence.
    case none(because: String)

    /// Commands, run in order.
    public static func commands(_ commands: [[String]]) -> Undo { .actions(commands.map { .run(Run($0)) }) }

    private enum Key: String, CodingKey { case actions, none }

    public init(from decoder: any Decoder) throws {
        if let word = try? decoder.singleValueContainer().decode(String.self), word == "journal" {
            self = .journal
            return
        }
        let box = try decoder.container(keyedBy: Key.self)
        if let actions = try box.decodeIfPresent([Action].self, forKey: .actions) {
            self = .actions(actions)
        } else {
            self = .none(because: try box.decode(String.self, forKey: .none))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .journal:
            var box = encoder.singleValueContainer()
            try box.encode("journal")
        case .actions(let actions):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode(actions, forKey: .actions)
        case .none(let because):
            var box = encoder.container(keyedBy: Key.self)
            try box.encode(because, forKey: .none)
        }
    }
}
