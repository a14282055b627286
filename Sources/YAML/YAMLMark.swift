/// A place in a YAML file.
public struct YAMLMark: Sendable, Hashable {
    /// Bytes from the beginning of the file.
    public var offset: Int
    /// The line, counted from 1.
    public var line: Int
    /// The column in characters, counted from 1.
    public var column: Int

    public init(offset: Int, line: Int, column: Int) {
        self.offset = offset
        self.line = line
        self.column = column
    }
}

/// Why a file could not be read as YAML, as a sentence with its place.
public struct YAMLError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file's name, as the caller gave it.
    public var file: String
    /// The line, counted from 1.
    public var line: Int
    /// The column in characters, counted from 1.
    public var column: Int
    /// The other line that the sentence speaks of: where a key stood first, or where the unfinished part begins.
    public var otherLine: Int?
    /// What is wrong and what was expected: a whole sentence without the place.
    public var sentence: String

    public init(file: String, line: Int, column: Int, otherLine: Int? = nil, sentence: String) {
        self.file = file
        self.line = line
        self.column = column
        self.otherLine = otherLine
        self.sentence = sentence
    }

    /// The place and the sentence: `/etc/kubernetes/x.yaml:12:3: …`.
    public var description: String { "\(file):\(line):\(column): \(sentence)" }
}
