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
        self.sentence = sentence
    }

    /// As compilers write it, so that an editor jumps there.
    public var description: String { "\(file):\(line): error: \(sentence)" }
}
