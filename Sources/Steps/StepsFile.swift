import FoundationEssentials

/// steps.json: the steps of one machine, for `drydock apply` there.
public struct StepsFile: Sendable, Equatable, Codable {
    /// The form of the file; a reader of another refuses it.
    public static let schemaVersion = 1

    public var schemaVersion: Int
    /// What the steps belong to: a plan's name, a recipe's id.
    public var name: String
    public var machine: String
    /// Variables that commands get besides their usual environment: the proxy.
    public var environment: [String: String]
    public var steps: [Step]

    public init(name: String, machine: String, environment: [String: String] = [:], steps: [Step]) {
        schemaVersion = Self.schemaVersion
        self.name = name
        self.machine = machine
        self.environment = environment
        self.steps = steps
    }

    /// The file's text: the same steps give the same bytes.
    public func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }

    /// Reads a file's bytes. Throws `StepsFileError`, which says where and what was expected.
    public static func read(_ bytes: [UInt8]) throws(StepsFileError) -> StepsFile {
        struct Head: Decodable { let schemaVersion: Int }
        do {
            let data = Data(bytes)
            let head = try JSONDecoder().decode(Head.self, from: data)
            guard head.schemaVersion == schemaVersion else { throw StepsFileError.version(head.schemaVersion) }
            return try JSONDecoder().decode(StepsFile.self, from: data)
        } catch let error as StepsFileError {
            throw error
        } catch let error as DecodingError {
            throw .unreadable(Self.words(error))
        } catch {
            throw .unreadable("\(error)")
        }
    }

    private static func words(_ error: DecodingError) -> String {
        let (context, what): (DecodingError.Context, String) =
            switch error {
            case .keyNotFound(let key, let context): (context, "\"\(key.stringValue)\" is missing")
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
                (context, context.debugDescription)
            @unknown default: (DecodingError.Context(codingPath: [], debugDescription: ""), "\(error)")
            }
        let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
        return path.isEmpty ? what : "\(path.drop { $0 == "." }): \(what)"
    }
}

/// Why a steps.json cannot be taken.
public enum StepsFileError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Another form of the file.
    case version(Int)
    /// What is wrong, with the path of the field.
    case unreadable(String)

    public var description: String {
        switch self {
        case .version(let number):
            "It has schemaVersion \(number); this drydock reads \(StepsFile.schemaVersion). Write the plan anew with this drydock."
        case .unreadable(let what): "It is no steps file: \(what)."
        }
    }
}
