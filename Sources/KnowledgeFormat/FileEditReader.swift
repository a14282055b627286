import Editing
import Steps
import YAML

/// Reads changes to one file: `{file, form, kind, set: {PATH: VALUE}, remove: [PATH], comment: [PATH], append: [LINE], replace: [OLD, NEW]}`.
enum FileEditReader {
    static func read(_ node: YAMLNode, _ outer: Fields) -> FileChange {
        let fields = Fields(node, file: outer.file)
        defer { outer.complain(fields.finish()) }
        let path = ActionReader.path("file", fields)
        let form = fields.word("form", default: FileEdit.Form?.none) ?? .text
        let edit = FileEdit(form, kind: fields.optionalText("kind"), changes(fields))
        if edit.changes.isEmpty {
            fields.complain(node.line, "An edit has at least one of set, remove, comment, append and replace.")
        }
        return FileChange(path, edit)
    }

    /// The changes in the order in which they stand in the file.
    private static func changes(_ fields: Fields) -> [FileEdit.Change] {
        let parts: [String: (YAMLNode) -> [FileEdit.Change]] = [
            "set": { node in
                guard node.entries != nil else {
                    fields.complain(node.line, "\"set\" is a mapping of paths to values, but this is \(node.kindName).")
                    return []
                }
                return (node.entries ?? []).compactMap { entry in
                    path(entry.key.name, entry.key.line, fields).map { .set($0, EditValue(entry.value)) }
                }
            },
            "remove": { paths($0, "remove", fields).map(FileEdit.Change.remove) },
            "comment": { paths($0, "comment", fields).map(FileEdit.Change.comment) },
            "append": { [.append(fields.strings($0, "append"))] },
            "replace": { node in
                let texts = node.array?.compactMap(\.text) ?? []
                guard texts.count == 2 else {
                    fields.complain(node.line, "\"replace\" is a list of two texts: the old one and the new one.")
                    return []
                }
                return [.replace(texts[0], with: texts[1])]
            },
        ]
        for name in parts.keys { _ = fields.optional(name) }
        return (fields.node.entries ?? []).flatMap { entry in parts[entry.key.name]?(entry.value) ?? [] }
    }

    private static func paths(_ node: YAMLNode, _ name: String, _ fields: Fields) -> [EditPath] {
        let nodes = node.array ?? [node]
        return nodes.compactMap { item in item.text.flatMap { path($0, item.line, fields) } }
    }

    private static func path(_ text: String, _ line: Int, _ fields: Fields) -> EditPath? {
        do throws(EditError) { return try EditPath(text) } catch {
            fields.complain(line, error.description)
            return nil
        }
    }
}
