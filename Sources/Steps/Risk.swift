/// What a step does to the machine, mildest first.
public enum Risk: String, Sendable, Codable, CaseIterable, Comparable {
    case looks, edits, restarts, destroys

    public static func < (a: Risk, b: Risk) -> Bool {
        (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
    }
}
