/// Versions of dotted numbers, such as etcd's and the runtimes'.
package enum VersionOrder {
    /// The numbers of `3.5.24`, `v3.5.24` and `3.5.24-0`; nil for anything else.
    package static func numbers(_ text: String) -> [Int]? {
        let core = text.drop { $0 == "v" }.prefix { $0 != "-" && $0 != "+" }
        let parts = core.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil }
        return numbers.count == parts.count && numbers.count >= 2 ? numbers : nil
    }

    /// Whether the first is older; false where one of them cannot be read.
    package static func isOlder(_ a: String, than b: String) -> Bool {
        guard let a = numbers(a), let b = numbers(b) else { return false }
        return a.lexicographicallyPrecedes(b)
    }
}
