import FoundationEssentials
import Hosts
import YAML

/// A recorded node of `Tests/Nodes`, with edits, laid out as a capture in a folder of its own that goes with it.
///
/// A node whose folder has an `overlay.yaml` holds only what differs from its `base`: its files and the lines of its index count
/// after the base's, its capture.json replaces the base's, and the paths in `without` do not exist.
final class NodeFolder {
    static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    static let nodes = tests.appending(path: "Nodes")
    static let rules = tests.appending(path: "Rules")

    let path: String

    init(_ node: String, _ edits: NodeEdits) throws {
        let base = Self.nodes.appending(path: node)
        let folder = FileManager.default.temporaryDirectory.appending(path: "drydock-node-\(UUID().uuidString)")
        guard FileManager.default.fileExists(atPath: base.path) else { throw CaseError("There is no recorded node \(node).") }
        path = folder.path
        try Self.lay(base, in: folder)
        for change in edits.changes { try Self.change(change.place, change.old, change.new, in: folder) }
        for (name, text) in edits.files {
            let file = folder.appending(path: "files" + name)
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        if edits.taken != nil || edits.hostname != nil { try setHead(folder, edits) }
        var index = (try? String(contentsOf: folder.appending(path: "index.jsonl"), encoding: .utf8)) ?? ""
        if !index.isEmpty, !index.hasSuffix("\n") { index += "\n" }
        for (key, lines) in edits.logs { try add(lines, to: key, &index, folder) }
        index += edits.lines.map { $0 + "\n" }.joined()
        try Data(index.utf8).write(to: folder.appending(path: "index.jsonl"))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    private static func lay(_ node: URL, in folder: URL) throws {
        let files = FileManager.default
        guard let bytes = try? Data(contentsOf: node.appending(path: "overlay.yaml")) else {
            return try files.copyItem(at: node, to: folder)
        }
        let overlay = try YAMLDocument.parse([UInt8](bytes), file: "overlay.yaml").first
        guard let overlay, let base = overlay["base"]?.text, overlay.keys(notIn: ["base", "without"]).isEmpty else {
            throw CaseError("\(node.path)/overlay.yaml must name its base, and may have a list of paths that it is without.")
        }
        try lay(nodes.appending(path: base), in: folder)
        for path in overlay["without"]?.array ?? [] {
            try files.removeItem(at: folder.appending(path: "files" + (path.text ?? "")))
        }
        let own: Set = ["index.jsonl", "overlay.yaml"]
        for path in try files.subpathsOfDirectory(atPath: node.path).sorted() where !own.contains(path) {
            let (from, to) = (node.appending(path: path), folder.appending(path: path))
            if try files.attributesOfItem(atPath: from.path)[.type] as? FileAttributeType == .typeDirectory {
                try files.createDirectory(at: to, withIntermediateDirectories: true)
            } else {
                try? files.removeItem(at: to)
                try files.copyItem(at: from, to: to)
            }
        }
        let index = folder.appending(path: "index.jsonl")
        try (Data(contentsOf: index) + Data(contentsOf: node.appending(path: "index.jsonl"))).write(to: index)
    }

    /// Changes a text in every file at or below the place, or in the index where the place is `index.jsonl`.
    private static func change(_ place: String, _ old: String, _ new: String, in folder: URL) throws {
        let root = place == "index.jsonl" ? folder.appending(path: place) : folder.appending(path: "files" + place)
        var isThere = false
        let inside = (try? FileManager.default.subpathsOfDirectory(atPath: root.path)) ?? []
        for path in inside.isEmpty ? [root.path] : inside.map({ root.appending(path: $0).path }) {
            guard let text = try? String(contentsOf: URL(filePath: path), encoding: .utf8), text.contains(old) else { continue }
            isThere = true
            try Data(text.replacing(old, with: new).utf8).write(to: URL(filePath: path))
        }
        guard isThere else { throw CaseError("\(place) does not hold \(old).") }
    }

    func host() throws -> RecordedHost { try RecordedHost(capture: path) }

    private func setHead(_ folder: URL, _ edits: NodeEdits) throws {
        let file = folder.appending(path: "capture.json")
        let head = try YAMLDocument.parse([UInt8](try Data(contentsOf: file)), file: "capture.json").first
        let fields = (head?.entries ?? []).map { entry -> String in
            if entry.key.name == "taken", let taken = edits.taken { return "\"taken\":\(taken)" }
            if entry.key.name == "hostname", let name = edits.hostname { return "\"hostname\":\(NodeEdits.json(name))" }
            return "\(NodeEdits.json(entry.key.name)):\(NodeEdits.json(entry.value))"
        }
        try Data(("{" + fields.joined(separator: ",") + "}").utf8).write(to: file)
    }

    /// The log with more lines at its end. Its bytes lie in a file of the capture, in the line itself, or nowhere yet.
    private func add(_ lines: [String], to key: String, _ index: inout String, _ folder: URL) throws {
        var text = ""
        for line in index.split(separator: "\n").reversed() where line.hasPrefix("{\"log\":") || line.hasPrefix("{\"log\": ") {
            let node = try YAMLDocument.parse(Array(line.utf8), file: "index.jsonl").first
            guard node?["log"]?.text == key else { continue }
            if let name = node?["file"]?.text {
                text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            } else {
                text = node?["file"]?["text"]?.text ?? ""
            }
            break
        }
        if !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
        let name = "logs/edit-\(UUID().uuidString).log"
        try FileManager.default.createDirectory(at: folder.appending(path: "logs"), withIntermediateDirectories: true)
        try Data((text + lines.map { $0 + "\n" }.joined()).utf8).write(to: folder.appending(path: name))
        index += "{\"log\":\(NodeEdits.json(key)),\"file\":\"\(name)\"}\n"
    }
}
