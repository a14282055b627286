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

    /// The variable that holds a placeholder's value.
    static func variable(_ placeholder: Placeholder) -> String { "drydock_\(placeholder.rawValue.lowercased())" }
}
