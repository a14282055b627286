import Patterns

/// Which of the texts that stand on one line say what it is about.
///
/// An error that wraps another says where, the wrapped one says what; but how every program's errors end says neither. So the
/// text that covers most of what is telling goes first, an open one behind what it wraps, and common endings last of all.
struct LineJudging: Sendable {
    /// One way on, and how surely.
    struct Verdict: Sendable {
        var topic: Int
        var weight: Double
        /// How many letters of the text say something.
        var meaning = 0.0
        var isCommon: Bool
        /// The topic of how the line ends, which says what this one leaves open.
        var explainedBy: Int?
        /// Healthy nodes write it too while they start.
        var isPassing = false
        /// The line ends with it, and what follows says what it is about.
        var isHeading = false
    }

    /// More letters than these make nothing surer.
    private static let enough = 60.0
    /// From this meaning on a text that a person asks about is no chance, though the line is information.
    private static let asked = 18.0

    /// So many letters behind an open text say what it leaves open.
    private static let fewestBehind = 8.0

    /// What wraps an end comes right behind the end's likeliest meaning.
    private static let second = 0.985

    private static let subjects: Set<String> = ["registry", "webhook"]

    let table: TextTable
    /// Somebody asks about this line, so that it counts though its program takes it for information.
    var isAsked = false
    /// How much each text of the line says.
    private var weights: [Int: TextTable.Weight] = [:]
    /// The line has a field of its own for the error: what stands before it leaves that open.
    private var hasErrorField = false
    /// How the line ends means something of its own from the program that writes it.
    private var isSpokenFor = false

    init(table: TextTable, isAsked: Bool = false) {
        self.table = table
        self.isAsked = isAsked
    }

    /// Best first; each topic once.
    mutating func judge(_ places: [PatternPlace], _ reading: LineReading, text: String) -> [Verdict] {
        weights = Dictionary(places.map { ($0.index, table.weight($0.index)) }) { first, _ in first }
        let told = speaker(of: reading, by: places)
        var places = places.filter { place in
            let entry = table.entries[place.index]
            guard let weight = weights[place.index], !weight.isRefused else { return false }
            return reading.level != .information || entry.isInformation
                || isAsked && !entry.isPassing && weight.meaning >= Self.asked
        }
        // What is said to be expected is so with all that it goes on to say.
        let expected = places.filter { place in
            table.entries[place.index].leads.first.map { table.topics[$0.topic] }.map { $0.kind == .expected && !$0.isRule }
                ?? false
        }
        places.removeAll { inner in
            !expected.contains { $0.index == inner.index }
                && expected.contains { holds($0, inner) || isOpen($0) && wraps($0, inner) }
        }
        // gRPC tries again by itself; whatever comes of it is said by whoever called.
        hasErrorField = text.contains("\"error\":\"")
        isSpokenFor = places.contains { place in
            let entry = table.entries[place.index]
            return isCommon(place) && entry.leads.contains { lead in reading.program.map(lead.programs.contains) ?? false }
        }
        let isRetried = text.contains("addrconn.createtransport failed")
        var found = places.map { place in
            (place: place, verdicts: verdicts(of: place, beside: places, isOfSeveral(place) ? told : reading, text))
        }
        // Where it ends as every program's errors may end, and that leads somewhere, the end says more than who said it.
        for at in found.indices where !isCommon(found[at].place) && isOpen(found[at].place) {
            let ends = found.filter { $0.place.begin >= found[at].place.end - 1 && isCommon($0.place) }
            guard let end = ends.flatMap(\.verdicts).max(by: { $0.weight < $1.weight }),
                let most = found[at].verdicts.map(\.weight).max(), most > Self.second * end.weight,
                // A webhook that cannot be reached is first a webhook's trouble, unless the end is one that webhooks know.
                !isSubject(reading, of: found[at].place) || ends.contains(where: { isSubject(reading, of: $0.place) })
            else { continue }
            for each in found[at].verdicts.indices {
                found[at].verdicts[each].weight *= Self.second * end.weight / most
                found[at].verdicts[each].explainedBy = end.topic
            }
        }
        let all = found.flatMap(\.verdicts).sorted { ($0.weight, $1.topic) > ($1.weight, $0.topic) }
        var seen: Set<Int> = []
        return all.filter { seen.insert($0.topic).inserted }.map { verdict in
            var verdict = verdict
            if isRetried { verdict.isPassing = true }
            return verdict
        }
    }

    /// Several programs write the text, each for something else: who speaks decides.
    private func isOfSeveral(_ place: PatternPlace) -> Bool {
        !isCommon(place) && Set(table.entries[place.index].leads.map(\.programs)).count > 1
    }

    /// Who speaks, where the line's head does not say it: a text that only one program writes does.
    private func speaker(of reading: LineReading, by places: [PatternPlace]) -> LineReading {
        guard reading.program == nil else { return reading }
        let telling = places.filter { place in
            let programs = table.entries[place.index].leads.filter(\.isOwn).map(\.programs)
            return !isCommon(place) && programs.allSatisfy { $0.count == 1 } && Set(programs).count == 1
        }
        guard
            let surest = telling.max(by: { weights[$0.index]?.meaning ?? 0 < weights[$1.index]?.meaning ?? 0 }),
            weights[surest.index]?.meaning ?? 0 >= Self.asked,
            let program = table.entries[surest.index].leads.first(where: \.isOwn)?.programs.first
        else { return reading }
        var reading = reading
        reading.program = program
        return reading
    }

    private func verdicts(
        of place: PatternPlace, beside places: [PatternPlace], _ reading: LineReading, _ text: String
    ) -> [Verdict] {
        let entry = table.entries[place.index]
        let (meaning, isCommon) = (weights[place.index]?.meaning ?? 0, isCommon(place))
        var weight = min(meaning, Self.enough)
        if isCommon { weight *= 0.5 }
        // Behind a text that has nothing to say of what follows, a common ending is a detail.
        if isCommon, places.contains(where: { !self.isCommon($0) && !isOpen($0) }) { weight *= 0.4 }
        if isOpen(place), places.contains(where: { wraps(place, $0) }) { weight *= 0.4 }
        // The same words, said in more of them.
        let isHeld = places.contains { holds($0, place) }
        let isUsual = table.entries[place.index].isUsual && Self.hasOtherNodes(text)
        return entry.leads.enumerated().compactMap { order, lead in
            guard let factor = fit(lead, reading, isCommon: isCommon) else { return nil }
            let topic = table.topics[lead.topic]
            let home = topic.isPlanned ? 0.5 : topic.isAtHome(in: text) ? 1.0 : 0.4
            let own = (lead.isOwn ? 1.0 : 0.5) * (isUsual ? 0.45 : 1)
            let isSpeakers = reading.program.map(lead.programs.contains) ?? false
            return Verdict(
                topic: lead.topic,
                weight: weight * (isHeld && !isSpeakers ? 0.5 : 1) * factor * home * own * (1 - 0.02 * Double(min(order, 20))),
                meaning: meaning, isCommon: isCommon, isPassing: entry.isPassing,
                isHeading: isOpen(place) && place.isLast)
        }
    }

    /// `0/3 nodes are available: 1 node(s) had untolerated taint {node-role…`: that the control planes take no pods is usual where
    /// others refuse the pod, too.
    static func hasOtherNodes(_ text: String) -> Bool {
        let words = text.utf8.split(separator: 32)
        func stands(_ word: String, at place: Int) -> Bool {
            words.indices.contains(place) && words[place].elementsEqual(word.utf8)
        }
        guard let place = words.indices.first(where: { stands("available:", at: $0) && stands("nodes", at: $0 - 2) }), place > 2,
            let all = words[place - 3].split(separator: UInt8(ascii: "/")).last
        else { return false }
        return words.indices.contains { at in
            guard at > 3, words[at].starts(with: "{node-role.kubernetes.io/".utf8), stands("taint", at: at - 1),
                let nodes = (at - 4..<at).last(where: { stands("node(s)", at: $0) })
            else { return false }
            return !words[nodes - 1].elementsEqual(all)
        }
    }

    /// What the line is about, a pull or a webhook, writes this text.
    private func isSubject(_ reading: LineReading, of place: PatternPlace) -> Bool {
        guard let program = reading.program, Self.subjects.contains(program) else { return false }
        return table.entries[place.index].leads.contains { $0.programs.contains(program) }
    }

    private func isCommon(_ place: PatternPlace) -> Bool { weights[place.index]?.isCommon ?? true }

    /// It ends with what another error says.
    private func isOpen(_ place: PatternPlace) -> Bool {
        table.entries[place.index].isOpen || place.isFollowed || hasErrorField
    }

    /// Whether another text stands behind an open one and says something of its own.
    private func wraps(_ outer: PatternPlace, _ inner: PatternPlace) -> Bool {
        guard inner.index != outer.index, !isCommon(inner) else { return false }
        // What begins in the open one and says its end says what it leaves open, too.
        if inner.begin >= outer.end - 1 { return true }
        let behind = (weights[inner.index]?.meaning ?? 0) - Double(outer.end - inner.begin)
        return inner.begin > outer.begin && inner.end > outer.end && behind >= Self.fewestBehind
    }

    private func holds(_ outer: PatternPlace, _ inner: PatternPlace) -> Bool {
        outer.index != inner.index && outer.begin <= inner.begin && outer.end >= inner.end
            && weights[outer.index]?.meaning ?? 0 > weights[inner.index]?.meaning ?? 0
    }

    /// How well who speaks fits who writes the text there; nil where it is another's.
    private func fit(_ lead: TextTable.Lead, _ reading: LineReading, isCommon: Bool) -> Double? {
        guard !lead.programs.isEmpty else { return isCommon && isSpokenFor ? 0.6 : 1 }
        guard let program = reading.program else { return isCommon ? 0.85 : 1 }
        if lead.programs.contains(program) { return isCommon ? 1.5 : 1.2 }
        // A pull or a webhook is what such a line is about, whoever writes the text elsewhere.
        return isCommon ? nil : Self.subjects.contains(program) ? 0.4 : 0.8
    }
}
