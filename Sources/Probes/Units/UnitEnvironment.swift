/// The variables that a unit sets, as `systemctl show` prints them: `A=1 "B=two words"`. Values are not kept: proxies carry
/// passwords, so only hosts are told.
struct UnitEnvironment: Sendable, Equatable {
    private var values: [String: String] = [:]

    init(_ text: String) {
        for word in Self.words(text) {
            guard let equals = word.firstIndex(of: "=") else { continue }
            values[String(word[..<equals])] = String(word[word.index(after: equals)...])
        }
    }

    var names: [String] { values.keys.sorted() }

    /// The host and port of a proxy variable, in capitals or not, without scheme, user and password.
    func proxy(_ name: String) -> String? {
        guard let url = values[name] ?? values[name.lowercased()], !url.isEmpty else { return nil }
        var rest = url[...]
        if let scheme = rest.range(of: "://") { rest = rest[scheme.upperBound...] }
        rest = rest.prefix { $0 != "/" && $0 != "?" }
        if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
        return String(rest)
    }

    var noProxy: [String]? {
        guard let text = values["NO_PROXY"] ?? values["no_proxy"] else { return nil }
        return text.split { $0 == "," || $0 == " " }.map(String.init)
    }

    /// Words parted by blanks; a word in quotation marks may hold blanks, and a backslash takes the next character as it is.
    static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var isOpen = false
        var quote: Character?
        var isEscaped = false
        for character in text {
            if isEscaped {
                word.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
                isOpen = true
            } else if let mark = quote {
                if character == mark { quote = nil } else { word.append(character) }
            } else if character == "\"" || character == "'" {
                quote = character
                isOpen = true
            } else if character == " " || character == "\t" {
                if isOpen { words.append(word) }
                word = ""
                isOpen = false
            } else {
                word.append(character)
                isOpen = true
            }
        }
        if isOpen { words.append(word) }
        return words
    }
}
