import Facts
import YAML

/// The kubelet's settings in force: the flag where there is one, else the last configuration file that has the field, else the
/// kubelet's own default.
struct KubeletSettings: Sendable {
    /// The configuration file first, then its drop-ins in their order.
    var files: [KubeletConfigFile]
    /// In the order of the command line.
    var flags: [CommandFlag]

    /// A setting's value as it is written, and where.
    struct Written: Sendable {
        var text: String
        var source: Source
    }

    /// The last flag of that name.
    func flag(_ name: String) -> CommandFlag? { flags.last { $0.name == name } }

    /// The last file's value under a path of fields.
    func node(_ path: [String]) -> (YAMLNode, KubeletConfigFile)? {
        for file in files.reversed() {
            var node: YAMLNode? = file.root
            for field in path { node = node?[field] }
            if let node, !node.isNull { return (node, file) }
        }
        return nil
    }

    /// A scalar setting.
    func written(_ path: String..., flag name: String?) -> Written? { written(path, name) }

    func written(_ path: [String], _ name: String?) -> Written? {
        if let name, let flag = flag(name) {
            return Written(text: flag.value, source: .file(flag.file, line: flag.line, "--\(flag.name)=\(flag.value)"))
        }
        guard let (node, file) = node(path), let text = node.text else { return nil }
        return Written(text: text, source: file.source(line: node.line))
    }

    /// A list of texts: of a flag with commas between.
    func list(_ path: String, flag name: String?) -> ([String], Source)? {
        if let name, let flag = flag(name) {
            let source = Source.file(flag.file, line: flag.line, "--\(flag.name)=\(flag.value)")
            return (flag.value.split(separator: ",").map(String.init), source)
        }
        guard let (node, file) = node([path]), let members = node.array else { return nil }
        return (members.compactMap(\.text), file.source(line: node.line))
    }

    /// The pairs of a mapping, from the files and then from a flag `a=b,c=d` (`separator` stands between name and value).
    func pairs(_ path: String, flag name: String, separator: Character = "=") -> [(
        name: String, value: String, source: Source, line: Int
    )] {
        var found: [(name: String, value: String, source: Source, line: Int)] = []
        if let (node, file) = node([path]) {
            for entry in node.entries ?? [] {
                found.append((entry.key.name, entry.value.text ?? "", file.source(line: entry.key.line), entry.key.line))
            }
        }
        for flag in flags where flag.name == name {
            for part in flag.value.split(separator: ",") {
                guard let at = part.firstIndex(of: separator) else { continue }
                let key = String(part[..<at])
                found.removeAll { $0.name == key }
                let source = Source.file(flag.file, line: flag.line, "--\(flag.name)=\(flag.value)")
                found.append((key, String(part[part.index(after: at)...]), source, flag.line))
            }
        }
        return found
    }

    // MARK: Writing into facts

    func set(_ key: FactKey, text path: String..., flag: String?, default fallback: String? = nil, _ facts: inout FactSet) {
        if let found = written(path, flag) {
            facts.set(key, .text(found.text), from: found.source)
        } else {
            setDefault(key, fallback.map(Value.text), &facts)
        }
    }

    func set(_ key: FactKey, number path: String, flag: String?, default fallback: Int? = nil, _ facts: inout FactSet) {
        if let found = written([path], flag), let number = Int(found.text) {
            facts.set(key, .integer(number), from: found.source)
        } else {
            setDefault(key, fallback.map(Value.integer), &facts)
        }
    }

    func set(_ key: FactKey, bool path: String, flag: String?, default fallback: Bool, _ facts: inout FactSet) {
        if let found = written([path], flag), let value = Self.bool(found.text) {
            facts.set(key, .flag(value), from: found.source)
        } else {
            setDefault(key, .flag(fallback), &facts)
        }
    }

    private func setDefault(_ key: FactKey, _ value: Value?, _ facts: inout FactSet) {
        guard let value else {
            return facts.setAbsent(key, from: files.first.map { Source($0.path) } ?? Source("the kubelet's configuration"))
        }
        facts.set(key, value, from: Source("the kubelet's default"))
    }

    static func bool(_ text: String) -> Bool? {
        switch text {
        case "true", "True", "TRUE", "t", "T", "1": true
        case "false", "False", "FALSE", "f", "F", "0": false
        default: nil
        }
    }
}

/// An eviction threshold as the kubelet takes it (pkg/kubelet/eviction/helpers.go): a percentage or a quantity.
enum EvictionThreshold {
    private static let suffixes: Set<String> = [
        "", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei",
    ]

    static func isValid(_ text: String) -> Bool {
        if text.hasSuffix("%") { return isNumber(text.dropLast()) }
        let number = text.prefix { "+-.0123456789".contains($0) }
        let rest = text.dropFirst(number.count)
        guard isNumber(number) else { return false }
        if suffixes.contains(String(rest)) { return true }
        guard let mark = rest.first, mark == "e" || mark == "E" else { return false }
        return Int(rest.dropFirst()) != nil
    }

    private static func isNumber(_ text: some StringProtocol) -> Bool {
        let digits = text.drop { $0 == "+" || $0 == "-" }
        return !digits.isEmpty && digits.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") }
            && digits.count { $0 == "." } <= 1
            && digits != "."
    }
}
