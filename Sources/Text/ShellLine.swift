/// A command as a person types it in a shell.
public enum ShellLine {
    /// The words with blanks between, quoted where a shell would take them apart.
    public static func of(_ words: [String]) -> String {
        words.map { word in
            !word.isEmpty && word.utf8.allSatisfy(isPlain)
                ? word : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
        }.joined(separator: " ")
    }

    /// ASCII letters, digits, and signs that mean nothing to a shell.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122: true
        case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: ":"),
            UInt8(ascii: ","), UInt8(ascii: "@"), UInt8(ascii: "%"), UInt8(ascii: "+"):
            true
        default: false
        }
    }
}
