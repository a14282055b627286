/// Finds the known word that a person probably meant.
public enum NearestWord {
    /// The known word nearest to a mistyped one; nil where none is near enough (a third of the word's letters, at least one).
    ///
    /// The same words in another order are the nearest of all. Letter case counts nothing; of equally near words the first in the list wins.
    public static func to(_ word: String, among known: some Sequence<String>) -> String? {
        let typed = lowered(word)
        let limit = max(1, typed.count / 3)
        let parts = parts(word)
        var best: (word: String, distance: Int)?
        for candidate in known {
            // The same words in another order: failOnSwap and failSwapOn.
            if parts.count > 1, self.parts(candidate) == parts { return candidate }
            let letters = lowered(candidate)
            guard abs(letters.count - typed.count) <= limit else { continue }
            let distance = distance(typed, letters)
            if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.word
    }

    /// How many letters are to be added, dropped, changed or swapped with their neighbour to make one word of the other.
    public static func distance(_ a: String, _ b: String) -> Int { distance(Array(a.utf8), Array(b.utf8)) }

    // Keys longer than this are no typing slips, and the work grows with the square.
    private static let longest = 256

    private static func lowered(_ word: String) -> [UInt8] {
        word.utf8.prefix(longest).map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 }
    }

    /// The words of `failSwapOn` or `leader-elect`, in lower case and in the order of the alphabet.
    private static func parts(_ word: String) -> [String] {
        var parts: [String] = [""]
        for letter in word.prefix(longest) {
            if !letter.isLetter, !letter.isNumber {
                parts.append("")
            } else {
                if letter.isUppercase, parts.last?.last?.isUppercase == false { parts.append("") }
                parts[parts.count - 1].append(letter)
            }
        }
        return parts.filter { !$0.isEmpty }.map { $0.lowercased() }.sorted()
    }

    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
        var before = [Int](repeating: 0, count: b.count + 1)
        var above = Array(0...b.count)
        var row = before
        for i in 1...a.count {
            row[0] = i
            for j in 1...b.count {
                let change = a[i - 1] == b[j - 1] ? 0 : 1
                row[j] = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + change)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], before[j - 2] + 1) }
            }
            (before, above, row) = (above, row, before)
        }
        return above[b.count]
    }
}
