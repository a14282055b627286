/// One slip of the finger: a letter too much, too few, another one, or two that changed places.
enum Misspelling {
    /// Whether a word is another one with one slip.
    static func isOne(_ typed: [UInt8], of word: [UInt8]) -> Bool {
        guard abs(typed.count - word.count) <= 1 else { return false }
        var at = 0
        while at < typed.count, at < word.count, typed[at] == word[at] { at += 1 }
        if at == typed.count, at == word.count { return false }
        let typedRest = typed[at...]
        let wordRest = word[at...]
        if typedRest.dropFirst().elementsEqual(wordRest.dropFirst()) || typedRest.elementsEqual(wordRest.dropFirst())
            || typedRest.dropFirst().elementsEqual(wordRest)
        {
            return true
        }
        guard typedRest.count > 1, wordRest.count > 1 else { return false }
        return typed[at] == word[at + 1] && typed[at + 1] == word[at]
            && typedRest.dropFirst(2).elementsEqual(wordRest.dropFirst(2))
    }
}
