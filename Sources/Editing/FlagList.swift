/// Which flag is meant, and which part of its value.
struct FlagName {
    enum Part {
        case whole
        /// A member of a value with commas: `NodeRestriction`.
        case member(String)
        /// The member of a value with commas that begins with this and an equals sign: `feature=true`.
        case pair(String)
    }

    /// With its dashes.
    let flag: String
    let part: Part

    init(_ segments: ArraySlice<EditPath.Segment>, _ path: EditPath) throws(EditError) {
        guard case .key(let flag)? = segments.first, flag.hasPrefix("-"), FlagName.bare(flag) != "", segments.count <= 2,
            flag.utf8.allSatisfy({ $0 > 32 && $0 != 0x7F && !"=\"'\\".utf8.contains($0) })
        else {
            throw .unfit(
                "\(path) names no flag; --flag is expected, with a container's name and a dot before where it is needed.")
        }
        self.flag = flag
        switch segments.dropFirst().first {
        case nil: part = .whole
        case .member(let value): part = .member(value)
        case .key(let key): part = .pair(key)
        default: throw .unfit("\(path) is no part of a flag's value: --flag[=member] or --flag.key is expected.")
        }
    }

    /// Without dashes: programs take one for two.
    static func bare(_ word: some StringProtocol) -> String { String(word.drop { $0 == "-" }) }
}

/// The words of a command line, and what is to be done to bring a flag in order.
struct FlagList {
    enum Change: Equatable {
        case replace(Int, String)
        case remove(Int)
        case add(String)
    }

    private struct Occurrence {
        var at: Int
        /// Nil where the flag has no value at all.
        var value: String?
        /// The value is the next word.
        var isApart: Bool
        var written: String
    }

    let words: [String]
    let line: (Int) -> Int
    /// Every word that is no flag is the value of the flag before it.
    let takesNoArguments: Bool

    /// The next thing to do so that the flag has this value; nil where it has.
    func setting(_ name: FlagName, _ value: EditValue, _ path: EditPath) throws(EditError) -> Change? {
        let there = try occurrences(name.flag, path)
        switch name.part {
        case .whole:
            guard case .list(let list) = value else {
                return try setting([try text(value, path)], there, name.flag, path, isRepeated: false)
            }
            var wanted: [String] = []
            for item in list { wanted.append(try text(item, path)) }
            return try setting(wanted, there, name.flag, path, isRepeated: true)
        case .member(let member):
            guard try text(value, path) == member else {
                throw .unfit("\(path) names a member of the flag's value; the same text is expected as its value.")
            }
            let members = try members(there, path)
            return members.contains(member) ? nil : try setting(members + [member], there, name, path)
        case .pair(let key):
            var members = try members(there, path)
            let wanted = key + "=" + (try text(value, path))
            let at = members.indices.filter { members[$0] == key || members[$0].hasPrefix(key + "=") }
            guard let first = at.first else { return try setting(members + [wanted], there, name, path) }
            guard at.count == 1 else {
                throw .ambiguous(path, lines: [line(there[0].at)], "it stands in the flag's value \(at.count) times")
            }
            members[first] = wanted
            return try setting(members, there, name, path)
        }
    }

    /// The next thing to do so that the flag, or the part of its value, is gone.
    func removing(_ name: FlagName, _ path: EditPath) throws(EditError) -> Change? {
        let there = try occurrences(name.flag, path)
        guard let last = there.last else { return nil }
        let gone: (String) -> Bool
        switch name.part {
        // The value first, so that it never stands alone.
        case .whole: return .remove(last.isApart ? last.at + 1 : last.at)
        case .member(let member): gone = { $0 == member }
        case .pair(let key): gone = { $0 == key || $0.hasPrefix(key + "=") }
        }
        let members = try members(there, path)
        let left = members.filter { !gone($0) }
        if left.count == members.count { return nil }
        if left.isEmpty { return .remove(last.isApart ? last.at + 1 : last.at) }
        return try setting(left, there, name, path)
    }

    private func setting(_ members: [String], _ there: [Occurrence], _ name: FlagName, _ path: EditPath) throws(EditError)
        -> Change?
    {
        try setting([members.joined(separator: ",")], there, name.flag, path, isRepeated: false)
    }

    private func setting(
        _ wanted: [String], _ there: [Occurrence], _ flag: String, _ path: EditPath, isRepeated: Bool
    ) throws(EditError) -> Change? {
        if !isRepeated, there.count > 1 {
            throw .ambiguous(
                path, lines: there.map { line($0.at) }, "the flag is repeated, so a list of all its values is expected")
        }
        for (one, value) in zip(there, wanted) where one.value != value {
            return one.isApart ? .replace(one.at + 1, value) : .replace(one.at, "\(one.written)=\(value)")
        }
        if there.count > wanted.count, let last = there.last { return .remove(last.isApart ? last.at + 1 : last.at) }
        return wanted.count > there.count ? .add("\(there.last?.written ?? flag)=\(wanted[there.count])") : nil
    }

    /// The members of a value with commas.
    private func members(_ there: [Occurrence], _ path: EditPath) throws(EditError) -> [String] {
        guard there.count <= 1 else {
            throw .ambiguous(path, lines: there.map { line($0.at) }, "the flag is repeated")
        }
        return (there.first?.value ?? "").split(separator: ",").map { String($0) }
    }

    private func text(_ value: EditValue, _ path: EditPath) throws(EditError) -> String {
        guard let text = value.plain else {
            throw .unfit("The value of \(path) is expected to be a text, but it is \(value.kindName).")
        }
        guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
            throw .unfit("The value of \(path) has a line end or a control character; a flag's value has none.")
        }
        return text
    }

    private func occurrences(_ flag: String, _ path: EditPath) throws(EditError) -> [Occurrence] {
        let name = FlagName.bare(flag)
        var out: [Occurrence] = []
        for (at, word) in words.enumerated() where word.hasPrefix("-") {
            let end = word.firstIndex(of: "=")
            let written = String(word[..<(end ?? word.endIndex)])
            guard FlagName.bare(written) == name else { continue }
            if let end {
                out.append(Occurrence(at: at, value: String(word[word.index(after: end)...]), isApart: false, written: written))
                continue
            }
            let next = at + 1 < words.count ? words[at + 1] : nil
            guard let next, !next.hasPrefix("-") || next.dropFirst().first?.isNumber == true else {
                out.append(Occurrence(at: at, value: nil, isApart: false, written: written))
                continue
            }
            guard takesNoArguments else {
                throw .unfit(
                    "Line \(line(at)): \(written) stands apart from the word after it, and whether that is its value cannot be told; "
                        + "write \(written)=\(next) first, or edit the file by hand.")
            }
            out.append(Occurrence(at: at, value: next, isApart: true, written: written))
        }
        return out
    }
}
