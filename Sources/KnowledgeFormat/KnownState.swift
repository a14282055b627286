/// A word that `kubectl get` and `describe` print for a state, such as CrashLoopBackOff, and how to go on from there.
///
/// A state is no cause: exit code, reason and place decide what to do, and each such way is told.
public struct KnownState: Sendable, Equatable, Identifiable {
    /// One way on: what shows it, and what it leads to.
    public struct Way: Sendable, Equatable {
        /// What shows it, as a phrase: "Exit code 137, reason OOMKilled".
        public var sign: String
        /// Exit codes that show it.
        public var exits: [Int]
        /// Words that show it where they stand in the text: a reason, a part of a message.
        public var words: [String]
        /// Words of where it is that make it likely: a pod's name.
        public var places: [String]
        /// Whole sentences.
        public var says: String
        /// Rules and recipes, the likeliest first.
        public var leads: [String]

        public init(sign: String, exits: [Int], words: [String], places: [String], says: String, leads: [String]) {
            self.sign = sign
            self.exits = exits
            self.words = words
            self.places = places
            self.says = says
            self.leads = leads
        }
    }

    /// The file's name: kebab case; no rule or recipe has it.
    public var id: String
    /// A phrase without a full stop, which names the state.
    public var title: String
    /// The words for it, as they are printed.
    public var words: [String]
    /// Nothing is wrong, or not yet.
    public var isExpected: Bool
    /// What the state means; whole sentences.
    public var says: String
    /// Commands that show more, `POD`, `NAMESPACE`, `NODE` and `CONTAINER` standing for names.
    public var asks: [String]
    public var ways: [Way]
    /// Rules and recipes where no way is clear, the likeliest first.
    public var leads: [String]
    public var sources: [String]

    public init(
        id: String, title: String, words: [String], isExpected: Bool, says: String, asks: [String], ways: [Way], leads: [String],
        sources: [String]
    ) {
        self.id = id
        self.title = title
        self.words = words
        self.isExpected = isExpected
        self.says = says
        self.asks = asks
        self.ways = ways
        self.leads = leads
        self.sources = sources
    }
}
