import Hosts

/// Paths with `*` in them, as filepath.Glob of Go resolves them: each part between slashes by itself, sorted.
enum PathGlob {
    /// The paths that match; a pattern without `*` is a path whether it exists or not.
    static func paths(matching pattern: String, on host: any Host) async -> [String] {
        guard pattern.contains("*") else { return [pattern] }
        var found = [""]
        for part in pattern.split(separator: "/") {
            guard part.contains("*") else {
                found = found.map { $0 + "/" + part }
                continue
            }
            var next: [String] = []
            for folder in found {
                let names = (try? await host.list(folder.isEmpty ? "/" : folder)) ?? []
                next += names.map(\.name).filter { matches(Array(part.utf8), Array($0.utf8)) }.map { folder + "/" + $0 }
            }
            found = next
        }
        return found.sorted()
    }

    /// `*` is any run of bytes, everything else itself.
    static func matches(_ pattern: [UInt8], _ name: [UInt8]) -> Bool {
        var (p, n, star, mark) = (0, 0, -1, 0)
        while n < name.count {
            if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
                star = p
                mark = n
                p += 1
            } else if p < pattern.count, pattern[p] == name[n] {
                p += 1
                n += 1
            } else if star >= 0 {
                p = star + 1
                mark += 1
                n = mark
            } else {
                return false
            }
        }
        return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
