import FoundationEssentials
import Glibc
import Text

/// What is kept of runs that are long past: nothing, so that a machine's disk does not fill with them.
public enum Pruning {
    /// The newest runs, which stay however old they are.
    static let kept = 20
    /// Runs within these days stay, up to ``most``.
    static let days = 90
    /// More runs than these do not stay.
    private static let most = 200

    /// Removes journals, logs and backups of runs that have ended and that nobody would take back: beyond the newest 20, those that are older
    /// than 90 days. The newest run that stands always stays, and so does one whose journal cannot be read. What cannot be removed is left.
    ///
    /// - Parameter now: the machine's clock, in seconds.
    public static func prune(below state: String, now: Int) {
        let names = JournalRun.names(below: state)
        guard names.count > kept else { return }
        let standing = names.last { name in
            guard let run = try? JournalRun.read(name, below: state) else { return false }
            return !run.standing.isEmpty
        }
        let excess = names.count - most
        for (index, name) in names.dropLast(kept).enumerated() where name != standing {
            guard isPast(name, now) || index < excess, let run = try? JournalRun.read(name, below: state), !run.isOpen else {
                continue
            }
            try? FileManager.default.removeItem(atPath: "\(state)/backup/\(name)")
            unlink("\(state)/\(Journal.folder)/\(name).log")
            unlink("\(state)/\(Journal.folder)/\(name).jsonl")
        }
    }

    /// Whether a run began so long ago, by its name.
    private static func isPast(_ name: String, _ now: Int) -> Bool {
        let digits = Array(name.utf8.filter { $0 >= 48 && $0 <= 57 }.prefix(14).map { Character(Unicode.Scalar($0)) })
        guard digits.count == 14 else { return false }
        func part(_ range: Range<Int>) -> String { String(digits[range]) }
        let text = "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(8..<10)):\(part(10..<12)):\(part(12..<14))Z"
        return RFC3339(text).map { now - $0.seconds > days * 86400 } ?? false
    }
}
