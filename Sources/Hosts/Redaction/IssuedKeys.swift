/// Keys whose beginning says who issued them: AWS, Google, GitHub, GitLab, Slack, Docker Hub.
struct IssuedKeys: Redaction {
    /// A beginning, and how many characters must follow at least.
    private static let forms: [(StaticString, Int)] = [
        ("AKIA", 16), ("ASIA", 16), ("AIza", 30), ("ghp_", 30), ("gho_", 30), ("ghs_", 30), ("ghu_", 30), ("github_pat_", 20),
        ("glpat-", 16), ("xoxb-", 16), ("xoxp-", 16), ("dckr_pat_", 16),
    ]

    func spots(in line: [UInt8]) -> [Spot] {
        Self.forms.flatMap { start, least in
            line.places(of: start).compactMap { place -> Spot? in
                let isExact = start.withUTF8Buffer { line[place...].starts(with: $0) }
                guard isExact, place == 0 || !line[place - 1].isAlphanumeric else { return nil }
                let body = place + start.utf8CodeUnitCount
                let end = line.end(from: body) { $0.isAlphanumeric || "_-".utf8.contains($0) }
                return end - body >= least ? Spot(place..<end, .word("key")) : nil
            }
        }
    }
}
