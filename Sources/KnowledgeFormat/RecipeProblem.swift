/// Something wrong with a recipe, and where in its file.
struct RecipeProblem {
    /// The step's number from 0, where it is one step's.
    var step: Int?
    /// The field, where it is one of the recipe's own.
    var field: String?
    /// What stands at the place.
    var word: String?
    /// A whole sentence.
    var sentence: String

    init(step: Int? = nil, field: String? = nil, word: String? = nil, _ sentence: String) {
        self.step = step
        self.field = field
        self.word = word
        self.sentence = step.map { "Step \($0 + 1): \(sentence)" } ?? sentence
    }
}
