import Diagnosis
import KnowledgeFormat
import Patterns
import Planning

/// Every text that is looked for in what a person pastes, and what each leads to.
struct TextTable: Sendable {
    /// One way on from a text.
    struct Lead: Sendable {
        var topic: Int
        /// Who writes the text where it means this; empty where it does not matter.
        var programs: Programs
        /// The text is the topic's own, not only its catalogue entry's.
        var isOwn: Bool
    }

    /// What is known of a text.
    struct Entry: Sendable {
        /// The likeliest first.
        var leads: [Lead]
        /// It ends with what another error says.
        var isOpen: Bool
        /// It counts on a line that is information, too.
        var isInformation: Bool
        /// Healthy nodes write it too while they start.
        var isPassing: Bool
        /// Most clusters have it so, and it is a reason only where there is no other.
        var isUsual: Bool
    }

    /// How much a text says. It is weighed when it is met: few of the thousands are.
    struct Weight: Sendable {
        /// How many letters of it say something.
        let meaning: Double
        /// Any program may write it: it says what kind of thing is wrong, and not where.
        let isCommon: Bool
        /// It says too little to be looked for.
        let isRefused: Bool

        init(_ text: String) {
            let weight = CommonWords.weigh(text)
            meaning = Double(weight.special) + 0.3 * Double(weight.all - weight.special)
            isCommon = weight.special < TextTable.fewestLetters
            isRefused = weight.telling < TextTable.fewestLetters
        }
    }

    /// Fewer telling letters than these are no message.
    static let fewestLetters = 8

    private(set) var topics: [Topic] = []
    private(set) var patterns: [Pattern] = []
    private(set) var entries: [Entry] = []
    /// Words of `kubectl get`, with what they lead to.
    private(set) var states: [String: StateLeads] = [:]
    /// Texts that say too little to be looked for.
    var refused: [String] { unreadable + patterns.map(\.source).filter { Weight($0).isRefused } }
    private var unreadable: [String] = []

    private var places: [String: Int] = [:]
    /// In the order in which they came, and where each text stands there.
    private var drafts: [Draft] = []
    private var draftPlaces: [String: Int] = [:]

    private struct Draft {
        var text: String
        var leads: [Lead] = []
        var isInformation = false
        var isPassing = false
    }

    init(_ knowledge: KnowledgeBase, _ catalogue: [CatalogueEntry]) {
        for rule in knowledge.rules { add(Topic(rule)) }
        for recipe in knowledge.recipes where places[recipe.id] == nil { add(Topic(recipe)) }
        for rule in knowledge.rules {
            for part in [rule.applies, rule.when].compactMap(\.self) { take(part, of: rule.id) }
        }
        for state in knowledge.states { add(state) }
        for text in knowledge.texts { take(text) }
        for state in knowledge.states { take(state) }
        for recipe in knowledge.recipes {
            for text in recipe.texts {
                // How errors end says of etcd only what etcd writes.
                let isEtcds = recipe.area == "etcd" && CommonWords.weigh(text).special < Self.fewestLetters
                lead(text, to: recipe.id, by: isEtcds ? "etcd" : "any", isOwn: true)
            }
        }
        takeCatalogue(knowledge, catalogue)
        for draft in drafts { compile(draft) }
        (drafts, draftPlaces) = ([], [:])
    }

    @discardableResult
    private mutating func add(_ topic: Topic) -> Int {
        if let place = places[topic.id] { return place }
        topics.append(topic)
        places[topic.id] = topics.count - 1
        return topics.count - 1
    }

    private mutating func lead(_ text: String, to id: String, by program: String, isOwn: Bool) {
        guard let topic = places[id] else { return }
        let place = draftPlaces[text] ?? drafts.count
        if place == drafts.count {
            drafts.append(Draft(text: text))
            draftPlaces[text] = place
        }
        // What one program writes and what any may write are two ways to the same topic: the first is the surer.
        let isAny = program == "any"
        if let at = drafts[place].leads.firstIndex(where: { $0.topic == topic && $0.programs.isEmpty == isAny }) {
            if !isAny { drafts[place].leads[at].programs.insert(program) }
        } else {
            drafts[place].leads.append(Lead(topic: topic, programs: isAny ? Programs() : Programs(program), isOwn: isOwn))
        }
    }

    private mutating func take(_ known: KnownText) {
        var ids = known.leads
        if let meaning = known.meaning {
            let recipes = known.leads.filter { id in places[id].map { topics[$0].kind == .recipe } ?? false }
            add(Topic(meaning, recipes: recipes))
            ids.insert(meaning.id, at: 0)
        }
        for id in ids { lead(known.text, to: id, by: known.program, isOwn: true) }
        guard let place = draftPlaces[known.text] else { return }
        if known.isInformation { drafts[place].isInformation = true }
        if known.isPassing { drafts[place].isPassing = true }
    }

    @discardableResult
    private mutating func add(_ state: KnownState) -> Int {
        add(Topic(state, recipes: state.leads.filter { id in places[id].map { topics[$0].kind == .recipe } ?? false }))
    }

    private mutating func take(_ state: KnownState) {
        let topic = add(state)
        let leads = StateLeads(
            topic: topic, isExpected: state.isExpected, leads: state.leads.compactMap { places[$0] },
            ways: state.ways.map { way in
                StateLeads.Way(
                    exits: Set(way.exits), words: way.words.map { Array($0.lowercased().utf8) },
                    places: way.places.map { Array($0.lowercased().utf8) },
                    leads: way.leads.compactMap { places[$0] })
            })
        for word in state.words { states[word] = leads }
    }

    /// A rule's texts, by the log that it looks for them in.
    private mutating func take(_ condition: Condition, of rule: String) {
        switch condition {
        case .all(let parts), .any(let parts): for part in parts { take(part, of: rule) }
        case .not, .test: break
        case .each(_, let inner): take(inner, of: rule)
        case .logged(let logged):
            for pattern in logged.patterns {
                for log in logged.logs { lead(pattern, to: rule, by: Self.program(ofLog: log), isOwn: true) }
            }
        }
    }

    /// `kubelet`, `container/kube-system/kube-proxy-*/kube-proxy`: who writes a log.
    static func program(ofLog log: String) -> String {
        let parts = log.split(separator: "/")
        guard parts.first == "container" else { return KnownText.programs.contains(log) ? log : "any" }
        guard parts.count > 2 else { return "any" }
        var pod = parts[2].prefix { $0 != "*" }
        while pod.last == "-" { pod = pod.dropLast() }
        if pod == "kube-flannel" { return "flannel" }
        if pod == "calico-node" { return "calico" }
        return KnownText.programs.contains(String(pod)) ? String(pod) : "any"
    }

    /// An entry's text leads to all that covers the entry; what covers nothing else comes first.
    private mutating func takeCatalogue(_ knowledge: KnowledgeBase, _ catalogue: [CatalogueEntry]) {
        var byEntry: [String: [(order: Int, id: String)]] = [:]
        func note(_ ids: [String], _ id: String, _ order: Int) {
            for (place, entry) in ids.enumerated() { byEntry[entry, default: []].append((order + place * 4 + ids.count, id)) }
        }
        for rule in knowledge.rules {
            note(rule.catalogue, rule.id, rule.severity == .error ? 0 : rule.severity == .warning ? 2 : 6)
        }
        for recipe in knowledge.recipes { note(recipe.catalogue, recipe.id, 3) }
        for entry in catalogue {
            guard let program = entry.writtenBy else { continue }
            for (_, id) in (byEntry[entry.id] ?? []).sorted(by: { ($0.order, $0.id) < ($1.order, $1.id) }).prefix(6) {
                lead(entry.text, to: id, by: program, isOwn: false)
            }
        }
    }

    func weight(_ index: Int) -> Weight { Weight(patterns[index].source) }

    private mutating func compile(_ draft: Draft) {
        guard let pattern = try? Pattern(draft.text) else {
            unreadable.append(draft.text)
            return
        }
        let source = pattern.source
        let verbs = ["%w", "%v", "%s"]
        let isOpen = source.hasSuffix(":") || verbs.contains { source.hasSuffix($0) }
        patterns.append(pattern)
        entries.append(
            Entry(
                leads: draft.leads, isOpen: isOpen, isInformation: draft.isInformation,
                isPassing: draft.isPassing,
                isUsual: source.contains("taint {node-role.kubernetes.io/") || source.hasSuffix("taint")))
    }
}
