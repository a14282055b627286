import FoundationEssentials

/// Files of the recorded nodes, and those recorded for these tests.
enum NodeFile {
    static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

    static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: tests.appending(path: path)), as: UTF8.self)
    }

    /// The recorded files with one of these names, as paths below Tests.
    static func all(named names: String...) -> [String] {
        let manager = FileManager.default
        var out: [String] = []
        for node in (try? manager.contentsOfDirectory(atPath: tests.appending(path: "Nodes").path())) ?? [] {
            let paths = (try? manager.subpathsOfDirectory(atPath: tests.appending(path: "Nodes/\(node)").path())) ?? []
            out += paths.filter { path in names.contains { path.hasSuffix($0) } }.map { "Nodes/\(node)/\($0)" }
        }
        return out.sorted()
    }
}
