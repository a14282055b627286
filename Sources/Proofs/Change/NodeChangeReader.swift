import Editing
import Facts
import FoundationEssentials
import Hosts
import Text
import YAML

extension NodeChange {
    /// Reads what stands under `change:`; its shape has been checked.
    ///
    /// - Throws: everything that is wrong in it, with its lines.
    package init(_ node: YAMLNode?, file: String) throws(ProofProblems) {
        guard let node else { return }
        var reader = NodeChangeReader(file: file)
        for entry in node.entries ?? [] { reader.read(entry) }
        guard reader.problems.isEmpty else { throw ProofProblems(reader.problems) }
        self = reader.change
        key = (node.entries ?? []).filter { $0.key.name != "facts" }.map {
            JSONWriting.text($0.key.name) + JSONWriting.value($0.value)
        }.joined(separator: ",")
    }
}

/// All that is wrong in a file of proofs.
package struct ProofProblems: Error, Sendable, CustomStringConvertible {
    package let problems: [FileProblem]
    init(_ problems: [FileProblem]) { self.problems = problems }
    package var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// Reads one change, entry by entry.
private struct NodeChangeReader {
    let file: String
    var change = NodeChange()
    var problems: [FileProblem] = []

    init(file: String) { self.file = file }

    mutating func read(_ entry: YAMLEntry) {
        let (name, value) = (entry.key.name, entry.value)
        switch name {
        case "commands": for entry in value.entries ?? [] { command(entry.key, entry.value) }
        case "units": for entry in value.entries ?? [] { unit(entry.key, entry.value) }
        case "cri": for entry in value.entries ?? [] { call(entry.key, entry.value) }
        case "gets": for entry in value.entries ?? [] { get(entry.key, entry.value) }
        case "logs": for entry in value.entries ?? [] { log(entry.key, entry.value) }
        case "facts": for entry in value.entries ?? [] { fact(entry) }
        case "questions":
            for entry in value.entries ?? [] { add(entry.key.line, .ask(entry.key.name, as: entry.value.text ?? "")) }
        case "now": add(entry.key.line, .setNow(value.int ?? 0))
        case "hostname": add(entry.key.line, .setHostname(value.text ?? ""))
        default: path(entry.key, value)
        }
    }

    private mutating func add(_ line: Int, _ deed: NodeChange.Deed) { change.entries.append(.init(line: line, deed: deed)) }

    private mutating func complain(_ line: Int, _ sentence: String) {
        problems.append(FileProblem(file: file, line: line, sentence: sentence))
    }

    /// Of ways that exclude each other, one at most is used.
    private mutating func only(_ ways: [String], _ node: YAMLNode, _ key: YAMLKey, needed: Bool = true) {
        let used = ways.filter { node[$0] != nil }
        if used.count > 1 { complain(key.line, "\"\(used[0])\" and \"\(used[1])\" exclude each other for \(key.name).") }
        if needed, (node.entries ?? []).isEmpty { complain(key.line, "What is different of \(key.name) is missing.") }
    }

    // MARK: Files

    private mutating func path(_ key: YAMLKey, _ node: YAMLNode) {
        guard node.entries != nil else { return add(key.line, .remove(path: key.name)) }
        only(["write", "error", "list"], node, key)
        if let text = node["write"]?.text { add(key.line, .write(path: key.name, text: text)) }
        if let list = node["list"]?.array { add(key.line, .setList(path: key.name, list.map(status))) }
        if let space = node["space"] {
            if let room = decoded(FileSystemSpace.self, space) {
                add(key.line, .setSpace(path: key.name, room))
            } else {
                complain(
                    space.line, "\"space\" has size, free, available, inodes, inodesFree and type as numbers, and isReadOnly.")
            }
        }
        if let error = node["error"] { fail(.file(key.name), error) }
        edits(node, .file(key.name))
        let status = status(node)
        if status != CapturedStatus() { add(key.line, .setStatus(path: key.name, status)) }
    }

    /// What a listing or a path tells of itself: a name alone, or more.
    private func status(_ node: YAMLNode) -> CapturedStatus {
        guard node.entries != nil else { return CapturedStatus(name: node.text) }
        return CapturedStatus(
            name: node["name"]?.text, kind: node["kind"]?.text.flatMap { FileKind(rawValue: $0) }, mode: node["mode"]?.text,
            owner: node["owner"]?.int, group: node["group"]?.int, size: node["size"]?.int, modified: node["modified"]?.int,
            target: node["target"]?.text)
    }

    // MARK: Answers

    private mutating func command(_ key: YAMLKey, _ node: YAMLNode) {
        only(["out", "error", "set"], node, key)
        if let error = node["error"] { return fail(.command(key.name), error) }
        let isEdited = edits(node, .command(key.name))
        guard isEdited else {
            let output = CommandOutput(
                status: node["exit"]?.int ?? 0, out: Array((node["out"]?.text ?? "").utf8),
                err: Array((node["err"]?.text ?? "").utf8))
            return add(key.line, .output(command: key.name, output))
        }
        if node["out"] != nil { complain(key.line, "\"out\" is all of the output of \(key.name); it is not edited besides.") }
        guard node["exit"] != nil || node["err"] != nil else { return }
        add(key.line, .ending(command: key.name, exit: node["exit"]?.int, err: node["err"]?.text))
    }

    private mutating func unit(_ key: YAMLKey, _ node: YAMLNode) {
        only([], node, key)
        let set = (node["set"]?.entries ?? []).map { (name: $0.key.name, value: $0.value.text ?? "") }
        add(key.line, .setProperties(unit: key.name, set, without: texts(node["remove"])))
    }

    private mutating func call(_ key: YAMLKey, _ node: YAMLNode) {
        only(["json", "error", "set"], node, key)
        if let error = node["error"] { return fail(.call(key.name), error) }
        if let json = node["json"] { add(key.line, .reply(call: key.name, json: JSONWriting.value(json))) }
        edits(node, .call(key.name))
    }

    private mutating func get(_ key: YAMLKey, _ node: YAMLNode) {
        only(["body", "error", "set"], node, key)
        if let error = node["error"] { return fail(.url(key.name), error) }
        guard !edits(node, .url(key.name)) else { return }
        let answer = HTTPAnswer(status: node["code"]?.int ?? 200, body: Array((node["body"]?.text ?? "").utf8))
        add(key.line, .answer(url: key.name, answer))
    }

    private mutating func log(_ key: YAMLKey, _ node: YAMLNode) {
        only(["write", "error"], node, key)
        if let error = node["error"] { return fail(.log(key.name), error) }
        if let text = node["write"]?.text { add(key.line, .setLog(key: key.name, text: text)) }
        if let lines = node["append"] { add(lines.line, .appendToLog(key: key.name, texts(lines))) }
        edits(node, .log(key.name), without: ["append"])
    }

    /// Why there is no answer: a word, words, or a whole error.
    private mutating func fail(_ recorded: NodeChange.Recorded, _ node: YAMLNode) {
        if case .url(let url) = recorded, let because = node.text {
            return add(node.line, .fail(recorded, .whole(.noConnection(url: url, because: because))))
        }
        guard let error = decoded(CapturedError.self, node) else {
            return complain(node.line, "\"error\" is a word, or an error of a host such as {timedOut: {what: …, seconds: 5}}.")
        }
        if case .word(let word) = error, !Self.known(recorded).contains(word) {
            let near = NearestWord.to(word, among: Self.known(recorded)).map { " Did you mean \($0)?" } ?? ""
            complain(node.line, "\"\(word)\" is no error here; expected \(Self.known(recorded).joined(separator: ", ")).\(near)")
        }
        add(node.line, .fail(recorded, error))
    }

    private static func known(_ recorded: NodeChange.Recorded) -> [String] {
        switch recorded {
        case .file, .log: ["denied", "notThere", "wrongKind"]
        case .command: ["noProgram", "denied"]
        case .call: RuntimeProblem.allCases.map(\.rawValue)
        case .url: []
        }
    }

    private func decoded<Type: Decodable>(_ type: Type.Type, _ node: YAMLNode) -> Type? {
        try? JSONDecoder().decode(type, from: Data(JSONWriting.value(node).utf8))
    }

    private func texts(_ node: YAMLNode?) -> [String] {
        guard let node else { return [] }
        return node.array.map { $0.map { $0.text ?? "" } } ?? [node.text ?? ""]
    }

    // MARK: Edits

    /// Adds the edits of a recorded text, in the order in which they stand; true where there are some.
    @discardableResult
    private mutating func edits(_ node: YAMLNode, _ recorded: NodeChange.Recorded, without: Set<String> = []) -> Bool {
        let form = node["form"]?.text.flatMap { FileEdit.Form(rawValue: $0) }
        let before = change.entries.count
        for entry in node.entries ?? [] where !without.contains(entry.key.name) {
            switch entry.key.name {
            case "set": settings(entry.value, recorded, form, node)
            case "remove": removals(entry.value, recorded, form, node)
            case "comment":
                for item in items(entry.value) {
                    guard let path = path(item) else { continue }
                    edit(item.line, recorded, .edit(.comment(path)), form, node)
                }
            case "append": edit(entry.value.line, recorded, .edit(.append(texts(entry.value))), .text, node)
            case "replace":
                for pair in pairs(entry.value) { edit(pair.line, recorded, .once(pair.old, with: pair.new), form, node) }
            case "everywhere":
                for pair in pairs(entry.value) { edit(pair.line, recorded, .everywhere(pair.old, with: pair.new), form, node) }
            default: break
            }
        }
        return change.entries.count > before
    }

    private mutating func edit(
        _ line: Int, _ recorded: NodeChange.Recorded, _ what: TextChange.What, _ form: FileEdit.Form?, _ node: YAMLNode
    ) {
        let edit = TextChange(what: what, form: form, document: node["document"]?.text)
        add(line, .edit(recorded, edit))
    }

    private mutating func settings(_ value: YAMLNode, _ recorded: NodeChange.Recorded, _ form: FileEdit.Form?, _ node: YAMLNode) {
        for entry in value.entries ?? [] {
            guard let path = path(entry.key.name, entry.key.line) else { continue }
            edit(entry.key.line, recorded, .edit(.set(path, EditValue(entry.value))), form, node)
        }
    }

    /// Settings of a text with a form, else lines.
    private mutating func removals(_ value: YAMLNode, _ recorded: NodeChange.Recorded, _ form: FileEdit.Form?, _ node: YAMLNode) {
        var hasForm = form != nil
        switch recorded {
        case .file(let path): hasForm = hasForm || FileEdit.Form(path: path) != nil
        case .call: hasForm = true
        case .command, .url, .log: break
        }
        guard hasForm else { return edit(value.line, recorded, .removeLines(texts(value)), nil, node) }
        for item in items(value) {
            guard let path = path(item) else { continue }
            edit(item.line, recorded, .edit(.remove(path)), form, node)
        }
    }

    private func items(_ node: YAMLNode) -> [YAMLNode] { node.array ?? [node] }

    private mutating func path(_ node: YAMLNode) -> EditPath? { path(node.text ?? "", node.line) }

    private mutating func path(_ text: String, _ line: Int) -> EditPath? {
        do throws(EditError) {
            return try EditPath(text)
        } catch {
            complain(line, error.description)
            return nil
        }
    }

    /// One pair, or a list of pairs.
    private func pairs(_ node: YAMLNode) -> [(line: Int, old: String, new: String)] {
        let all = node[0]?.array == nil ? [node] : node.array ?? []
        return all.map { ($0.line, $0[0]?.text ?? "", $0[1]?.text ?? "") }
    }

    // MARK: Facts

    private mutating func fact(_ entry: YAMLEntry) {
        guard let key = FactKey.registered[entry.key.name] else {
            let near =
                NearestWord.to(entry.key.name, among: FactKey.registered.keys.sorted()).map { " Did you mean \($0)?" } ?? ""
            return complain(entry.key.line, "There is no fact \(entry.key.name).\(near)")
        }
        let value = FactValue.read(entry.value, key)
        var set = FactSet()
        set.set(key, value)
        if let stranger = set.strangers.first { complain(entry.value.line, stranger) }
        change.set(key, value)
    }
}

/// A fact's value as a proof writes it.
private enum FactValue {
    static func read(_ node: YAMLNode, _ key: FactKey) -> Value {
        guard case .table(let columns) = key.type, !node.isNull else { return read(node, key.type) }
        return .rows(
            (node.array ?? []).compactMap { item in
                var cells: [String: Value] = [:]
                for column in columns { if let cell = item[column.name] { cells[column.name] = read(cell, column.cell.type) } }
                return AnyRow(cells, of: key, from: Source("a proof"))
            })
    }

    private static func read(_ node: YAMLNode, _ type: FactType) -> Value {
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
