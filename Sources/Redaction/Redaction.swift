import Crypto
import Glibc

/// One kind of secret and how it is found in a line of text.
protocol Redaction: Sendable {
    /// Where secrets of this kind stand in a line (without its newline).
    func matches(in line: [UInt8]) -> [SecretMatch]
}

/// A place in a line and what comes there.
struct SecretMatch: Sendable, Equatable {
    enum Replacement: Sendable, Equatable {
        /// `REDACTED-<word>-<hash>`.
        case word(String)
        /// A bootstrap token's shape.
        case bootstrapToken
        case bytes([UInt8])
    }

    var range: Range<Int>
    var replacement: Replacement

    init(_ range: Range<Int>, _ replacement: Replacement) {
        self.range = range
        self.replacement = replacement
    }
}

/// Names secrets by a hash whose salt lives in memory only, so that within one capture equal secrets stay equal and nobody can
/// try passwords against it.
package struct Placeholders: Sendable {
    static let mark = Array("REDACTED-".utf8)
    static let tokenMark = Array("redact.ed".utf8)

    private let salt: [UInt8]

    init() {
        var random = SystemRandomNumberGenerator()
        salt = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    }

    /// What takes a secret's place.
    func bytes(for secret: ArraySlice<UInt8>, _ replacement: SecretMatch.Replacement) -> [UInt8] {
        switch replacement {
        case .word(let word): Self.mark + Array("\(word)-".utf8) + digits(secret, 8)
        case .bootstrapToken: Self.tokenMark + digits(secret, 14)
        case .bytes(let bytes): bytes
        }
    }

    private func digits(_ secret: ArraySlice<UInt8>, _ count: Int) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: salt)
        hash.update(data: Array(secret))
        return Array(hexDigits(Array(hash.finalize())).prefix(count))
    }
}

/// Bytes as lower-case hexadecimal text.
func hexDigits(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    return bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
}

/// Reading bytes of ASCII text.
extension UInt8 {
    var isDigit: Bool { self >= 48 && self <= 57 }
    var isLower: Bool { self >= 97 && self <= 122 }
    var isUpper: Bool { self >= 65 && self <= 90 }
    var isAlphanumeric: Bool { isDigit || isLower || isUpper }
    var isHexDigit: Bool { isDigit || self >= 97 && self <= 102 || self >= 65 && self <= 70 }
    /// What separates words: blanks, and the NUL between the arguments in `/proc/PID/cmdline` and `environ`.
    var isSpace: Bool { self == 32 || self == 9 || self == 13 || self == 0 }
    /// Base64 of either alphabet, without padding.
    var isBase64: Bool { isAlphanumeric || self == 43 || self == 45 || self == 47 || self == 95 }
    /// A small letter for a capital one.
    var lowered: UInt8 { isUpper ? self + 32 : self }
}

extension [UInt8] {
    /// Whether a text stands at a place, letters of either size.
    func has(_ text: StaticString, at place: Int) -> Bool {
        guard place >= 0, place + text.utf8CodeUnitCount <= count else { return false }
        return text.withUTF8Buffer { wanted in
            for (offset, byte) in wanted.enumerated() where self[place + offset].lowered != byte.lowered { return false }
            return true
        }
    }

    /// Every place where a text stands, letters of either size.
    func places(of text: StaticString) -> [Int] {
        let length = text.utf8CodeUnitCount
        guard length > 0, count >= length else { return [] }
        var found: [Int] = []
        withUnsafeBufferPointer { bytes in
            text.withUTF8Buffer { wanted in
                let small = wanted[0].lowered
                let capital = small.isLower ? small - 32 : small
                for place in 0...(bytes.count - length) where bytes[place] == small || bytes[place] == capital {
                    var offset = 1
                    while offset < length, bytes[place + offset].lowered == wanted[offset].lowered { offset += 1 }
                    if offset == length { found.append(place) }
                }
            }
        }
        return found
    }

    /// The first place from a place on where a text stands, its letters as they are; the C library looks for its first byte.
    func place(of text: StaticString, from: Int) -> Int? {
        withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return nil }
            let (wanted, length) = (text.utf8Start, text.utf8CodeUnitCount)
            var at = from
            while at + length <= bytes.count, let hit = memchr(base + at, Int32(wanted[0]), bytes.count - at) {
                let place = base.distance(to: UnsafeRawPointer(hit))
                guard place + length <= bytes.count else { return nil }
                if memcmp(base + place, wanted, length) == 0 { return place }
                at = place + 1
            }
            return nil
        }
    }

    /// Whether a text stands anywhere, letters of either size.
    func contains(_ text: StaticString) -> Bool { !places(of: text).isEmpty }

    /// The end of the run of bytes that begins at a place.
    func end(from place: Int, while holds: (UInt8) -> Bool) -> Int {
        var at = place
        while at < count, holds(self[at]) { at += 1 }
        return at
    }
}

/// Whether a word is made by a machine rather than written: digits among letters, letters of both sizes, or base64's signs.
func looksMade(_ word: ArraySlice<UInt8>) -> Bool {
    let hasDigit = word.contains { $0.isDigit }
    let hasMixed = word.dropFirst().contains { $0.isUpper } && word.contains { $0.isLower }
    return hasDigit || hasMixed || word.contains { "+=!#$%^&*".utf8.contains($0) }
}
