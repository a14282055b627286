/// Takes secrets out of lines, one after the other, remembering what a line says of the next: a key that goes on, a name whose
/// value follows.
struct SecretLines {
    private static let kinds: [any Redaction] = [
        BootstrapTokens(), WebTokens(), CertificateKeys(), AddressCredentials(), IssuedKeys(), SecretObjects(), NamedPairs(),
        NamedValues(), AuthorizationHeaders(), ProgramOptions(), Directives(), PasswordHashes(), Webhooks(), Cookies(),
    ]
    /// Base64 within base64 within base64 is read, not deeper.
    static let deepest = 3
    /// A key that goes on for more lines than this is none.
    private static let longestKey = 400

    /// A private key of which the beginning was seen.
    private struct OpenKey {
        /// What stands before each of its lines.
        var prefix: [UInt8]
        var body: [UInt8] = []
        var lines: [[UInt8]] = []
        /// The key is in base64 a second time, a line a run.
        var isWrapped = false
    }

    private enum Expectation: Equatable {
        case nothing
        /// `value:` of a name that smells.
        case value(lines: Int)
        /// The lines of a block (`password: |`) that are indented more than this.
        case block(indent: Int)
        case certificateKey
        /// This many lines that are secret as they stand: a PuTTY key's.
        case secretLines(Int)
    }

    private let placeholders: Placeholders
    private let depth: Int
    private var key: OpenKey?
    private var expected = Expectation.nothing

    init(_ placeholders: Placeholders, depth: Int = 0) {
        self.placeholders = placeholders
        self.depth = depth
    }

    /// Whether the next line must be taken, however harmless it looks.
    var isWaiting: Bool { key != nil || expected != .nothing }

    /// Takes the next line, without its newline; hands on what is fit to be written, with newlines.
    mutating func take(_ line: [UInt8], hasNewline: Bool, _ out: (ArraySlice<UInt8>) -> Void) {
        if key != nil {
            goOn(line, hasNewline, out)
            return
        }
        if let opening = PrivateKeys.opening(in: line), PrivateKeys.closing(in: line, from: opening.upperBound) == nil {
            key = OpenKey(prefix: clean(Array(line[..<opening.lowerBound])))
            key?.body = Array(line[opening.upperBound...])
            key?.lines = [line]
            expected = .nothing
            if !hasNewline { flush(out) }
            return
        }
        if depth == 0, let text = Self.onlyRun(line).flatMap(EncodedText.text), let opening = PrivateKeys.opening(in: text),
            PrivateKeys.closing(in: text, from: opening.upperBound) == nil
        {
            key = OpenKey(prefix: Array(line.prefix { !$0.isBase64 }), isWrapped: true)
            key?.lines = [line]
            if !hasNewline { flush(out) }
            return
        }
        out(clean(line)[...])
        if hasNewline { out([10]) }
    }

    /// Hands on what is kept back of a key that never ended.
    mutating func finish(_ out: (ArraySlice<UInt8>) -> Void) {
        guard key != nil else { return }
        flush(out)
        // A line without its newline would have ended the key at once.
        out([10])
    }

    private mutating func goOn(_ line: [UInt8], _ hasNewline: Bool, _ out: (ArraySlice<UInt8>) -> Void) {
        guard var open = key else { return }
        let isEnd: Bool
        if open.isWrapped {
            let text = Self.onlyRun(line).flatMap { Base64.decode($0) }
            guard let text else {
                // The base64 is over without the key's end.
                flush(out)
                out([10])
                take(line, hasNewline: hasNewline, out)
                return
            }
            isEnd = PrivateKeys.closing(in: text) != nil || text.contains("END ") || line.contains(UInt8(ascii: "="))
        } else {
            let closing = PrivateKeys.closing(in: line)
            isEnd = closing != nil
            // Right before the end's dashes there may be a log's time and a blank.
            let text = line[..<(closing?.lowerBound ?? line.count)]
            if closing == nil || text.last?.isSpace == false { open.body += Self.lastWord(text) }
        }
        open.lines.append(line)
        key = open
        guard isEnd || open.lines.count >= Self.longestKey || !hasNewline else { return }
        flush(out)
        if hasNewline { out([10]) }
    }

    /// Writes the placeholder and as many empty lines as the key had more; the last without its newline.
    private mutating func flush(_ out: (ArraySlice<UInt8>) -> Void) {
        guard let open = key else { return }
        key = nil
        let parts = PrivateKeys.placeholder(open.isWrapped ? nil : PrivateKeys.publicHash(open.body))
        let isIndented = open.prefix.allSatisfy(\.isSpace)
        for (index, line) in open.lines.enumerated() {
            if index > 0 { out([10]) }
            if open.lines.count < 3 {
                // No room for three lines.
                if index == 0 { out(open.prefix[...] + parts.joined(separator: [32])) }
            } else if index < parts.count {
                // In a log each line has its own time before it.
                let prefix = index == 0 || isIndented ? open.prefix[...] : line[..<(line.count - Self.lastWord(line[...]).count)]
                out(prefix + parts[index])
            }
            if index == open.lines.count - 1, let closing = PrivateKeys.closing(in: line) { out(line[closing.upperBound...]) }
        }
    }

    /// A line without its secrets.
    private mutating func clean(_ line: [UInt8]) -> [UInt8] {
        let line =
            depth < Self.deepest ? EscapedText.clean(line) { Scrubber.clean($0, placeholders, depth: depth + 1) } : line
        var matches = PrivateKeys.matches(in: line)
        if depth < Self.deepest {
            matches += EncodedText.matches(in: line) { Scrubber.clean($0, placeholders, depth: depth + 1) }
            matches += PercentText.matches(in: line) { Scrubber.clean($0, placeholders, depth: depth + 1) }
        }
        matches += expectedMatches(line)
        for kind in Self.kinds { matches += kind.matches(in: line) }
        expect(after: line)
        return replace(matches, in: line)
    }

    /// Replaces the places; of those that overlap, all that any of them covers.
    private func replace(_ matches: [SecretMatch], in line: [UInt8]) -> [UInt8] {
        guard !matches.isEmpty else { return line }
        var out: [UInt8] = []
        var at = 0
        for match in SecretMatchUnion.of(matches, in: line) {
            out += line[at..<match.range.lowerBound]
            out += placeholders.bytes(for: line[match.range], match.replacement)
            at = match.range.upperBound
        }
        return out + line[at...]
    }

    /// What the line before announced.
    private mutating func expectedMatches(_ line: [UInt8]) -> [SecretMatch] {
        switch expected {
        case .nothing: return []
        case .certificateKey:
            expected = .nothing
            return CertificateKeys.keys(in: line)
        case .secretLines(let count):
            expected = count > 1 ? .secretLines(count - 1) : .nothing
            return line.isEmpty || isMarked(line, 0) ? [] : [SecretMatch(0..<line.count, .word("key"))]
        case .block(let indent):
            let text = line.end(from: 0) { $0 == 32 || $0 == 9 }
            if text == line.count { return [] }
            guard text > indent else {
                expected = .nothing
                return []
            }
            return isMarked(line, text) ? [] : [SecretMatch(text..<line.count, .word("value"))]
        case .value(let lines):
            expected = lines > 1 ? .value(lines: lines - 1) : .nothing
            // The next entry of the list: the one with the name has no value of its own.
            if let first = line.first(where: { !$0.isSpace }), "-}".utf8.contains(first) {
                expected = .nothing
                return []
            }
            let start = line.end(from: 0) { $0.isSpace || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "\"") }
            guard line.has("value", at: start) else { return [] }
            let end = line.end(from: start, while: NamedValues.isNameByte)
            guard end == start + 5, let value = NamedValues.value(in: line, of: start..<end) else { return [] }
            expected = .nothing
            if HarmlessValues.opensBlock(line[value.range]) {
                expected = .block(indent: start)
                return []
            }
            return NamedValues.match(value, .strong, line).map { [$0] } ?? []
        }
    }

    /// Sees what a line announces for the next.
    private mutating func expect(after line: [UInt8]) {
        guard line.count < 4096, expected == .nothing else { return }
        if CertificateKeys.speaks(of: line), CertificateKeys.keys(in: line).isEmpty {
            expected = .certificateKey
            return
        }
        if let count = Self.announced(line) {
            expected = .secretLines(count)
            return
        }
        let start = line.end(from: 0) { $0.isSpace || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "\"") }
        let end = line.end(from: start, while: NamedValues.isNameByte)
        guard end > start else { return }
        if line.has("name", at: start) || line.has("key", at: start), end - start <= 4,
            let value = NamedValues.value(in: line, of: start..<end), SecretNames.smell(line[value.range]) == .strong
        {
            expected = .value(lines: 2)
            return
        }
        guard SecretNames.smell(line[start..<end]) == .strong, end < line.count else { return }
        let colon = line.end(from: end) { $0 == UInt8(ascii: "\"") || $0.isSpace }
        guard colon < line.count, line[colon] == UInt8(ascii: ":") else { return }
        let value = line.end(from: colon + 1, while: \.isSpace)
        // `password: |`; what is indented below belongs to it.
        if HarmlessValues.opensBlock(line[value...]) { expected = .block(indent: line.end(from: 0) { $0 == 32 }) }
    }

    /// How many lines of a PuTTY key follow that are its secret half: `Private-Lines: 8`.
    private static func announced(_ line: [UInt8]) -> Int? {
        guard let place = line.places(of: "private-lines:").first else { return nil }
        let digits = line[line.end(from: place + 14, while: \.isSpace)...].prefix(while: \.isDigit)
        return Int(String(decoding: digits, as: UTF8.self)).flatMap { (1...longestKey).contains($0) ? $0 : nil }
    }

    /// The base64 that a line is but for white space and quotes; nil where it is anything else.
    private static func onlyRun(_ line: [UInt8]) -> ArraySlice<UInt8>? {
        let start = line.end(from: 0) { $0.isSpace || $0 == UInt8(ascii: "\"") }
        let end = line.end(from: start) { $0.isBase64 || $0 == UInt8(ascii: "=") }
        guard end - start >= 4, line[end...].allSatisfy({ $0.isSpace || $0 == UInt8(ascii: "\"") }) else { return nil }
        return line[start..<end]
    }

    /// The last word of a line: of a key in a log, the base64 behind the time and the unit.
    private static func lastWord(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let text = line.reversed().drop(while: \.isSpace).prefix { !$0.isSpace }
        let trailing = line.reversed().prefix(while: \.isSpace).count
        return line[(line.endIndex - trailing - text.count)..<line.endIndex]
    }
}
