import Editing
import Planning
import Steps
import YAML

/// Reads the action that a mapping names: `run: [words]`, `unit: {…}` and so on.
enum ActionReader {
    static let names = ["edit", "write", "run", "unit", "packages", "staticPod", "fetch", "byHand"]

    static func read(_ fields: Fields) -> [Action] {
        var out: [Action] = []
        if let node = fields.optional("edit") { out.append(.edit(FileEditReader.read(node, fields))) }
        if let node = fields.optional("write") { out.append(.write(file(node, fields))) }
        if let node = fields.optional("run") { out.append(.run(run(node, fields))) }
        if let node = fields.optional("unit") { out.append(.unit(unit(node, fields))) }
        if let node = fields.optional("packages") { out += packages(node, fields).map(Action.packages) }
        if let text = fields.optionalText("staticPod") { out.append(.staticPod(StaticPod(text))) }
        if let node = fields.optional("fetch") { out += fetch(node, fields).map { [.fetch($0)] } ?? [] }
        if let text = fields.optionalText("byHand") { out.append(.byHand(text)) }
        return out
    }

    /// A list of words; or a mapping with the words and when they need not run.
    private static func run(_ node: YAMLNode, _ outer: Fields) -> Run {
        guard node.entries != nil else { return Run(words(node, "run", outer)) }
        let fields = Fields(node, file: outer.file)
        defer { outer.complain(fields.finish()) }
        let output = fields.optional("output").map { node in
            let inner = Fields(node, file: outer.file)
            let file = Run.OutputFile(path: path("file", inner), mode: mode(inner))
            fields.complain(inner.finish())
            return file
        }
        return Run(
            fields.required("words").map { words($0, "words", fields) } ?? [], unlessExists: fields.optionalText("unlessExists"),
            unless: fields.optional("unless").map { words($0, "unless", fields) }, output: output)
    }

    static func words(_ node: YAMLNode, _ name: String, _ fields: Fields) -> [String] {
        guard let array = node.array, !array.isEmpty else {
            fields.complain(node.line, "\"\(name)\" is a list of words, so that no shell has to split it.")
            return []
        }
        return fields.strings(node, name)
    }

    /// A path with a parameter at its beginning is checked once that has a value.
    static func path(_ name: String, _ fields: Fields) -> String {
        let path = fields.text(name)
        if !path.hasPrefix("/"), !path.hasPrefix("{"), !path.isEmpty {
            fields.complain(fields.line(name), "\"\(name)\" must be an absolute path, but this is \"\(path)\".")
        }
        return path
    }

    private static func mode(_ fields: Fields) -> UInt16 {
        guard let text = fields.optionalText("mode") else { return 0o644 }
        if let mode = FileMode(text) { return mode.bits }
        fields.complain(fields.line("mode"), "\"mode\" is permission bits in quotes, such as \"0600\", but this is \"\(text)\".")
        return 0o644
    }

    private static func file(_ node: YAMLNode, _ outer: Fields) -> PlannedFile {
        let fields = Fields(node, file: outer.file)
        defer { outer.complain(fields.finish()) }
        // The text as it stands: a file ends with a newline.
        let content = fields.required("content")?.text ?? ""
        return PlannedFile(path("file", fields), mode: mode(fields), content)
    }

    private static func unit(_ node: YAMLNode, _ outer: Fields) -> UnitChange {
        let fields = Fields(node, file: outer.file)
        defer { outer.complain(fields.finish()) }
        let state = fields.word("state", default: UnitChange.State?.none) ?? .restarted
        if state == .definitionsRead { return .definitionsRead }
        let name = fields.text("name")
        let suffixes = [".service", ".socket", ".timer", ".target", ".mount", ".swap", ".slice"]
        if !name.hasSuffix("}"), !suffixes.contains(where: name.hasSuffix) {
            fields.complain(fields.line("name"), "\"\(name)\" lacks the unit's suffix, such as .service.")
        }
        return UnitChange(name, state)
    }

    /// `{apt: [names], dnf: […], zypper: […]}`.
    private static func packages(_ node: YAMLNode, _ outer: Fields) -> [PackageSet] {
        let fields = Fields(node, file: outer.file)
        defer { outer.complain(fields.finish()) }
        let sets: [PackageSet] = [SystemFamily.apt, .dnf, .zypper].compactMap { family in
            let names = fields.texts(family.rawValue)
            return names.isEmpty ? nil : PackageSet(family, names)
        }
        if sets.isEmpty { fields.complain(node.line, "\"packages\" needs names for one of apt, dnf or zypper.") }
        return sets
    }

    private static func fetch(_ node: YAMLNode, _ outer: Fields) -> Fetch? {
        let fields = Fields(node, file: outer.file)
        defer { outer.complain(fields.finish()) }
        let url = fields.text("url")
        if !url.hasPrefix("https://") { fields.complain(fields.line("url"), "\"url\" must begin with https://.") }
        let path = path("file", fields)
        let mode = mode(fields)
        var proof: Fetch.Proof?
        if let sum = fields.optionalText("sha256") {
            proof = .sha256(sum)
        } else if let fingerprint = fields.optionalText("key") {
            proof = .key(fingerprint: fingerprint)
        } else if let node = fields.optional("published") {
            let inner = Fields(node, file: outer.file)
            proof = .published(url: inner.text("url"), name: inner.text("name"))
            fields.complain(inner.finish())
        }
        guard let proof else {
            fields.complain(node.line, "A download is proved by \"sha256\", \"published\" or \"key\".")
            return nil
        }
        return Fetch(url, to: path, mode: mode, proof: proof)
    }
}
