import Facts
import Text
import YAML

/// Changes to a recorded node: lines of index.jsonl that count after its own, files, and facts set last.
struct NodeEdits: Sendable {
    var files: [String: String] = [:]
    /// Lines for index.jsonl.
    var lines: [String] = []
    /// Lines added to a log, by its key.
    var logs: [(key: String, lines: [String])] = []
    var facts: [(FactKey, Value)] = []
    /// Texts changed in the node's own files, and in its index, before all else: which file or folder, what, into what.
    var changes: [(place: String, old: String, new: String)] = []
    var taken: Int?
    var hostname: String?

    /// A file that has this text.
    mutating func put(_ path: String, _ text: String) {
        files[path] = text
        lines.append("{\"read\":\(Self.json(path)),\"file\":{\"text\":\(Self.json(text))}}")
    }

    init(_ node: YAMLNode?, file: String) throws {
        guard let node else { return }
        let known = [
            "files", "remove", "status", "commands", "cri", "gets", "logs", "facts", "taken", "lists", "index", "space",
            "hostname", "change",
        ]
        try CaseError.check(node, known, file)
        taken = node["taken"]?.int
        hostname = node["hostname"]?.text
        for item in node["change"]?.array ?? [] {
            guard let place = item["in"]?.text, let old = item["old"]?.text, let new = item["new"]?.text else {
                throw CaseError("\(file):\(item.line): a change needs in, old and new.")
            }
            changes.append((place, old, new))
        }
        for entry in node["files"]?.entries ?? [] { put(entry.key.name, entry.value.text ?? "") }
        for path in node["remove"]?.array ?? [] {
            for word in ["read", "status", "list"] {
                lines.append("{\"\(word)\":\(Self.json(path.text ?? "")),\"error\":\"notThere\"}")
            }
        }
        for entry in node["status"]?.entries ?? [] { lines.append(Self.object("status", entry.key.name, entry.value)) }
        for entry in node["lists"]?.entries ?? [] {
            lines.append("{\"list\":\(Self.json(entry.key.name)),\"entries\":\(Self.json(entry.value))}")
        }
        for entry in node["space"]?.entries ?? [] {
            lines.append("{\"space\":\(Self.json(entry.key.name)),\"room\":\(Self.json(entry.value))}")
        }
        for item in node["commands"]?.array ?? [] { lines.append(Self.command(item)) }
        for item in node["cri"]?.array ?? [] { lines.append(Self.cri(item)) }
        for item in node["gets"]?.array ?? [] { lines.append(Self.get(item)) }
        for item in node["index"]?.array ?? [] { lines.append(item.text ?? "") }
        for item in node["logs"]?.array ?? [] {
            logs.append((item["log"]?.text ?? "", (item["lines"]?.array ?? []).map { $0.text ?? "" }))
        }
        for entry in node["facts"]?.entries ?? [] {
            guard let key = FactKey.registered[entry.key.name] else {
                let near =
                    NearestWord.to(entry.key.name, among: FactKey.registered.keys.sorted()).map { " Did you mean \($0)?" } ?? ""
                throw CaseError("\(file):\(entry.key.line): there is no fact \(entry.key.name).\(near)")
            }
            let value = Self.value(entry.value, key)
            var set = FactSet()
            set.set(key, value)
            if let stranger = set.strangers.first { throw CaseError("\(file):\(entry.value.line): \(stranger)") }
            facts.append((key, value))
        }
    }

    private static func object(_ word: String, _ name: String, _ node: YAMLNode) -> String {
        let fields = (node.entries ?? []).map { "\(json($0.key.name)):\(json($0.value))" }
        return "{\"\(word)\":\(json(name))\(fields.map { "," + $0 }.joined())}"
    }

    private static func command(_ item: YAMLNode) -> String {
        let run = json(item["run"]?.text ?? "")
        if let error = item["error"] { return "{\"run\":\(run),\"error\":\(json(error))}" }
        let out = json(item["out"]?.text ?? "")
        let err = json(item["err"]?.text ?? "")
        return "{\"run\":\(run),\"exit\":\(item["status"]?.int ?? 0),\"out\":{\"text\":\(out)},\"err\":{\"text\":\(err)}}"
    }

    private static func cri(_ item: YAMLNode) -> String {
        let key = [item["socket"]?.text, item["call"]?.text].compactMap { $0 }.joined(separator: " ")
        if let error = item["error"] { return "{\"cri\":\(json(key)),\"error\":\(json(error))}" }
        return "{\"cri\":\(json(key)),\"json\":\(item["json"].map { json($0) } ?? "{}")}"
    }

    private static func get(_ item: YAMLNode) -> String {
        let url = json(item["url"]?.text ?? "")
        if let error = item["error"]?.text {
            return "{\"get\":\(url),\"error\":{\"noConnection\":{\"url\":\(url),\"because\":\(json(error))}}}"
        }
        return "{\"get\":\(url),\"code\":\(item["status"]?.int ?? 200),\"body\":{\"text\":\(json(item["body"]?.text ?? ""))}}"
    }

    /// A YAML value as JSON.
    static func json(_ node: YAMLNode) -> String {
        switch node.content {
        case .null: return "null"
        case .sequence(let items): return "[" + items.map(json).joined(separator: ",") + "]"
        case .mapping(let entries):
            return "{" + entries.map { "\(json($0.key.name)):\(json($0.value))" }.joined(separator: ",") + "}"
        case .scalar(let text, _):
            switch node.value {
            case .bool(let flag): return flag ? "true" : "false"
            case .int(let number): return "\(number)"
            case .float(let number): return "\(number)"
            default: return json(text)
            }
        }
    }

    /// A text as a JSON string.
    static func json(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\t": out += "\\t"
            case _ where scalar.value < 0x20: out += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }

    /// A fact's value as a case file writes it.
    static func value(_ node: YAMLNode, _ key: FactKey) -> Value {
        guard case .table(let columns) = key.type, !node.isNull else { return value(node, key.type) }
        return .rows(
            (node.array ?? []).compactMap { item in
                var cells: [String: Value] = [:]
                for column in columns { if let cell = item[column.name] { cells[column.name] = value(cell, column.cell.type) } }
                return AnyRow(cells, of: key, from: Source("a case file"))
            })
    }

    private static func value(_ node: YAMLNode, _ type: FactType) -> Value {
        if node.isNull { return .absent }
        switch type {
        case .flag: return .flag(ifAny: node.bool)
        case .integer: return .integer(ifAny: node.int)
        case .number: return node.double.map(Value.number) ?? .absent
        case .text: return .text(ifAny: node.text)
        case .instant: return .instant(ifAny: node.int.map(Instant.init(seconds:)) ?? node.text.flatMap { Instant(rfc3339: $0) })
        case .list: return .list((node.array ?? []).map { $0.text ?? "" })
        case .table: return .absent
        }
    }
}
