import Crypto

/// One text of many that the cases of a matrix give: a file of one machine of one plan.
public struct MatrixText: Sendable {
    /// Which of the texts of one kind a golden holds whole.
    public enum Whole: Sendable {
        /// Each that has a line of a kind which none before it has; lines are of one kind where they differ in numbers alone. Lines
        /// that only further texts have stand below, one by one.
        case eachKindOfLine
        /// The first, for texts that repeat what others say. Lines of a kind that it does not have stand below, one by one.
        case first
        /// None: the digest alone knows them.
        case none
    }

    /// The matrix and the case: `plans/stacked-1.36`.
    public var example: String
    /// Empty for what belongs to none.
    public var machine: String
    /// The file's path, or what else the text is.
    public var path: String
    /// What belongs to it beside its text, such as its mode.
    public var note: String
    public var content: String
    /// The golden that holds texts of this kind.
    public var golden: String
    /// What is the same for all texts of one kind in that golden.
    public var kind: String
    public var whole: Whole
    /// Whether the digest names it.
    public var isInDigest: Bool

    public init(
        example: String, machine: String = "", path: String, note: String = "", _ content: String, golden: String,
        kind: String, whole: Whole = .eachKindOfLine, isInDigest: Bool = true
    ) {
        self.example = example
        self.machine = machine
        self.path = path
        self.note = note
        self.content = content
        self.golden = golden
        self.kind = kind
        self.whole = whole
        self.isInDigest = isInDigest
    }

    /// The first 12 hexadecimal digits of its SHA-256.
    public var hash: String { Self.hash(content) }

    static func hash(_ text: String) -> String {
        SHA256.hash(data: Array(text.utf8)).prefix(6).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    /// Its case, machine, path and note as a reader of a golden sees them.
    var heading: String {
        [example, machine, path + (note.isEmpty ? "" : " \(note)")].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    var lines: [String] { content.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }

    /// A line with each of its numbers and hashes the same.
    static func kind(of line: String) -> String {
        var out: [UInt8] = [], word: [UInt8] = []
        func end() {
            let isHash =
                word.count >= 32
                && word.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0 }
            for byte in isHash ? [UInt8(ascii: "0")] : word {
                let isDigit = UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                if !isDigit { out.append(byte) } else if out.last != UInt8(ascii: "0") { out.append(UInt8(ascii: "0")) }
            }
            word = []
        }
        for byte in line.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"):
                word.append(byte)
            default:
                end()
                out.append(byte)
            }
        }
        end()
        return String(decoding: out, as: UTF8.self)
    }
}
