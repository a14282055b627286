import Facts
import Text

/// Fills a rule's `says`: `{kubelet.cgroupDriver}` is a fact, `{path}` a column of the row found, `{size|bytes}` is written
/// with a unit. Several rows are said one after the other, at most three.
public struct Wording: Sendable {
    let facts: FactSet

    public init(facts: FactSet) { self.facts = facts }

    /// The text for a finding with these proofs.
    public func say(_ template: String, _ proofs: [Proof]) -> String {
        // A rule may rest on several tables; only rows that have the columns named are said.
        let columns = Self.names(in: template).filter { !$0.contains(".") }
        let rows = proofs.filter { proof in
            guard let table = FactKey.registered[proof.fact] else { return true }
            return columns.allSatisfy { table.column($0) != nil }
        }.compactMap(\.row)
        guard template.contains("{"), !rows.isEmpty else { return fill(template, nil) }
        guard namesColumn(template) else { return fill(template, rows.first) }
        var said: [String] = []
        for row in rows {
            let text = fill(template, row)
            if !said.contains(text) { said.append(text) }
        }
        guard said.count > 3 else { return said.joined(separator: " ") }
        return said.prefix(3).joined(separator: " ") + " And \(said.count - 3) more like these."
    }

    private func namesColumn(_ template: String) -> Bool {
        Self.names(in: template).contains { !$0.contains(".") }
    }

    /// The names that a template uses, without their formats.
    public static func names(in template: String) -> [String] {
        template.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
            part.firstIndex(of: "}").map { String(part[..<$0].prefix { $0 != "|" }) }
        }
    }

    private func fill(_ template: String, _ row: AnyRow?) -> String {
        var out = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{") {
            out += rest[..<open]
            guard let close = rest[open...].firstIndex(of: "}") else { break }
            let placeholder = rest[rest.index(after: open)..<close]
            rest = rest[rest.index(after: close)...]
            if out.hasSuffix(" ("), rest.hasPrefix(")"), isEmpty(placeholder, row) {
                out.removeLast(2)
                rest = rest.dropFirst()
            } else if out.hasSuffix(": "), rest.hasPrefix("."), isEmpty(placeholder, row) {
                // A sentence that only introduces what is not there: "The runtime adds: nothing."
                out = Self.withoutOpenSentence(out)
                rest = rest.dropFirst()
                // One space stands between the sentences on both sides.
                if out.isEmpty || out.hasSuffix(" ") { rest = rest.drop { $0 == " " } }
                if rest.isEmpty, out.hasSuffix(" ") { out.removeLast() }
            } else if Self.isWholeSentence(after: out, before: rest) {
                // What another program says ends with a full stop or without one; here a new sentence begins.
                if isEmpty(placeholder, row) {
                    rest = rest.dropFirst()
                } else {
                    let words = expand(placeholder, row)
                    out += words + (words.last.map { ".?!:".contains($0) } ?? true ? "" : ".")
                }
            } else {
                out += expand(placeholder, row)
            }
        }
        return out + rest
    }

    /// Whether a placeholder stands where a sentence is expected: after a colon or another sentence, and before one.
    private static func isWholeSentence(after out: String, before rest: Substring) -> Bool {
        guard rest.first == " ", rest.dropFirst().first?.isUppercase == true else { return false }
        return out.hasSuffix(": ") || out.hasSuffix(". ")
    }

    /// The whole sentences of a text whose last one has only begun.
    private static func withoutOpenSentence(_ text: String) -> String {
        var end = text.startIndex
        var previous: Character = " "
        for index in text.indices {
            if text[index] == " ", previous == "." { end = index }
            previous = text[index]
        }
        return String(text[..<end])
    }

    /// Whether there is nothing to say: then the parentheses around it, or the sentence that introduces it, go with it.
    private func isEmpty(_ placeholder: Substring, _ row: AnyRow?) -> Bool {
        let name = String(placeholder.prefix { $0 != "|" })
        if let row, !name.contains(".") { return row[named: name].isEmpty }
        guard case .known(let value, _) = facts[name] else { return false }
        return value.isEmpty
    }

    private func expand(_ placeholder: Substring, _ row: AnyRow?) -> String {
        let parts = placeholder.split(separator: "|", maxSplits: 1)
        let name = String(parts.first ?? "")
        let format = parts.count > 1 ? String(parts[1]) : ""
        if let row, !name.contains(".") { return row[named: name].words(format) }
        switch facts[name] {
        case .known(let value, _): return value.words(format)
        case .missing: return "(not seen)"
        }
    }
}

extension Value {
    fileprivate var isEmpty: Bool { [.absent, .text(""), .list([])].contains(self) }

    /// The formats a template may name.
    public static let formats: Set<String> = ["", "bytes", "duration", "octal", "day"]

    /// The value as a person reads it.
    public func words(_ format: String = "") -> String {
        switch self {
        case .absent: return "nothing"
        case .flag(let flag): return flag ? "true" : "false"
        case .integer(let number): return Quantity.words(number, format)
        case .number(let number): return Quantity.words(number)
        case .text(let text): return text
        case .instant(let instant): return format == "day" ? String(instant.description.prefix(10)) : instant.description
        case .list(let list): return list.isEmpty ? "none" : list.joined(separator: ", ")
        case .rows(let rows): return "\(rows.count)"
        case .unknown: return "(not seen)"
        }
    }
}

/// Numbers with their unit, as a person reads them.
public enum Quantity {
    /// A whole number; `format` is `bytes`, `duration` (seconds), `octal`, or nothing.
    public static func words(_ number: Int, _ format: String = "") -> String {
        switch format {
        case "bytes": return bytes(number)
        case "duration": return duration(number)
        case "octal": return Octal.mode(number)
        default: return "\(number)"
        }
    }

    /// At most two decimals.
    public static func words(_ number: Double) -> String {
        let rounded = (number * 100).rounded() / 100
        return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int(rounded))" : "\(rounded)"
    }

    /// `512 MiB`, `1.5 GiB`.
    public static func bytes(_ number: Int) -> String {
        var value = Double(number)
        for unit in ["B", "KiB", "MiB", "GiB"] {
            if abs(value) < 1024 {
                return unit == "B"
                    ? "\(number) B"
                    : "\((value * 10).rounded() / 10 == value.rounded() ? "\(Int(value.rounded()))" : "\((value * 10).rounded() / 10)") \(unit)"
            }
            value /= 1024
        }
        return "\((value * 10).rounded() / 10) TiB"
    }

    /// `42 s`, `3 min`, `5 h`, `12 days`.
    public static func duration(_ seconds: Int) -> String {
        let size = seconds.magnitude
        if size < 120 { return "\(seconds) s" }
        if size < 7200 { return "\(seconds / 60) min" }
        if size < 172_800 { return "\(seconds / 3600) h" }
        return "\(seconds / 86400) days"
    }
}
