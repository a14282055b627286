import FoundationEssentials

/// Writes what a person asked for into a file of their own choice.
enum FileWriting {
    /// Writes a new file; one that is there stays as it is. Gives the sentence that is said.
    static func write(_ text: String, to path: String) -> String {
        do {
            try Data(text.utf8).write(to: URL(filePath: path), options: .withoutOverwriting)
            return "Written to \(path)."
        } catch {
            return FileManager.default.fileExists(atPath: path)
                ? "\(path) is there already; nothing was written." : "\(path) could not be written; nothing was changed."
        }
    }
}
