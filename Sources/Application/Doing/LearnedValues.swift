import Applying
import Steps

/// Tokens and keys that were made on this machine and that others need, where install.sh puts them, for root alone.
enum LearnedValues {
    /// Writes them; gives the file, nil where there are none.
    static func keep(_ made: [Placeholder: String]) throws(Refusal) -> String? {
        guard !made.isEmpty else { return nil }
        let folder = "/run/drydock/learned"
        let text = made.map { "\($0.key.rawValue)=\($0.value)\n" }.sorted().joined()
        if let problem = WholeFile.makeFolder(folder)
            ?? WholeFile.write(Array(text.utf8), to: "\(folder)/values", mode: 0o600, isExact: true)
        {
            throw Refusal("What the other machines need could not be saved in \(folder)/values: \(problem).", status: 1)
        }
        return "\(folder)/values"
    }
}
