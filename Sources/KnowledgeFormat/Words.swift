import Text
import YAML

/// Pieces of the sentences that say what is wrong in a file.
enum Words {
    /// `a, b or c`.
    static func or(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }

    /// ` Did you mean "kubelet"?`, or nothing where no known word is near.
    static func meant(_ word: String, among known: some Sequence<String>) -> String {
        NearestWord.to(word, among: Array(known).sorted()).map { " Did you mean \"\($0)\"?" } ?? ""
    }

    /// A value as it is quoted: the text of a scalar, else what kind of value it is.
    static func value(_ node: YAMLNode) -> String { node.text.map { "\"\($0)\"" } ?? node.kindName }
}
