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
                ? "\(path) already exists; nothing was written." : "\(path) could not be written; nothing was changed."
        }
    }

    /// The same into the first of `NAME.txt`, `NAME-2.txt`, … that is not there.
    static func write(_ text: String, named name: String, in folder: String = ".", ending: String) -> String {
        let safe = String(name.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "-" })
        for number in 1...999 {
            let path = (folder == "." ? "" : folder + "/") + (number == 1 ? safe : "\(safe)-\(number)") + ending
            if !FileManager.default.fileExists(atPath: path) { return write(text, to: path) }
        }
        return "There are too many files named \(safe) here; nothing was written."
    }
}
