import Crypto
import Glibc
import Synchronization

/// Replaces IPv4, IPv6 and MAC addresses, the same address by the same one, so that which addresses are equal, which lie in one
/// subnet and which is the first of a subnet can still be seen, and nothing else.
///
/// * An address keeps its last byte (IPv6: its last 16 bits), so that the first or tenth address of a service subnet stays that.
/// * Two addresses of a common prefix get a common prefix of the same length; in public addresses from /8 on. The host bits of a
///   subnet (`10.32.0.0/14`) stay zero.
/// * Private ranges stay private: 10/8, 172.16/12, 192.168/16, 100.64/10, fc00::/7, and fe80::/10.
/// * Kept are loopback, unspecified, IPv4 link-local, multicast, broadcast, netmasks, and the subnets of Kubernetes' own defaults:
///   10.96.0.0/12 for services, and 10.244.0.0/16 of the usual pod subnet. They say nothing of the machine.
///
/// Not seen are addresses within certificates, and those that the kernel writes in hexadecimal.
package final class AddressPseudonymiser: Sendable {
    private let key: SymmetricKey
    private let known = Mutex<[[UInt8]: [UInt8]]>([:])
    /// An allowed first byte for each first byte of a public address.
    private let firstBytes: [UInt8]

    /// - Parameter key: what the mapping follows from; random where none is given.
    init(key: [UInt8]? = nil) {
        self.key = key.map { SymmetricKey(data: $0) } ?? SymmetricKey(size: .bits256)
        let special: Set<UInt8> = [0, 10, 100, 127, 169, 172, 192, 198, 203]
        let open = (1...223).map { UInt8($0) }.filter { !special.contains($0) }
        let sealed = self.key
        let order = open.sorted { Self.random(sealed, [$0], "first") < Self.random(sealed, [$1], "first") }
        var bytes = (0...255).map { UInt8($0) }
        for (byte, other) in zip(open, order) { bytes[Int(byte)] = other }
        firstBytes = bytes
    }

    /// Text without addresses.
    package func text(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var at = 0
        var written = 0
        while at < bytes.count {
            guard Self.isAddressByte(bytes[at]), at == 0 || !Self.isWord(bytes[at - 1]) || Self.isEscape(bytes, at) else {
                at += 1
                continue
            }
            guard let (range, replacement) = address(in: bytes, at: at) else {
                at = max(at + 1, bytes.end(from: at) { Self.isWord($0) })
                continue
            }
            out += bytes[written..<range.lowerBound]
            out += replacement
            written = range.upperBound
            at = range.upperBound
        }
        return written == 0 ? bytes : out + bytes[written...]
    }

    private static func isAddressByte(_ byte: UInt8) -> Bool {
        byte.isHexDigit || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "i")
    }
    private static func isWord(_ byte: UInt8) -> Bool { byte.isAlphanumeric || byte == UInt8(ascii: "_") }

    /// Whether the letter before belongs to an escape: `\n10.0.0.1`.
    private static func isEscape(_ bytes: [UInt8], _ place: Int) -> Bool {
        place >= 2 && bytes[place - 2] == UInt8(ascii: "\\") && "nrt".utf8.contains(bytes[place - 1])
    }

    /// The address that begins at a place, and what takes its place.
    private func address(in bytes: [UInt8], at place: Int) -> (Range<Int>, [UInt8])? {
        if bytes[place] == UInt8(ascii: "i") { return dashed(in: bytes, at: place) }
        if let found = hardware(in: bytes, at: place) { return found }
        if let found = version4(in: bytes, at: place) { return found }
        return version6(in: bytes, at: place)
    }

    /// `ip-10-0-1-5`, as clouds name machines.
    private func dashed(in bytes: [UInt8], at place: Int) -> (Range<Int>, [UInt8])? {
        guard bytes.has("ip-", at: place), let (end, parts) = Self.numbers(in: bytes, at: place + 3, separator: UInt8(ascii: "-"))
        else { return nil }
        let text = pseudonym4(parts).map { "\($0)" }.joined(separator: "-")
        return (place..<end, Array("ip-\(text)".utf8))
    }

    private func version4(in bytes: [UInt8], at place: Int) -> (Range<Int>, [UInt8])? {
        guard place == 0 || bytes[place - 1] != UInt8(ascii: "."),
            let (end, parts) = Self.numbers(in: bytes, at: place, separator: UInt8(ascii: "."))
        else { return nil }
        let isLonger =
            end < bytes.count
            && (Self.isWord(bytes[end]) || bytes[end] == UInt8(ascii: ".") && end + 1 < bytes.count && bytes[end + 1].isDigit)
        guard !isLonger else { return nil }
        let length = Self.prefixLength(in: bytes, at: end, most: 32)
        let replaced = Self.masked(pseudonym4(parts), like: parts, length)
        return (place..<end, Array(replaced.map { "\($0)" }.joined(separator: ".").utf8))
    }

    private func version6(in bytes: [UInt8], at place: Int) -> (Range<Int>, [UInt8])? {
        guard place == 0 || bytes[place - 1] != UInt8(ascii: ":") && bytes[place - 1] != UInt8(ascii: ".") else { return nil }
        let end = bytes.end(from: place) { $0.isHexDigit || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
        var stop = end
        while stop > place,
            bytes[stop - 1] == UInt8(ascii: ".")
                || bytes[stop - 1] == UInt8(ascii: ":") && !(stop - 2 >= place && bytes[stop - 2] == UInt8(ascii: ":"))
        {
            stop -= 1
        }
        guard stop - place >= 2, stop - place <= 45, stop == bytes.count || !Self.isWord(bytes[stop]) else { return nil }
        let text = String(decoding: bytes[place..<stop], as: UTF8.self)
        var parsed = in6_addr()
        guard text.filter({ $0 == ":" }).count >= 2, inet_pton(AF_INET6, text, &parsed) == 1 else { return nil }
        let parts = withUnsafeBytes(of: parsed) { Array($0) }
        let length = Self.prefixLength(in: bytes, at: stop, most: 128)
        var replaced = Self.masked(pseudonym6(parts), like: parts, length)
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard inet_ntop(AF_INET6, &replaced, &buffer, socklen_t(buffer.count)) != nil else { return nil }
        return (place..<stop, buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) })
    }

    private func hardware(in bytes: [UInt8], at place: Int) -> (Range<Int>, [UInt8])? {
        guard place + 17 <= bytes.count, place == 0 || bytes[place - 1] != UInt8(ascii: ":") else { return nil }
        let separator = bytes[place + 2]
        guard separator == UInt8(ascii: ":") || separator == UInt8(ascii: "-") else { return nil }
        for offset in 0..<17 {
            let fits = offset % 3 == 2 ? bytes[place + offset] == separator : bytes[place + offset].isHexDigit
            guard fits else { return nil }
        }
        let end = place + 17
        if end < bytes.count, Self.isWord(bytes[end]) || bytes[end] == separator { return nil }
        let digits = bytes[place..<end].filter { $0 != separator }.map(\.lowered)
        if Set(digits).isSubset(of: [UInt8(ascii: "0")]) || Set(digits).isSubset(of: [UInt8(ascii: "f")]) {
            return (place..<end, Array(bytes[place..<end]))
        }
        let hash = withKnown([6] + digits) { Array(Self.hash(key, digits, "mac").prefix(5)) }
        let hex = hexDigits([0x02] + hash)
        let pairs = stride(from: 0, to: 12, by: 2).map { hex[$0..<($0 + 2)] }
        return (place..<end, Array(pairs.joined(separator: [separator])))
    }

    /// Four numbers of at most 255 and where they end.
    private static func numbers(in bytes: [UInt8], at place: Int, separator: UInt8) -> (Int, [UInt8])? {
        var at = place
        var parts: [UInt8] = []
        while parts.count < 4 {
            let end = bytes.end(from: at, while: \.isDigit)
            guard end > at, end - at <= 3, let number = UInt8(String(decoding: bytes[at..<end], as: UTF8.self)) else {
                return nil
            }
            parts.append(number)
            if parts.count == 4 { return (end, parts) }
            guard end < bytes.count, bytes[end] == separator else { return nil }
            at = end + 1
        }
        return nil
    }

    /// The length in `/16` behind an address; nil where there is none.
    private static func prefixLength(in bytes: [UInt8], at place: Int, most: Int) -> Int? {
        guard place < bytes.count, bytes[place] == UInt8(ascii: "/") else { return nil }
        let end = bytes.end(from: place + 1, while: \.isDigit)
        guard end - place <= 4, let length = Int(String(decoding: bytes[(place + 1)..<end], as: UTF8.self)), length <= most else {
            return nil
        }
        return length
    }

    /// With zero host bits where the address had zero host bits.
    private static func masked(_ replaced: [UInt8], like parts: [UInt8], _ length: Int?) -> [UInt8] {
        guard let length else { return replaced }
        func mask(_ index: Int) -> UInt8 {
            let bits = min(8, max(0, length - index * 8))
            return bits == 0 ? 0 : UInt8(truncatingIfNeeded: 0xff << (8 - bits))
        }
        let isSubnet = parts.indices.allSatisfy { parts[$0] & ~mask($0) == 0 }
        return isSubnet ? replaced.indices.map { replaced[$0] & mask($0) } : replaced
    }
}

extension AddressPseudonymiser {
    /// The address that takes an IPv4 address's place.
    func pseudonym4(_ parts: [UInt8]) -> [UInt8] {
        guard let kept = Self.kept4(parts) else { return parts }
        return withKnown(parts) {
            var replaced = permuted(parts, bits: kept..<24)
            if kept == 0 { replaced[0] = firstBytes[Int(parts[0])] }
            return replaced
        }
    }

    /// How many leading bits stay; nil where the whole address does.
    private static func kept4(_ parts: [UInt8]) -> Int? {
        switch (parts[0], parts[1]) {
        case (0, _), (127, _), (169, 254), (224..., _): nil
        case (10, 96...111), (10, 244): nil
        case (10, _): 8
        case (172, 16...31): 12
        case (192, 168): 16
        case (100, 64...127): 10
        case (172, _), (192, _), (100, _), (169, _), (198, _), (203, _): 16
        default: 0
        }
    }

    /// The address that takes an IPv6 address's place.
    func pseudonym6(_ parts: [UInt8]) -> [UInt8] {
        // ::, ::1, and what is multicast.
        guard parts[0] != 0xff, parts.dropLast().contains(where: { $0 != 0 }) else { return parts }
        // ::ffff:10.0.0.1
        if parts[..<10].allSatisfy({ $0 == 0 }), parts[10] == 0xff, parts[11] == 0xff {
            return parts[..<12] + pseudonym4(Array(parts[12...]))
        }
        let kept = parts[0] == 0xfe && parts[1] & 0xc0 == 0x80 ? 64 : parts[0] & 0xfe == 0xfc ? 8 : 4
        return withKnown(parts) { permuted(parts, bits: kept..<112) }
    }

    /// Flips bits, each as the bits before it and the key say: a common prefix stays one. Along a byte that is zero so far nothing
    /// is flipped, except in the first byte that changes: a zero byte in the middle stays zero, as in 10.32.0.1.
    private func permuted(_ parts: [UInt8], bits: Range<Int>) -> [UInt8] {
        var replaced = parts
        for bit in bits {
            let index = bit / 8
            let inByte = bit % 8
            let before = inByte == 0 ? 0 : parts[index] >> (8 - inByte)
            let isZeroPath = before == 0 && index > bits.lowerBound / 8
            guard !isZeroPath else { continue }
            let prefix = Array(parts[..<index]) + [before, UInt8(inByte)]
            if Self.random(key, prefix, parts.count == 4 ? "4" : "6") & 1 == 1 { replaced[index] ^= 0x80 >> UInt8(inByte) }
        }
        return replaced
    }

    private func withKnown(_ address: [UInt8], _ make: () -> [UInt8]) -> [UInt8] {
        if let known = known.withLock({ $0[address] }) { return known }
        let made = make()
        known.withLock { $0[address] = made }
        return made
    }

    static func hash(_ key: SymmetricKey, _ bytes: [UInt8], _ what: String) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array(what.utf8) + [0] + bytes, using: key))
    }

    static func random(_ key: SymmetricKey, _ bytes: [UInt8], _ what: String) -> UInt64 {
        hash(key, bytes, what).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
