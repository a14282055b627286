/// Finds the words of `kubectl get` and `describe` for a state: CrashLoopBackOff, Pending.
struct StateWords: Sendable {
    let states: [String: [Int]]

    /// Longer texts are no word with its question.
    private static let longestQuestion = 48
    /// How surely a word says what is wrong: less than a message does.
    private static let weight = 12.0

    /// What a line's words lead to. `isAlone`: the line is all that was asked.
    func judge(_ line: [UInt8], isAlone: Bool) -> [LineJudging.Verdict] {
        var verdicts: [LineJudging.Verdict] = []
        var isRow: Bool?
        for word in line.split(whereSeparator: { !Self.isLetter($0) }) where word.count > 4 {
            guard let topics = states[String(decoding: word, as: UTF8.self)] else { continue }
            if word.count(where: { $0 < 97 }) < 2 {
                // A plain word such as Pending: only where a table or a field has it, or nothing else was asked.
                let row = isRow ?? Self.isRow(line)
                isRow = row
                guard row || isAlone && line.count <= Self.longestQuestion else { continue }
            }
            for (order, topic) in topics.enumerated() where !verdicts.contains(where: { $0.topic == topic }) {
                verdicts.append(.init(topic: topic, weight: Self.weight * (1 - 0.03 * Double(order)), isCommon: false))
            }
        }
        return verdicts
    }

    private static func isLetter(_ byte: UInt8) -> Bool { byte >= 65 && byte <= 90 || byte >= 97 && byte <= 122 }

    /// `web-0  0/1  Pending  0  4m`, `Status: Pending`, `cp1 NotReady control-plane 4d v1.34.1`.
    private static func isRow(_ line: [UInt8]) -> Bool {
        let words = line.split { $0 == 32 || $0 == 9 }
        return words.contains { word in
            word.starts(with: "Status:".utf8) || word.starts(with: "v1.".utf8) || word.starts(with: "phase:".utf8)
                || word.count >= 3 && word.contains(47) && word.allSatisfy { $0 >= 47 && $0 <= 57 }
        }
    }
}
