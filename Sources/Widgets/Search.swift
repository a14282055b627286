import Terminal

/// Finding words in text, whatever their letter case.
public enum Search {
    /// The words of what a person typed; each must be found.
    public static func words(_ query: String) -> [String] {
        query.lowercased().split(separator: " ").map(String.init)
    }

    /// Whether every word is in the text, which is in lower case already.
    static func contains(_ words: [String], in folded: [UInt8]) -> Bool {
        words.allSatisfy { find(Array($0.utf8), in: folded, from: 0) != nil }
    }

    static func find(_ needle: [UInt8], in haystack: [UInt8], from start: Int) -> Int? {
        guard let first = needle.first, haystack.count >= needle.count else { return needle.isEmpty ? start : nil }
        var index = start
        while index + needle.count <= haystack.count {
            if haystack[index] == first && haystack[index..<index + needle.count].elementsEqual(needle) { return index }
            index += 1
        }
        return nil
    }
}

extension StyledText {
    /// The same with what the words find in the role of a match.
    public func highlighting(_ words: [String]) -> StyledText {
        guard !words.isEmpty else { return self }
        let scalars = spans.flatMap { span in span.text.unicodeScalars.map { ($0, span.style) } }
        let folded = scalars.map { $0.0.properties.lowercaseMapping.unicodeScalars.first ?? $0.0 }
        var found = Array(repeating: false, count: scalars.count)
        for word in words {
            let needle = Array(word.lowercased().unicodeScalars)
            guard !needle.isEmpty, folded.count >= needle.count else { continue }
            for start in 0...(folded.count - needle.count) where folded[start..<start + needle.count].elementsEqual(needle) {
                for index in start..<start + needle.count { found[index] = true }
            }
        }
        var result: [Span] = []
        for (index, (scalar, style)) in scalars.enumerated() {
            let style = found[index] ? Style(.match, style.emphasis) : style
            if result.last?.style != style { result.append(Span("", style)) }
            result[result.count - 1].text.unicodeScalars.append(scalar)
        }
        return StyledText(spans: result)
    }

    /// Whether all of the words are in it.
    public func matches(_ words: [String]) -> Bool {
        Search.contains(words, in: Array(plain.lowercased().utf8))
    }
}
