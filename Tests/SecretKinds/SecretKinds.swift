import FoundationEssentials

/// The kinds of secrets of `Tests/Secrets/kinds.tsv`, and the texts of `harmless.txt` that hold none.
public enum SecretKinds {
    public struct Kind: Sendable, CustomStringConvertible {
        public var name: String
        public var text: String
        public var secrets: [String]
        public var description: String { name }
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Secrets")

    public static let all: [Kind] = lines("kinds.tsv").map { line in
        let fields = line.split(separator: "\t", maxSplits: 1).map(String.init)
        let text = unescaped(fields.last ?? "")
        let secrets = text.split(separator: "⟦").dropFirst(text.hasPrefix("⟦") ? 0 : 1).compactMap {
            $0.split(separator: "⟧").first
        }
        return Kind(name: fields[0], text: text.filter { $0 != "⟦" && $0 != "⟧" }, secrets: secrets.map(String.init))
    }

    public static let harmless: [String] = lines("harmless.txt").map(unescaped)

    private static func lines(_ name: String) -> [String] {
        let text = (try? Data(contentsOf: folder.appending(path: name))).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return text.split(separator: "\n").filter { !$0.hasPrefix("# ") }.map(String.init)
    }

    private static func unescaped(_ text: String) -> String {
        var out = ""
        var isEscape = false
        for character in text {
            if isEscape {
                out.append(["n": "\n", "t": "\t", "0": "\0"][character] ?? character)
                isEscape = false
            } else if character == "\\" {
                isEscape = true
            } else {
                out.append(character)
            }
        }
        return out
    }
}
