import Diagnosis
import KnowledgeFormat
import Planning
import Steps

/// Finds recipes by what people type: rare words count more than common ones, a title more than a command, and a word that stands nowhere is
/// taken for the beginning or the misspelling of one that does. What leads to a recipe, its rules and the texts that programs write, is
/// searched with it.
///
/// BM25 over weighted fields (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009); the weights were chosen by the questions in
/// `Tests/LookupTests/Questions`.
public struct RecipeSearch: Sendable {
    private let recipes: [Recipe]
    /// What a word adds to a recipe, by the word's stem.
    private let postings: [String: [Posting]]
    /// The stems of each written word, for beginnings and misspellings.
    private let vocabulary: [(written: [UInt8], stem: String)]

    private struct Posting: Sendable {
        var recipe: Int
        var score: Float
        /// Where it counts most.
        var field: Field
    }

    /// A page that was found, and why.
    public struct Hit: Sendable {
        public var recipe: Recipe
        /// The words that led here, with where they stand, as a phrase: "swap in its title, kubelet in an error text".
        public var why: String
    }

    /// How much a word counts by where it stands.
    private enum Field: Int, CaseIterable {
        case title, name, texts, rules, shows, known, about, says, steps

        var words: String {
            switch self {
            case .title: "its title"
            case .name: "its name"
            case .texts, .shows, .known: "an error text"
            case .rules: "a rule that leads here"
            case .about: "what it is for"
            case .says: "what a rule says"
            case .steps: "a step"
            }
        }

        var weight: Float {
            switch self {
            case .title: 4
            case .name: 3
            case .texts, .rules: 2.5
            case .shows, .known: 2
            case .about: 1
            case .says: 0.6
            case .steps: 0.5
            }
        }
    }

    /// - Parameters:
    ///   - rules: those that name the recipes are searched with them.
    ///   - texts: what programs write, with what it leads to.
    public init(_ recipes: [Recipe], rules: [Rule] = [], texts: [KnownText] = []) {
        self.recipes = recipes
        let reading = Reading(recipes, rules, texts)
        var averages = [Float](repeating: 0, count: Field.allCases.count)
        for document in reading.documents {
            for (field, words) in document.enumerated() { averages[field] += Float(words.count) / Float(max(1, recipes.count)) }
        }
        let index = Index(reading.documents, averages)
        let total = Float(recipes.count)
        postings = Dictionary(
            uniqueKeysWithValues: zip(index.stems, index.sums).map { stem, sums in
                let rarity = Self.logarithm(1 + (total - Float(sums.count) + 0.5) / (Float(sums.count) + 0.5))
                return (
                    stem,
                    sums.map {
                        Posting(recipe: $0.recipe, score: rarity * $0.weight * 2.2 / ($0.weight + 1.2), field: $0.field)
                    }
                )
            })
        vocabulary = index.places.map { (Array($0.key.utf8), index.stems[$0.value]) }
            .sorted { $0.0.lexicographicallyPrecedes($1.0) }
    }

    /// What each word weighs in each recipe. Words are many: each is looked up once, and counted by its number.
    private struct Index {
        struct Sum {
            var recipe: Int
            var weight: Float
            /// Where it counts most, and how much there.
            var most: Float
            var field: Field
        }

        var stems: [String] = []
        var sums: [[Sum]] = []
        /// By a word as it is written, its stem's place.
        var places: [String: Int] = [:]
        private var stemPlaces: [String: Int] = [:]

        init(_ documents: [[[SearchWords.Word]]], _ averages: [Float]) {
            for (recipe, document) in documents.enumerated() {
                for (at, words) in document.enumerated() {
                    guard let field = Field(rawValue: at) else { continue }
                    let weight = field.weight / (0.5 + 0.5 * Float(words.count) / max(1, averages[at]))
                    for word in words { add(weight, field, to: place(of: word), recipe) }
                }
            }
        }

        private mutating func place(of word: SearchWords.Word) -> Int {
            if let place = places[word.written] { return place }
            let place = stemPlaces[word.stem] ?? stems.count
            if place == stems.count {
                stems.append(word.stem)
                sums.append([])
                stemPlaces[word.stem] = place
            }
            places[word.written] = place
            return place
        }

        /// Recipes come in their order, so that this one's sum is the last.
        private mutating func add(_ weight: Float, _ field: Field, to place: Int, _ recipe: Int) {
            let last = sums[place].count - 1
            guard last >= 0, sums[place][last].recipe == recipe else {
                return sums[place].append(Sum(recipe: recipe, weight: weight, most: weight, field: field))
            }
            sums[place][last].weight += weight
            if weight > sums[place][last].most {
                sums[place][last].most = weight
                sums[place][last].field = field
            }
        }
    }

    /// log(x) without a C library: x is 1 to a few hundred.
    private static func logarithm(_ x: Float) -> Float {
        let exponent = x.exponent
        let mantissa = x.significand
        let z = (mantissa - 1) / (mantissa + 1)
        let square = z * z
        return Float(exponent) * 0.693_147_2 + 2 * z * (1 + square / 3 + square * square / 5 + square * square * square / 7)
    }

    /// The words of each recipe, by field.
    private struct Reading {
        var documents: [[[SearchWords.Word]]]

        init(_ recipes: [Recipe], _ rules: [Rule], _ texts: [KnownText]) {
            let places = Dictionary(recipes.enumerated().map { ($1.id, $0) }) { first, _ in first }
            documents = recipes.map { recipe in
                var fields = [[SearchWords.Word]](repeating: [], count: Field.allCases.count)
                fields[Field.title.rawValue] = SearchWords.of(recipe.title)
                fields[Field.name.rawValue] = SearchWords.of(
                    "\(recipe.id) \(recipe.area) \(recipe.catalogue.joined(separator: " "))")
                fields[Field.texts.rawValue] = recipe.texts.flatMap(SearchWords.of)
                fields[Field.about.rawValue] = SearchWords.of(recipe.about)
                fields[Field.steps.rawValue] = recipe.steps.flatMap(\.texts).flatMap(SearchWords.of)
                return fields
            }
            var leading: [String: [Int]] = [:]
            for rule in rules {
                let led = rule.recipes.compactMap { places[$0] }
                leading[rule.id] = led
                guard !led.isEmpty else { continue }
                // Words are read once, whatever they lead to.
                let named = SearchWords.of("\(rule.title) \(rule.id)")
                let shown = rule.patterns.flatMap(SearchWords.of)
                let said = SearchWords.of("\(rule.says) \(rule.why)")
                for place in led {
                    documents[place][Field.rules.rawValue] += named
                    documents[place][Field.shows.rawValue] += shown
                    documents[place][Field.says.rawValue] += said
                }
            }
            for text in texts {
                let led = text.leads.flatMap { id in places[id].map { [$0] } ?? leading[id] ?? [] }
                guard !led.isEmpty else { continue }
                let words = SearchWords.of(text.text)
                for place in led { documents[place][Field.known.rawValue] += words }
            }
        }
    }

    /// How many recipes are searched.
    public var count: Int { recipes.count }

    /// The recipes that fit, best first; all, by area and id, where the query has no words.
    public func find(_ query: String) -> [Recipe] { hits(query).map(\.recipe) }

    /// The same, each with why it is there.
    ///
    /// - Parameter elsewhere: recipes that are not for this machine; they come after what is.
    public func hits(_ query: String, elsewhere: Set<String> = []) -> [Hit] {
        guard query.contains(where: { !$0.isWhitespace }) else {
            return recipes.sorted { ($0.area, $0.id) < ($1.area, $1.id) }.map { Hit(recipe: $0, why: "") }
        }
        var scores = [Float](repeating: 0, count: recipes.count)
        var reasons = [[(word: String, score: Float, field: Field)]](repeating: [], count: recipes.count)
        var seen: Set<String> = []
        for word in SearchWords.of(query) where seen.insert(word.written).inserted {
            var best: [Int: (score: Float, field: Field)] = [:]
            let isAddress = SearchWords.isAddress(word.written)
            for (stem, share) in meanings(of: word) {
                for posting in postings[stem] ?? [] where share * posting.score > best[posting.recipe]?.score ?? 0 {
                    best[posting.recipe] = (share * posting.score, posting.field)
                }
            }
            for (at, found) in best {
                scores[at] += found.score * (isAddress ? 0.25 : 1)
                reasons[at].append((word.written, found.score, found.field))
            }
        }
        let asked = query.lowercased()
        for (at, recipe) in recipes.enumerated()
        where Self.apart[recipe.area].map({ !$0.contains { asked.contains($0) } }) ?? false {
            scores[at] *= 0.35
        }
        for (at, recipe) in recipes.enumerated() where elsewhere.contains(recipe.id) { scores[at] *= 0.6 }
        // What shares only a common word with a long question is no answer.
        let least = 0.2 * (scores.max() ?? 0)
        return scores.enumerated().filter { $0.element > least }.sorted {
            ($1.element, recipes[$0.offset].id) < ($0.element, recipes[$1.offset].id)
        }.map { Hit(recipe: recipes[$0.offset], why: Self.why(reasons[$0.offset])) }
    }

    /// The three words that count most, by where they stand.
    private static func why(_ reasons: [(word: String, score: Float, field: Field)]) -> String {
        var places: [(words: [String], place: String)] = []
        for reason in reasons.sorted(by: { ($1.score, $0.word) < ($0.score, $1.word) }).prefix(3) {
            if let at = places.firstIndex(where: { $0.place == reason.field.words }) {
                places[at].words.append(reason.word)
            } else {
                places.append(([reason.word], reason.field.words))
            }
        }
        return places.map { "\($0.words.joined(separator: ", ")) in \($0.place)" }.joined(separator: "; ")
    }

    /// Areas that are meant only where they are named.
    private static let apart = [
        "windows": ["windows", "win32", "hns", "hcs", ".exe", "powershell"], "kops": ["kops"],
        "kubespray": ["kubespray", "ansible"],
    ]

    /// The stems that a typed word may stand for, each with how sure that is.
    private func meanings(of word: SearchWords.Word) -> [(stem: String, share: Float)] {
        var out: [(stem: String, share: Float)] = []
        if postings[word.stem] != nil { out.append((word.stem, 1)) }
        for stem in Synonyms.table[word.stem] ?? [] {
            if postings[stem] != nil { out.append((stem, out.isEmpty ? 0.8 : 0.5)) }
        }
        if out.isEmpty { out = beginnings(with: Array(word.written.utf8)).map { ($0, 0.7) } }
        if out.isEmpty, word.written.utf8.count >= 4 { out = misspelt(Array(word.written.utf8)).map { ($0, 0.6) } }
        return out
    }

    private func beginnings(with bytes: [UInt8]) -> Set<String> {
        guard bytes.count >= 2 else { return [] }
        var low = 0
        var high = vocabulary.count
        while low < high {
            let middle = (low + high) / 2
            if vocabulary[middle].written.lexicographicallyPrecedes(bytes) { low = middle + 1 } else { high = middle }
        }
        return Set(vocabulary[low...].prefix { $0.written.starts(with: bytes) }.map(\.stem))
    }

    private func misspelt(_ bytes: [UInt8]) -> Set<String> {
        Set(vocabulary.lazy.filter { Misspelling.isOne(bytes, of: $0.written) }.map(\.stem))
    }
}
