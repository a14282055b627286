import Hosts
import Text

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
                next += names.map(\.name).filter { Glob.matches(String(part), $0) }.map { folder + "/" + $0 }
            }
            found = next
        }
        return found.sorted()
    }
}
