/// A command as a person types it in a shell.
public enum ShellLine {
    /// The words with blanks between, quoted where a shell would take them apart.
    public static func of(_ words: [String]) -> String {
        words.map { word in
            let isPlain =
                !word.isEmpty && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./=:,@%+".contains($0)) }
            return isPlain
                ? word : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
        }.joined(separator: " ")
    }
}
