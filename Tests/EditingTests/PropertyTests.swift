import Testing

@testable import Editing

/// What holds for every document: set then read gives the value and nothing else changed, set twice is the same bytes, set then remove
/// of a new key gives what was said before, and no comment is lost.
@Suite struct PropertyTests {
    private static let rounds: UInt64 = 400

    @Test func yaml() throws {
        for seed in 0..<Self.rounds {
            try check(.yaml, seed, write: { $0.yaml($1) }, read: { bytes in try YAMLFile(bytes, kind: nil).tree })
        }
    }

    @Test func toml() throws {
        for seed in 0..<Self.rounds {
            try check(.toml, seed, write: { $0.toml($1) }, read: { bytes in try TOMLFile(bytes, kind: nil).tree })
        }
    }

    @Test func json() throws {
        for seed in 0..<Self.rounds {
            try check(.json, seed, write: { $0.json($1) + "\n" }, read: { bytes in try JSONFile(bytes, kind: nil).tree })
        }
    }

    private func check(
        _ form: FileEdit.Form, _ seed: UInt64, write: (inout RandomDocument, EditValue) -> String, read: ([UInt8]) throws -> Tree
    ) throws {
        var random = RandomDocument(seed: seed)
        let said = random.map()
        var text = write(&random, said)
        if random.dice.roll(4) == 0 { text = text.replacing("\n", by: "\r\n") }
        if random.dice.roll(4) == 0, text.hasSuffix("\n") { text = String(text.dropLast()) }
        let before = Array(text.utf8)
        #expect(try read(before) == Tree(said), "seed \(seed): the generator's own text\n\(text)")
        let (keys, isNew) = random.path(in: said)
        var value = random.scalar()
        if random.dice.roll(5) == 0 { value = .list([random.scalar(), random.scalar()]) }
        let path = EditPath(segments: keys.map { .key($0) })
        do {
            let after = try FileEdit(form, [.set(path, value)]).apply(to: before)
            #expect(try read(after) == Tree(said.changed(keys[...], value)), "seed \(seed)\n\(text)")
            #expect(try FileEdit(form, [.set(path, value)]).apply(to: after) == after, "seed \(seed): the second time")
            // A list that is replaced takes the comments in it along.
            let old = said[keys[...]]
            if case .list? = old {} else { #expect(comments(after) == comments(before), "seed \(seed)\n\(text)") }
            let gone = try FileEdit(form, [.remove(path)]).apply(to: after)
            let left = said.changed(keys[...], nil)
            let trees = (isNew ? [Tree(said)] : pruned(left, keys.dropLast()).map { Tree($0) }) + [Tree(left)]
            #expect(trees.contains(try read(gone)), "seed \(seed): removed\n\(text)")
            #expect(endsWithNewline(after) == endsWithNewline(before), "seed \(seed)")
        } catch {
            Issue.record("seed \(seed), \(path): \(error)\n\(text)")
        }
    }

    /// Tables that dotted keys made go with their last key, as far out as there are such.
    private func pruned(_ value: EditValue, _ keys: ArraySlice<String>) -> [EditValue] {
        guard !keys.isEmpty, value[keys]?.isEmptyCollection == true else { return [value] }
        return [value] + pruned(value.changed(keys, nil), keys.dropLast())
    }

    private func endsWithNewline(_ bytes: [UInt8]) -> Bool { bytes.last == 10 }

    /// The numbers of the comments, in order.
    private func comments(_ bytes: [UInt8]) -> [Substring] {
        String(decoding: bytes, as: UTF8.self).split(separator: "# c").dropFirst().map { $0.prefix { $0 != ";" } }
    }

    /// Units: a model of sections, keys and values.
    @Test func units() throws {
        for seed in 0..<Self.rounds {
            var dice = Seeded(seed)
            var text = ""
            var rows: [[String]] = []
            for section in 0..<(1 + dice.roll(3)) {
                text += "[S\(section)]\n"
                for _ in 0..<dice.roll(5) {
                    if dice.roll(3) == 0 { text += ["# x=1", "; y", ""][dice.roll(3)] + "\n" }
                    let (key, value) = ("K\(dice.roll(6))", ["", "a b", "x=y", "\"q\"", "1"][dice.roll(5)])
                    guard !rows.contains(where: { $0[0] == "S\(section)" && $0[1] == key }) else { continue }
                    text += key + (dice.roll(3) == 0 ? " = " : "=") + value + "\n"
                    rows.append(["S\(section)", key, value])
                }
            }
            if dice.roll(4) == 0 { text = text.replacing("\n", by: "\r\n") }
            let before = Array(text.utf8)
            let (section, key, value) = ("S\(dice.roll(4))", "K\(dice.roll(6))", ["new", "a=b", "\"x\""][dice.roll(3)])
            let path = EditPath(keys: section, key)
            let isNew = !rows.contains { $0[0] == section && $0[1] == key }
            let after = try FileEdit(.ini, [.set(path, .text(value))]).apply(to: before)
            let read = UnitForm.rows(SourceText(after)).map(\.fields)
            let others = rows.filter { $0[0] != section || $0[1] != key }
            let found = read.filter { $0[0] == section && $0[1] == key }.map { $0[2] }.filter { !$0.isEmpty }
            #expect(found == [value], "seed \(seed)\n\(text)")
            #expect(read.filter { $0[0] != section || $0[1] != key } == others, "seed \(seed)\n\(text)")
            #expect(try FileEdit(.ini, [.set(path, .text(value))]).apply(to: after) == after)
            let gone = try FileEdit(.ini, [.remove(path)]).apply(to: after)
            #expect(UnitForm.rows(SourceText(gone)).map(\.fields) == (isNew ? rows : others), "seed \(seed)\n\(text)")
        }
    }
}

extension String {
    /// The text with every occurrence of another replaced.
    fileprivate func replacing(_ old: String, by new: String) -> String {
        split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
    }
}
