import YAML

/// Answers as text: lists with commas, flags as words.
package enum AnswerText {
    package static func list(_ text: String) -> [String] {
        text.split { $0 == "," || $0.isWhitespace }.map(String.init)
    }

    package static func flag(_ flag: Bool) -> String { flag ? "yes" : "no" }
    package static func flag(_ text: String) -> Bool { text == "yes" }

    /// Words with blanks between, and a comma after a word where one likes; a comma within a word is part of it.
    private static func words(_ text: String) -> [Substring] {
        text.split(whereSeparator: \.isWhitespace).map { $0.last == "," ? $0.dropLast() : $0 }.filter { !$0.isEmpty }
    }

    /// `name=value` pairs.
    package static func arguments(_ text: String) -> [ExtraArgument] {
        words(text).map { word in
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return ExtraArgument(name: String(parts[0].drop { $0 == "-" }), value: parts.count > 1 ? String(parts[1]) : "")
        }
    }

    package static func text(_ arguments: [ExtraArgument]) -> String {
        arguments.map { "\($0.name)=\($0.value)" }.joined(separator: ", ")
    }

    /// The first word that is no `name=value`; nil where all are.
    package static func firstWithoutValue(_ text: String) -> Substring? {
        words(text).first { word in !word.dropFirst().contains("=") }
    }

    /// Why a text is no list of `name=value` pairs; nil where it is.
    static func pairsRefusal(_ text: String) -> String? {
        firstWithoutValue(text).map { "\"\($0)\" has no value; name=value is expected." }
    }

    /// `name:/on/the/machine:/in/the/pod`, with `:ro` at the end for reading only.
    package static func volumes(_ text: String) -> [ExtraVolume]? {
        var out: [ExtraVolume] = []
        for word in words(text) {
            let parts = word.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 3 || parts.count == 4 && parts[3] == "ro", !parts[0].isEmpty, parts[1].hasPrefix("/"),
                parts[2].hasPrefix("/")
            else { return nil }
            out.append(ExtraVolume(name: parts[0], hostPath: parts[1], mountPath: parts[2], isReadOnly: parts.count == 4))
        }
        return out
    }

    package static func text(_ volumes: [ExtraVolume]) -> String {
        volumes.map { "\($0.name):\($0.hostPath):\($0.mountPath)" + ($0.isReadOnly ? ":ro" : "") }.joined(separator: ", ")
    }

    /// Fields with plain values, each of its type; fields with parts of their own stand in the plan file only.
    package static func fields(_ text: String) -> [ConfigEntry] {
        arguments(text).map { argument in
            let value: ConfigValue =
                switch argument.value {
                case "true": .flag(true)
                case "false": .flag(false)
                case let text: Int(text).map { .integer($0) } ?? .text(text)
                }
            return ConfigEntry(argument.name, value)
        }
    }

    package static func text(_ fields: [ConfigEntry]) -> String {
        fields.compactMap { field in
            switch field.value {
            case .text(let text), .number(let text): "\(field.key)=\(text)"
            case .integer(let number): "\(field.key)=\(number)"
            case .flag(let flag): "\(field.key)=\(flag)"
            case .block, .null, .list, .map: nil
            }
        }.joined(separator: ", ")
    }

    /// Whether all of these fields can be written on a line.
    package static func arePlain(_ fields: [ConfigEntry]) -> Bool { Self.fields(text(fields)) == fields }

    /// Why a text is no patch of a manifest on one line; nil where it is, or is empty.
    package static func patchRefusal(_ text: String) -> String? {
        guard !text.isEmpty else { return nil }
        let expected = "a YAML or JSON object is expected, as in {spec: {priority: 1000}}."
        do throws(YAMLError) {
            guard let node = try YAMLDocument.parse(Array(text.utf8), file: "").first, case .mapping = node.content else {
                return "\"\(text)\" is not a patch: \(expected)"
            }
            return nil
        } catch {
            return "The patch cannot be read: \(error.sentence) In its place \(expected)"
        }
    }

    /// Why a text is no whole number in a range; nil where it is.
    package static func numberRefusal(_ text: String, _ range: ClosedRange<Int>) -> String? {
        if let number = Int(text), range.contains(number) { return nil }
        return "\"\(text)\" is not a whole number from \(range.lowerBound) to \(range.upperBound)."
    }
}
