import Text

/// The flags that programs of Kubernetes take, release by release. They come with the knowledge in force (`newFlags` and `removedFlags`
/// in `Knowledge/releases`).
public struct KnownFlags: Sendable, Equatable {
    /// Whose flags may be named. etcd's stand with the release that brings its series.
    public static let programs = RemovedFlag.programs + ["etcd"]

    /// By program and flag, without dashes, the first minor that has it; the oldest known minor for those before.
    public var since: [String: [String: Int]]
    /// The newest minor whose flags are known.
    public var newest: Int

    public init(since: [String: [String: Int]] = [:], newest: Int = 0) {
        self.since = since
        self.newest = newest
    }

    /// What a minor makes of a flag.
    public enum Verdict: Sendable, Equatable {
        case taken
        /// The program's flags of the release are not known.
        case notJudged
        case comes(with: Int)
        case unknown(near: String?)
    }

    /// What a minor makes of a flag; one that was removed is taken here, and `KnownReleases.removal` says so.
    public func verdict(on flag: String, of program: String, minor: Int) -> Verdict {
        guard let known = since[program], !known.isEmpty else { return .notJudged }
        // pflag takes an underscore for a dash.
        let flag = program == "etcd" ? flag : String(flag.map { $0 == "_" ? "-" : $0 })
        if let first = known[flag] { return first > minor ? .comes(with: first) : .taken }
        guard minor <= newest else { return .notJudged }
        return .unknown(near: NearestWord.to(flag, among: known.filter { $0.value <= minor }.keys.sorted()))
    }
}
