/// One thing that a step does.
public enum Action: Sendable, Equatable {
    /// Writes a file whole; left alone where it already reads so.
    case write(PlannedFile)
    /// Changes a setting in a file that is there.
    case edit(FileChange)
    /// Runs a command, as words, without a shell.
    case run(Run)
    /// Downloads a file over TLS, or takes one that was brought.
    case fetch(Fetch)
    /// Brings a systemd unit into a state.
    case unit(UnitChange)
    /// Installs packages.
    case packages(PackageSet)
    /// Restarts a static pod, by its manifest.
    case staticPod(StaticPod)
    /// Something only a person can do; whole sentences.
    case byHand(String)

    /// Whether the journal alone can take it back.
    public var isJournalled: Bool {
        switch self {
        case .write, .edit, .unit, .packages, .fetch: true
        case .run, .staticPod, .byHand: false
        }
    }
}

extension Action: Codable {
    private enum Key: String, CodingKey { case write, edit, run, fetch, unit, packages, staticPod, byHand }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        guard let key = box.allKeys.first, box.allKeys.count == 1 else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "An action has exactly one key, which says what it is."))
        }
        switch key {
        case .write: self = .write(try box.decode(PlannedFile.self, forKey: key))
        case .edit: self = .edit(try box.decode(FileChange.self, forKey: key))
        case .run: self = .run(try box.decode(Run.self, forKey: key))
        case .fetch: self = .fetch(try box.decode(Fetch.self, forKey: key))
        case .unit: self = .unit(try box.decode(UnitChange.self, forKey: key))
        case .packages: self = .packages(try box.decode(PackageSet.self, forKey: key))
        case .staticPod: self = .staticPod(try box.decode(StaticPod.self, forKey: key))
        case .byHand: self = .byHand(try box.decode(String.self, forKey: key))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var box = encoder.container(keyedBy: Key.self)
        switch self {
        case .write(let file): try box.encode(file, forKey: .write)
        case .edit(let edit): try box.encode(edit, forKey: .edit)
        case .run(let run): try box.encode(run, forKey: .run)
        case .fetch(let fetch): try box.encode(fetch, forKey: .fetch)
        case .unit(let unit): try box.encode(unit, forKey: .unit)
        case .packages(let set): try box.encode(set, forKey: .packages)
        case .staticPod(let pod): try box.encode(pod, forKey: .staticPod)
        case .byHand(let text): try box.encode(text, forKey: .byHand)
        }
    }
}
