/// Finds the words of `kubectl get` and `describe` for a state: CrashLoopBackOff, Pending.
struct StateWords: Sendable {
    let states: [String: StateLeads]
    let signs: StateSigns

    /// Longer texts are no word with its question.
    private static let longestQuestion = 48
    /// How surely a word says what is wrong: less than a message does.
    private static let weight = 12.0
    /// How surely an exit code or a reason beside it does.
    private static let wayWeight = 14.0
    /// The page of exit codes.
    private static let ended = "Error"

    /// What a line's words lead to. `isAlone`: the line is all that was asked.
    func judge(_ line: [UInt8], isAlone: Bool) -> [LineJudging.Verdict] {
        var verdicts: [LineJudging.Verdict] = []
        var isRow: Bool?
        let words = line.split(whereSeparator: { !Self.isLetter($0) })
        for word in words where word.count > 3 {
            guard let leads = states[String(decoding: word, as: UTF8.self)], !Self.isDenied(word, line) else { continue }
            let isAsked = isAlone && line.count <= Self.longestQuestion
            if leads.isExpected, !isAsked || words.count > 3 { continue }
            if word.count(where: { $0 < 97 }) < 2, !isAsked || words.count > 3 || Self.hasColon(word, line) {
                // A plain word such as Pending: only where a table or a field has it, or nothing else was asked.
                let row = isRow ?? Self.isRow(line)
                isRow = row
                guard row else { continue }
            }
            take(leads, into: &verdicts)
        }
        return verdicts
    }

    /// What exit codes lead to where no word for a state stands beside them.
    func judgeExits() -> [LineJudging.Verdict] {
        guard let ended = states[Self.ended], ended.ways.contains(where: { !$0.exits.isDisjoint(with: signs.exits) }) else {
            return []
        }
        var verdicts: [LineJudging.Verdict] = []
        take(ended, into: &verdicts)
        return verdicts
    }

    private func take(_ leads: StateLeads, into verdicts: inout [LineJudging.Verdict]) {
        func add(_ topic: Int, _ weight: Double) {
            guard !verdicts.contains(where: { $0.topic == topic }) else { return }
            verdicts.append(.init(topic: topic, weight: weight, isCommon: false))
        }
        for (order, topic) in leads.ways(shownBy: signs).flatMap(\.leads).prefix(3).enumerated() {
            add(topic, Self.wayWeight * (1 - 0.1 * Double(order)))
        }
        add(leads.topic, Self.weight)
        for (order, topic) in leads.ways(likelyBy: signs).flatMap(\.leads).prefix(3).enumerated() {
            add(topic, Self.weight * (1 - 0.01 * Double(order + 1)))
        }
        for (order, topic) in leads.leads.enumerated() { add(topic, Self.weight * (0.96 - 0.03 * Double(order))) }
    }

    /// `Error: …` begins a message.
    private static func hasColon(_ word: ArraySlice<UInt8>, _ line: [UInt8]) -> Bool {
        word.endIndex < line.count && line[word.endIndex] == UInt8(ascii: ":")
    }

    private static func isLetter(_ byte: UInt8) -> Bool { byte >= 65 && byte <= 90 || byte >= 97 && byte <= 122 }

    /// `web-0  0/1  Pending  0  4m`, `Status: Pending`, `cp1 NotReady control-plane 4d v1.34.1`.
    private static func isRow(_ line: [UInt8]) -> Bool {
        let words = line.split { $0 == 32 || $0 == 9 }
        // `data-0  Pending  standard  5m` of a claim: a name before it and an age at the end.
        if words.count > 2, let age = words.last, let unit = age.last, "smhd".utf8.contains(unit), age.count < 8,
            age.dropLast().allSatisfy({ $0 >= 48 && $0 <= 57 || "smhd".utf8.contains($0) }), age.count > 1
        {
            return true
        }
        return words.contains { word in
            word.starts(with: "Status:".utf8) || word.starts(with: "Reason:".utf8) || word.starts(with: "v1.".utf8)
                || word.starts(with: "phase:".utf8)
                || word.count >= 3 && word.contains(47) && word.allSatisfy { $0 >= 47 && $0 <= 57 }
        }
    }

    /// `DiskPressure  False` of a node that is well; `NotReady` of a pod that ended, which `crictl pods` lists by its id of 13 digits.
    private static func isDenied(_ word: ArraySlice<UInt8>, _ line: [UInt8]) -> Bool {
        let rest = line[word.endIndex...].drop { [32, 9, 34, 44, 58, 61].contains($0) }
        if rest.starts(with: "False".utf8) || rest.starts(with: "false".utf8) { return true }
        let first = line.drop { $0 == 32 || $0 == 9 }.prefix { $0 > 32 }
        return first.count >= 12 && first.allSatisfy { $0 >= 48 && $0 <= 57 || $0 >= 97 && $0 <= 102 }
    }
}
