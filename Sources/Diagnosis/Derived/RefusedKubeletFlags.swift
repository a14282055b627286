import Facts

/// The flags at which the kubelet ends, by its own last words, with the place where they stand.
enum RefusedKubeletFlags {
    /// cmd/kubelet/app/server.go, kubernetes 1.23 to 1.36.
    static let pattern = "failed to parse kubelet flag: %w"
    /// The unit starts the kubelet again every 10 s: within this many seconds a kubelet that still ends says it again.
    static let recent = 90

    static let derivation = Derivation(gives: [KubeletFacts.refusedFlags]) { facts in
        for key in [LogFacts.matched, KubeletFacts.isHealthy, TimeFacts.now] {
            if let reason = facts.reason(key) { return facts.miss(KubeletFacts.refusedFlags, reason) }
        }
        let flags = (facts.rows(KubeletFacts.flags) ?? [])
        guard let now = facts.instant(TimeFacts.now), facts.flag(KubeletFacts.isHealthy) == false else {
            return facts.set(KubeletFacts.refusedFlags, [], from: [])
        }
        let rows = (facts.rows(LogFacts.matched) ?? []).compactMap { line -> Row<KubeletFacts.RefusedFlag>? in
            guard line.text(.log) == "kubelet", line.text(.pattern) == pattern, case .instant(let last) = line[.last],
                let reason = reason(line.text(.text) ?? "")
            else { return nil }
            let name = name(in: reason)
            let place = flags.last { $0.text(.name) == name }
            // A flag that is gone from the files was mended since, unless the kubelet has just said it again.
            guard place != nil || now - last <= recent else { return nil }
            let at = place.flatMap { row in row.text(.file).map { "\($0), line \(row.integer(.line) ?? 0)," } }
            return Row(
                [
                    .name: .text(name), .reason: .text(reason), .last: .instant(last),
                    .place: .text(at ?? "A file that drydock did not read"),
                ], from: place?.source ?? line.source)
        }
        if rows.isEmpty, let unread = facts.unread(["kubelet"]).first {
            return facts.miss(KubeletFacts.refusedFlags, unread.reason)
        }
        facts.set(KubeletFacts.refusedFlags, rows, from: [])
    }

    /// What follows the words: `unknown flag: --no-such-flag`.
    static func reason(_ line: String) -> String? {
        let plain = line.filter { $0 != "\\" }
        guard let start = plain.firstRange(of: "failed to parse kubelet flag: ")?.upperBound else { return nil }
        var rest = plain[start...].prefix { $0 != "\n" }
        if let field = rest.firstRange(of: "\" ") { rest = rest[..<field.lowerBound] }
        while let last = rest.last, last == "\"" || last == " " || last == "," || last == "}" { rest = rest.dropLast() }
        return rest.isEmpty ? nil : String(rest)
    }

    /// The flag's name without dashes; of `unknown shorthand flag: 'x' in -xyz` the word that holds it.
    static func name(in reason: String) -> String {
        let words = reason.split { " ,\"':;=".contains($0) }
        let flag = words.first { $0.hasPrefix("--") } ?? words.last { $0.hasPrefix("-") } ?? words.last ?? ""
        return String(flag.drop { $0 == "-" })
    }
}
