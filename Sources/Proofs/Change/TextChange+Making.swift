import Editing

/// Why a change was not made: a whole sentence.
struct ChangeRefusal: Error {
    let sentence: String
    init(_ sentence: String) { self.sentence = sentence }
}

extension TextChange {
    /// The text with the change made. It is an error where nothing changes: the proof would not show what it says.
    ///
    /// - Parameter form: how the text is read; nil where it has no form.
    func make(_ bytes: [UInt8], _ form: FileEdit.Form?) throws(ChangeRefusal) -> [UInt8] {
        let after: [UInt8]
        switch what {
        case .edit(let change): after = try edited(bytes, change, form)
        case .removeLines(let lines):
            var text = bytes
            for line in lines {
                text = try form == .json && Self.isJSON(bytes) ? without(setting: line, text) : Self.without(line, text)
            }
            after = text
        case .once(let old, let new):
            let places = Self.places(of: Array(old.utf8), in: bytes)
            guard places.count == 1, let place = places.first else {
                let lines = places.map { Self.line(of: $0, in: bytes) }
                throw ChangeRefusal(EditError.matches(of: old, lines: lines).description)
            }
            after = Array(bytes[..<place]) + Array(new.utf8) + bytes[(place + old.utf8.count)...]
        case .everywhere(let old, let new):
            let places = Self.places(of: Array(old.utf8), in: bytes)
            guard !places.isEmpty else { throw ChangeRefusal("\"\(old)\" does not stand there; it is expected at least once.") }
            var (text, at) = ([UInt8](), 0)
            for place in places {
                text += bytes[at..<place]
                text += Array(new.utf8)
                at = place + old.utf8.count
            }
            after = text + bytes[at...]
        }
        guard after != bytes else { throw ChangeRefusal("This changes nothing: it is so on the recorded node already.") }
        return after
    }

    private func edited(_ bytes: [UInt8], _ change: FileEdit.Change, _ form: FileEdit.Form?) throws(ChangeRefusal) -> [UInt8] {
        guard let form = self.form ?? form else {
            throw ChangeRefusal("Neither the path nor \"form\" tells how this text is read.")
        }
        do throws(EditError) {
            return try FileEdit(form, kind: document, [change]).apply(to: bytes)
        } catch {
            throw ChangeRefusal(error.description)
        }
    }

    /// Where a text stands, one place behind the other.
    private static func places(of pattern: [UInt8], in bytes: [UInt8]) -> [Int] {
        guard let first = pattern.first else { return [] }
        var places: [Int] = []
        var at = 0
        while at + pattern.count <= bytes.count {
            if bytes[at] == first, bytes[at..<(at + pattern.count)].elementsEqual(pattern) {
                places.append(at)
                at += pattern.count
            } else {
                at += 1
            }
        }
        return places
    }

    private static func line(of place: Int, in bytes: [UInt8]) -> Int { bytes[..<place].count { $0 == 10 } + 1 }

    /// What commands and URLs give back is JSON, or lines.
    private static func isJSON(_ bytes: [UInt8]) -> Bool {
        let first = bytes.first { $0 > 0x20 }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }

    private func without(setting: String, _ bytes: [UInt8]) throws(ChangeRefusal) -> [UInt8] {
        let path: EditPath
        do throws(EditError) {
            path = try EditPath(setting)
        } catch {
            throw ChangeRefusal(error.description)
        }
        return try edited(bytes, .remove(path), .json)
    }

    /// A text without a line that stands there exactly once.
    private static func without(_ line: String, _ bytes: [UInt8]) throws(ChangeRefusal) -> [UInt8] {
        var lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
        let there = lines.indices.filter { lines[$0].elementsEqual(line.utf8) }
        guard there.count == 1, let at = there.first else {
            throw ChangeRefusal(EditError.matches(of: line, lines: there.map { $0 + 1 }).description)
        }
        lines.remove(at: at)
        return Array(lines.joined(separator: [10]))
    }
}
