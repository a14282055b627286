/// A value without quotes: true, false, a number or a time.
struct TOMLWord {
    private let bytes: ArraySlice<UInt8>
    private let dialect: TOMLDocument.Dialect

    init(_ bytes: ArraySlice<UInt8>, _ dialect: TOMLDocument.Dialect) {
        self.bytes = bytes
        self.dialect = dialect
    }

    /// What the word means, or the sentence that says why it means nothing.
    enum Meaning {
        case value(TOMLNode.Content)
        case nothing(String)
    }

    var meaning: Meaning {
        if bytes.elementsEqual("true".utf8) { return .value(.flag(true)) }
        if bytes.elementsEqual("false".utf8) { return .value(.flag(false)) }
        if let first = bytes.first, Self.isDigit(first), TOMLTime.begins(bytes) {
            return TOMLTime.isWhole(bytes, dialect)
                ? .value(.time(String(decoding: bytes, as: UTF8.self)))
                : .nothing("A date with a time is written as in 2026-11-24T08:01:29Z; text belongs in quotes.")
        }
        let unsigned = bytes.first.map { "+-".utf8.contains($0) } ?? false ? bytes.dropFirst() : bytes
        let isNegative = bytes.first == UInt8(ascii: "-")
        if unsigned.elementsEqual("inf".utf8) { return .value(.number(isNegative ? -.infinity : .infinity)) }
        if unsigned.elementsEqual("nan".utf8) { return .value(.number(.nan)) }
        guard let first = unsigned.first, Self.isDigit(first) else {
            return .nothing(
                "A value is expected here, and this is not one: text belongs in quotes, and true and false are in lower case.")
        }
        if unsigned.count == bytes.count, let based { return based }
        return decimal(unsigned, isNegative) ?? .nothing("This is not a number that TOML knows; text belongs in quotes.")
    }

    static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    /// A number after `0x`, `0o` or `0b`.
    private var based: Meaning? {
        let bases: [(String, Int)] = [("0x", 16), ("0o", 8), ("0b", 2)]
        guard let (_, radix) = bases.first(where: { bytes.starts(with: $0.0.utf8) }) else { return nil }
        let digits = String(decoding: bytes.dropFirst(2).filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
        // Int takes a sign too, which TOML does not have here.
        guard Self.isSeparated(bytes.dropFirst(2), { $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
            digits.utf8.allSatisfy({ Int(String(UnicodeScalar($0)), radix: radix) != nil })
        else { return .nothing("This is not a number that TOML knows; text belongs in quotes.") }
        return Int(digits, radix: radix).map { .value(.integer($0)) } ?? Self.tooLarge
    }

    private static let tooLarge = Meaning.nothing("This number is larger than 64 bits can hold.")

    /// A whole number or one with a fraction or an exponent, without its sign; nil where it is neither.
    private func decimal(_ unsigned: ArraySlice<UInt8>, _ isNegative: Bool) -> Meaning? {
        var rest = unsigned
        guard let whole = Self.digits(&rest), whole.count == 1 || whole.first != UInt8(ascii: "0") else { return nil }
        var text = (isNegative ? "-" : "") + String(decoding: whole, as: UTF8.self)
        if rest.isEmpty { return Int(text).map { .value(.integer($0)) } ?? Self.tooLarge }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard let fraction = Self.digits(&rest) else { return nil }
            text += "." + String(decoding: fraction, as: UTF8.self)
        }
        if let sign = rest.first, "eE".utf8.contains(sign) {
            rest = rest.dropFirst()
            text += "e"
            if let sign = rest.first, "+-".utf8.contains(sign) {
                rest = rest.dropFirst()
                text += sign == UInt8(ascii: "-") ? "-" : "+"
            }
            guard let exponent = Self.digits(&rest) else { return nil }
            text += String(decoding: exponent, as: UTF8.self)
        }
        return rest.isEmpty ? Double(text).map { .value(.number($0)) } : nil
    }

    /// Takes digits from the front, without the underscores between them; nil where there are none.
    private static func digits(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        let run = rest.prefix { isDigit($0) || $0 == UInt8(ascii: "_") }
        guard isSeparated(run, isDigit) else { return nil }
        rest = rest[run.endIndex...]
        return run.filter { $0 != UInt8(ascii: "_") }
    }

    /// Whether each underscore stands between two digits, and there are digits.
    private static func isSeparated(_ run: ArraySlice<UInt8>, _ isDigit: (UInt8) -> Bool) -> Bool {
        let parts = run.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
        return parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
    }
}
