/// Why a file could not be read as TOML, as a sentence with its place.
package struct TOMLError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of thing is wrong.
    package enum Kind: Sendable, Hashable {
        /// The bytes are no UTF-8 text.
        case notText
        /// It is not TOML.
        case syntax
        /// A key or a table is defined twice, or a key is used as a table and is none.
        case duplicate
        /// It is TOML, as far as was looked, and goes beyond what is read here: no fault of the file.
        case beyond
    }

    /// The file's name, as the caller gave it.
    package var file: String
    /// The line, counted from 1.
    package var line: Int
    /// The column in characters, counted from 1.
    package var column: Int
    /// The other line that the sentence speaks of: where a key or table stood first.
    package var otherLine: Int?
    package var kind: Kind
    /// What is wrong and what was expected: a whole sentence without the place, and without any value of the file.
    package var sentence: String

    package init(file: String, line: Int, column: Int, otherLine: Int? = nil, kind: Kind, sentence: String) {
        self.file = file
        self.line = line
        self.column = column
        self.otherLine = otherLine
        self.kind = kind
        self.sentence = sentence
    }

    /// The place and the sentence: `/etc/containerd/config.toml:12:3: …`.
    package var description: String { "\(file):\(line):\(column): \(sentence)" }

    /// The file may be in order: drydock does not read so much.
    package var isBeyond: Bool { kind == .beyond }
}
