import Facts
import Text

/// The names of logs, as rules write them with `*`: a log that nobody looks at is never silent, it is unknown.
public enum LogNames {
    /// What the log of a container is called: the namespace, the pod and the container, the last two perhaps left out.
    public static let containerForm = "container/NAMESPACE/POD/CONTAINER"

    private static let namespaces = ["kube-system", "kube-flannel", "calico-system", "default"]
    private static let parts = [
        "etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-proxy", "kube-flannel", "coredns",
        "metrics-server",
    ]

    /// Whether a log of that name can have been looked at.
    public static func isKnown(_ pattern: String) -> Bool {
        let name = current(pattern)
        let words = name.split(separator: "/", omittingEmptySubsequences: false)
        if words.first == "container" { return (2...4).contains(words.count) && words.allSatisfy { !$0.isEmpty } }
        return LogFacts.names.contains { Glob.matches(name, $0) }
    }

    /// The name that was probably meant, where a part of this one is near to a known word and is none.
    public static func nearest(to pattern: String) -> String? {
        let name = current(pattern)
        let start = pattern.dropLast(name.count)
        var words = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard words.count > 1 else {
            guard !isKnown(name), let near = NearestWord.to(name, among: LogFacts.names + ["container"]) else { return nil }
            return start + near
        }
        var isMeant = false
        for (at, known) in [["container"], namespaces, parts, parts].enumerated() where at < words.count {
            guard let near = misspelt(words[at], known) else { continue }
            words[at] = near
            isMeant = true
        }
        return isMeant ? start + words.joined(separator: "/") : nil
    }

    /// Whether what stands before the first `*` is near to a known word, and neither begins with one nor begins one.
    private static func misspelt(_ word: String, _ known: [String]) -> String? {
        let stem = String(word.prefix { $0 != "*" && $0 != "?" })
        let bare = stem.hasSuffix("-") ? String(stem.dropLast()) : stem
        guard bare.count > 2, !known.contains(where: { $0.hasPrefix(bare) || bare == $0 || bare.hasPrefix($0 + "-") }) else {
            return nil
        }
        return NearestWord.to(bare, among: known).map { $0 + word.dropFirst(bare.count) }
    }

    /// Without the word for an earlier boot, or an earlier run that is history.
    private static func current(_ pattern: String) -> String {
        pattern.hasPrefix("previous/") ? String(pattern.dropFirst(9)) : pattern
    }
}
