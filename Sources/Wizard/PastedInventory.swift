import YAML

/// An Ansible inventory as a person has it, in the INI or the YAML form: hosts, the groups they are in, and their variables.
///
/// Variables are laid over each other as Ansible does for one inventory file: those of all, of outer groups, of inner ones, of the
/// host (Ansible 2.19, "How variables are merged"). Ranges of host names (`web[1:3]`) are refused, not guessed.
struct PastedInventory {
    private struct Group {
        var hosts: [String] = []
        var children: [String] = []
        var variables: [String: String] = [:]
    }

    private var groups: [String: Group] = [:]
    /// Hosts in the order in which they first stand there.
    private var hosts: [String] = []
    private var variables: [String: [String: String]] = [:]
    private(set) var problems: [String] = []

    /// Whether a text is an inventory at all, rather than plain lines.
    static func isOne(_ text: String) -> Bool {
        let lines = text.split(separator: "\n").map { String($0).trimmingBlanks }.filter { !$0.isEmpty && !$0.hasPrefix("#") }
        return lines.contains { $0.hasPrefix("[") } || isYAML(text)
    }

    /// A YAML inventory begins with a group's key.
    private static func isYAML(_ text: String) -> Bool {
        let lines = text.split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) && !$0.hasPrefix("#") && $0 != "---" }
        guard let first = lines.first.map({ String($0).trimmingBlanks }) else { return false }
        return first.hasSuffix(":") && !first.contains(" ")
    }

    init(_ text: String) {
        if Self.isYAML(text) { readYAML(text) } else { readINI(text) }
        for host in hosts where host.contains("[") {
            problems.append("\(host) is a range of hosts; write each of them on a line of its own.")
        }
    }

    // MARK: INI

    private mutating func readINI(_ text: String) {
        var section = (group: "ungrouped", kind: "hosts")
        for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = String(raw.prefix { $0 != "#" && $0 != ";" }).trimmingBlanks
            if line.isEmpty { continue }
            if line.hasPrefix("[") {
                guard line.hasSuffix("]") else {
                    problems.append("Line \(index + 1) is \"\(line)\"; a group ends with ].")
                    continue
                }
                let parts = line.dropFirst().dropLast().split(separator: ":", maxSplits: 1).map(String.init)
                section = (parts.first ?? "", parts.count > 1 ? parts[1] : "hosts")
                groups[section.group, default: Group()].hosts += []
                continue
            }
            switch section.kind {
            case "children": groups[section.group, default: Group()].children.append(line)
            case "vars":
                let (name, value) = Self.variable(line)
                groups[section.group, default: Group()].variables[name] = value
            default:
                let words = Self.words(line)
                add(words[0], to: section.group)
                for (name, value) in words.dropFirst().map(Self.variable) { variables[words[0], default: [:]][name] = value }
            }
        }
    }

    /// Words between blanks; quotation marks keep blanks together and are dropped.
    private static func words(_ line: String) -> [String] {
        var out = [""]
        var quote: Character?
        for character in line {
            if let open = quote {
                if character == open { quote = nil } else { out[out.count - 1].append(character) }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if character == " " || character == "\t" {
                if out[out.count - 1] != "" { out.append("") }
            } else {
                out[out.count - 1].append(character)
            }
        }
        return out.filter { !$0.isEmpty }
    }

    private static func variable(_ word: String) -> (String, String) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { String($0).trimmingBlanks }
        return (parts[0], parts.count > 1 ? String(parts[1].filter { $0 != "\"" && $0 != "'" }) : "")
    }

    // MARK: YAML

    private mutating func readYAML(_ text: String) {
        do throws(YAMLError) {
            for document in try YAMLDocument.parse(Array(text.utf8), file: "the inventory") {
                for entry in Self.entries(document) { read(entry.key.name, entry.value) }
            }
        } catch {
            problems.append("The inventory cannot be read: \(error.description)")
        }
    }

    private static func entries(_ node: YAMLNode) -> [YAMLEntry] {
        if case .mapping(let entries) = node.content { entries } else { [] }
    }

    private static func texts(_ node: YAMLNode) -> [String: String] {
        var out: [String: String] = [:]
        for entry in entries(node) {
            if case .scalar(let text, _) = entry.value.content { out[entry.key.name] = text }
        }
        return out
    }

    private mutating func read(_ group: String, _ node: YAMLNode) {
        groups[group, default: Group()].hosts += []
        for entry in Self.entries(node) {
            switch entry.key.name {
            case "hosts":
                for host in Self.entries(entry.value) {
                    add(host.key.name, to: group)
                    variables[host.key.name, default: [:]].merge(Self.texts(host.value)) { _, new in new }
                }
            case "vars": groups[group, default: Group()].variables.merge(Self.texts(entry.value)) { _, new in new }
            case "children":
                for child in Self.entries(entry.value) {
                    groups[group, default: Group()].children.append(child.key.name)
                    read(child.key.name, child.value)
                }
            default:
                problems.append(
                    "Line \(entry.key.start.line): \"\(entry.key.name)\" is not part of a group; hosts, vars and children are expected."
                )
            }
        }
    }

    private mutating func add(_ host: String, to group: String) {
        if !hosts.contains(host) { hosts.append(host) }
        if groups[group]?.hosts.contains(host) != true { groups[group, default: Group()].hosts.append(host) }
    }

    // MARK: What it says

    /// A host with all groups that it is in, the innermost first, and its variables.
    struct Host {
        var name: String
        var groups: [String]
        var variables: [String: String]
    }

    var all: [Host] {
        hosts.map { host in
            var names = groups.filter { $0.value.hosts.contains(host) }.map(\.key).sorted()
            var next = 0
            // Outer groups come after those they hold; one that holds itself ends with the list.
            while next < names.count {
                let inner = names[next]
                names += groups.filter { $0.value.children.contains(inner) && !names.contains($0.key) }.map(\.key).sorted()
                next += 1
            }
            var merged = groups["all"]?.variables ?? [:]
            for group in names.reversed() where group != "all" {
                merged.merge(groups[group]?.variables ?? [:]) { _, inner in inner }
            }
            merged.merge(variables[host] ?? [:]) { _, own in own }
            return Host(name: host, groups: names, variables: merged)
        }
    }
}
