/// The words of a text as a search knows them: small letters, without endings, and without what stands in every sentence.
enum SearchWords {
    /// A word as it is written, in small letters, and what the index knows it by.
    struct Word: Hashable {
        var written: String
        var stem: String
    }

    /// In their order. A word of parts, such as `config.yaml` or `kube-proxy`, stands there whole and in its parts.
    static func of(_ text: some StringProtocol) -> [Word] {
        var out: [Word] = []
        var word: [UInt8] = []
        func end() {
            while let last = word.last, isJoint(last) { word.removeLast() }
            defer { word.removeAll(keepingCapacity: true) }
            guard !word.isEmpty else { return }
            let parts = word.split(whereSeparator: isJoint)
            if parts.count > 1 {
                let whole = String(decoding: word, as: UTF8.self)
                out.append(Word(written: whole, stem: whole))
            }
            // Parts of an address are no words.
            if parts.count == 4, parts.allSatisfy({ $0.allSatisfy { $0 >= 48 && $0 <= 57 } }) { return }
            for part in parts {
                let written = String(decoding: part, as: UTF8.self)
                if !common.contains(written) { out.append(Word(written: written, stem: stem(part))) }
            }
        }
        // "can't" is one word, and "kubelet's" the kubelet.
        var isShortened = false
        for byte in text.utf8 {
            let small = byte >= 65 && byte <= 90 ? byte | 0x20 : byte
            if small == UInt8(ascii: "'"), !word.isEmpty, !isShortened {
                isShortened = true
            } else if (97...122).contains(small) || (48...57).contains(small) || (isJoint(small) && !word.isEmpty && !isShortened)
            {
                word.append(small)
                isShortened = false
            } else {
                end()
                isShortened = false
            }
        }
        end()
        return out
    }

    /// An address of a person's own, such as 192.168.1.5.
    static func isAddress(_ word: String) -> Bool {
        word.utf8.count(where: { $0 == 46 }) == 3 && word.utf8.allSatisfy { $0 == 46 || $0 >= 48 && $0 <= 57 }
    }

    private static func isJoint(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }

    private static let endings: [(String.UTF8View, String.UTF8View)] = [
        ("ies".utf8, "y".utf8), ("sses".utf8, "ss".utf8), ("ing".utf8, "".utf8), ("ed".utf8, "".utf8), ("es".utf8, "".utf8),
        ("s".utf8, "".utf8),
    ]

    /// A word without the ending of a plural or of a verb's form; short words stay as they are.
    static func stem(_ word: some Collection<UInt8>) -> String {
        let bytes = Array(word)
        var out = bytes[...]
        if bytes.count > 4, !bytes.suffix(2).elementsEqual("ss".utf8),
            let (ending, other) = endings.first(where: {
                bytes.count - $0.0.count >= 3 && bytes.suffix($0.0.count).elementsEqual($0.0)
            })
        {
            out = (bytes.dropLast(ending.count) + Array(other))[...]
        }
        // "images" and "image", "changed" and "change" are one word.
        if out.count > 3, out.last == UInt8(ascii: "e") { out = out.dropLast() }
        return String(decoding: out, as: UTF8.self)
    }

    /// Words that tell nothing about what is looked for.
    private static let common: Set<String> = [
        "a", "an", "the", "of", "to", "in", "on", "at", "is", "are", "was", "be", "been", "it", "its", "and", "or", "not", "no",
        "with",
        "for", "from", "by", "as", "that", "this", "do", "does", "did", "can", "cannot", "could", "how", "what", "why", "when",
        "where",
        "which", "my", "i", "we", "you", "your", "there", "has", "have", "had", "will", "would", "should", "must", "into", "if",
        "so", "cant", "couldnt", "dont", "doesnt", "didnt", "isnt", "arent", "wont", "im", "ive",
        "than", "then", "them", "they", "he", "she", "but", "only", "after", "before", "while",
    ]
}
