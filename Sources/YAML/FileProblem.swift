/// Something wrong in a file that a person wrote: a rule, a plan.
public struct FileProblem: Error, Sendable, Equatable, CustomStringConvertible {
    public var file: String
    /// Counted from 1.
    public var line: Int
    /// A whole sentence: what stands there and what was expected.
    public var sentence: String

    public init(file: String, line: Int, sentence: String) {
        self.file = file
        self.line = line
        self.sentence = Self.shown(sentence)
    }

    /// The most characters of a sentence: a value that is quoted in it can have megabytes.
    private static let longest = 1000

    /// Without what would act on a terminal, on one line, and cut where it is too long.
    private static func shown(_ sentence: String) -> String {
        let scalars = sentence.unicodeScalars
        let cut = scalars.index(scalars.startIndex, offsetBy: longest, limitedBy: scalars.endIndex) ?? scalars.endIndex
        var out = String.UnicodeScalarView()
        for scalar in scalars[..<cut] {
            switch scalar.value {
            case 0x0A, 0x09: out.append(" ")
            case 0..<0x20, 0x7F...0x9F, 0x200B...0x200F, 0x2028...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF, 0x061C:
                out.append("\u{FFFD}")
            default: out.append(scalar)
            }
        }
        return String(out) + (cut < scalars.endIndex ? " … (cut)." : "")
    }

    /// As compilers write it, so that an editor jumps there.
    public var description: String { "\(file):\(line): error: \(sentence)" }
}
