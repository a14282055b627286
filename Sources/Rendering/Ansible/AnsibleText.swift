import Steps
import Text
import YAML

/// A task, a play or an import: its entries, why it is there, and which rules of ansible-lint it breaks on purpose.
struct AnsibleItem {
    var entries: [ConfigEntry]
    var comment: String?
    var excused: [String] = []

    init(_ name: String, comment: String? = nil, excused: [String] = [], _ entries: [ConfigEntry]) {
        self.entries = [ConfigEntry("name", .text(name))] + entries
        self.comment = comment
        self.excused = excused
    }
}

/// How Ansible's files are written.
enum AnsibleText {
    /// Stands for the machine's own name until the text is written; no command holds it.
    static let ownMark = "\u{1}"
    /// The variable that it becomes.
    static let own = "{{ inventory_hostname }}"

    static func document(_ items: [AnsibleItem]) -> String {
        "---\n" + items.map(text).joined(separator: "\n")
    }

    private static func text(_ item: AnsibleItem) -> String {
        var out = (item.comment.map { WrappedText.lines($0, width: 112) } ?? []).map { "# \($0)\n" }.joined()
        var lines = YAMLText.document(item.entries).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        if !item.excused.isEmpty, !lines.isEmpty { lines[0] += " # noqa: \(item.excused.joined(separator: " "))" }
        for (index, line) in lines.enumerated() { out += line.isEmpty ? "\n" : (index == 0 ? "- " : "  ") + line + "\n" }
        return out
    }

    /// A text that Jinja leaves as it is, but for the machine's own name.
    static func literal(_ text: String) -> String {
        let characters = Array(text)
        var out = ""
        var index = 0
        while index < characters.count {
            let next = index + 1 < characters.count ? characters[index + 1] : " "
            if characters[index] == "{", next == "{" || next == "%" || next == "#" {
                out += "{{ '{\(next)' }}"
                index += 2
            } else {
                out += String(characters[index]) == ownMark ? own : String(characters[index])
                index += 1
            }
        }
        return out
    }

    static func words(_ words: [String]) -> ConfigValue { .texts(words.map(literal)) }

    /// A name as Ansible takes it for roles and variables: `load_kernel_modules`.
    static func identifier(_ key: String) -> String {
        String(key.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }

    static func octal(_ mode: UInt16) -> ConfigValue { .text("0" + String(mode, radix: 8)) }
    /// The variable that holds a placeholder's value.
    static func variable(_ placeholder: Placeholder) -> String { "drydock_\(placeholder.rawValue.lowercased())" }
    static func isSecret(_ mode: UInt16) -> Bool { mode & 0o077 == 0 }

    /// A file's text as a template: marks become variables, everything else stays.
    static func template(_ content: String) -> String {
        var out = literal(content)
        for placeholder in Placeholder.allCases {
            let parts = out.split(separator: placeholder.mark, omittingEmptySubsequences: false)
            out = parts.joined(separator: "{{ \(variable(placeholder)) }}")
        }
        return out
    }
}
