import Planning
import YAML

/// Reads the table of one program's commands.
enum CommandTableReader {
    static func read(_ node: YAMLNode, id: String, file: String) -> (CommandTable, [KnowledgeProblem]) {
        let fields = Fields(node, file: file)
        let releases = fields.releases("releases") ?? ReleaseRange()
        if releases.from == nil || releases.to == nil {
            fields.complain(
                fields.line("releases"), "\"releases\" must say from which minor release to which the table is right.")
        }
        let commands = fields.mapping("commands").map { entry in
            command(entry, fields)
        }
        let table = CommandTable(
            id: id, releases: releases, flags: fields.texts("flags"), commands: commands, sources: fields.texts("sources"))
        if table.sources.isEmpty {
            fields.complain(fields.line("sources"), "\"sources\" must list where the knowledge comes from, with dates.")
        }
        return (table, fields.finish())
    }

    /// `certs renew all: {flags: [--config], from: "1.20"}`; `flagsFrom` and `flagsTo` map minor releases to flags.
    private static func command(_ entry: YAMLEntry, _ outer: Fields) -> CommandTable.Command {
        let fields = Fields(entry.value, file: outer.file)
        var flags = fields.texts("flags").map { CommandTable.Flag(name: $0, releases: ReleaseRange()) }
        func later(_ name: String, _ range: (Int) -> ReleaseRange) {
            for entry in fields.mapping(name) {
                guard let minor = KnowledgeVersion.minor(entry.key.name) else {
                    fields.complain(entry.key.line, "\"\(name)\" maps minor releases, quoted, to flags.")
                    continue
                }
                flags += fields.strings(entry.value, name).map { CommandTable.Flag(name: $0, releases: range(minor)) }
            }
        }
        later("flagsFrom") { ReleaseRange(from: $0) }
        later("flagsTo") { ReleaseRange(to: $0) }
        let command = CommandTable.Command(
            path: entry.key.name.split(separator: " ").map(String.init),
            releases: ReleaseRange(from: fields.minor("from"), to: fields.minor("to")), flags: flags,
            needsConfig: fields.flag("needsConfig"))
        outer.complain(fields.finish())
        return command
    }
}

extension Fields {
    /// `{from: "1.33", to: "1.36"}`, each end quoted and one of them perhaps left out; nil where the field is.
    func releases(_ name: String) -> ReleaseRange? {
        guard let node = optional(name) else { return nil }
        let inner = Fields(node, file: file)
        let range = ReleaseRange(from: inner.minor("from"), to: inner.minor("to"))
        if let from = range.from, let to = range.to, from > to {
            inner.complain(node.line, "\"\(name)\" goes from 1.\(from) to 1.\(to), which is no release at all.")
        }
        complain(inner.finish())
        return range
    }
}
