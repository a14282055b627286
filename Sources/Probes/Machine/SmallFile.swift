import Facts
import Hosts
import Text

/// A small file as it was found: most of what /proc and /sys say is one of these.
enum SmallFile: Sendable {
    case text(String)
    /// Known not to be there.
    case absent
    /// Could not be looked at; why, as a sentence.
    case unseen(Reason)

    /// Reads at most `limit` bytes.
    static func read(_ path: String, limit: Int = 1 << 20, at host: any Host) async -> SmallFile {
        do {
            return .text(try await host.read(path, limit: limit).text)
        } catch {
            return error.isAbsence ? .absent : .unseen(error.reason)
        }
    }

    var text: String? {
        if case .text(let text) = self { return text }
        return nil
    }

    /// The lines with their numbers from 1, without those that are blank or comments (`#` or `;`).
    var settings: [(number: Int, line: Substring)] {
        guard let text else { return [] }
        return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
            guard let first = line.first(where: { !$0.isWhitespace }), first != "#", first != ";" else { return nil }
            return (index + 1, line)
        }
    }
}

extension FactSet {
    /// Sets a fact from a file that holds one value: absent where there is no such file, missing where its text is no such value.
    mutating func set(_ key: FactKey, of file: SmallFile, at path: String, as value: (String) -> Value?) {
        switch file {
        case .absent: setAbsent(key, from: .file(path, "does not exist"))
        case .unseen(let reason): miss(key, reason)
        case .text(let text):
            let trimmed = text.trimmed
            guard let value = value(trimmed) else {
                return miss(key, "\(path) contains nothing that could be read as \(key.words).")
            }
            set(key, value, from: .file(path, String(trimmed.prefix(200))))
        }
    }
}
