import FoundationEssentials

/// When the public keys of a keyring cease to be valid (RFC 9580): a key's own signature tells for how long it holds.
enum OpenPGPExpiry {
    /// Seconds since the epoch at which the last of the file's primary keys ends; nil where one of them has no end, or none could be read.
    static func last(in bytes: [UInt8]) -> Int? {
        var reader = Packets(binary(bytes))
        var keys: [(created: Int, validFor: Int?)] = []
        var newest = Int.min
        while let packet = reader.next() {
            switch packet.tag {
            case 6:
                // Version 4: one octet, then four of the time at which it was made.
                guard packet.body.count > 5, packet.body.first == 4 else { return nil }
                keys.append((number(packet.body.dropFirst().prefix(4)), nil))
                newest = .min
            case 2:
                guard let signature = Signature(packet.body), !keys.isEmpty, signature.made >= newest else { continue }
                newest = signature.made
                keys[keys.count - 1].validFor = signature.validFor
            default: continue
            }
        }
        var ends: [Int] = []
        for key in keys {
            guard let validFor = key.validFor, validFor > 0 else { return nil }
            ends.append(key.created + validFor)
        }
        return ends.max()
    }

    /// What a signature over a key and its user id says (types 0x10 to 0x13, and 0x1F over the key alone).
    private struct Signature {
        var made = 0
        /// For how many seconds after it was made the key holds.
        var validFor: Int?

        init?(_ body: ArraySlice<UInt8>) {
            let body = Array(body)
            guard body.count > 6, body[0] == 4, (0x10...0x13).contains(body[1]) || body[1] == 0x1F else { return nil }
            var at = 6
            let end = min(body.count, 6 + Int(body[4]) << 8 + Int(body[5]))
            while at < end {
                var length = Int(body[at])
                at += 1
                if length >= 192, length < 255, at < end {
                    length = (length - 192) << 8 + Int(body[at]) + 192
                    at += 1
                }
                guard length > 0, length < 255, at + length <= end else { return }
                let value = OpenPGPExpiry.number(body[(at + 1)..<(at + length)].prefix(4))
                switch body[at] & 0x7F {
                case 2: made = value
                case 9: validFor = value
                default: break
                }
                at += length
            }
        }
    }

    /// The packets of a binary keyring, with lengths of the old and the new form.
    private struct Packets {
        private let bytes: [UInt8]
        private var at = 0

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        mutating func next() -> (tag: Int, body: ArraySlice<UInt8>)? {
            guard at + 1 < bytes.count, bytes[at] & 0x80 != 0 else { return nil }
            let head = bytes[at]
            at += 1
            let isNew = head & 0x40 != 0
            let octets: Int
            let length: Int
            if isNew {
                let first = Int(bytes[at])
                switch first {
                case ..<192: (length, octets) = (first, 1)
                case ..<224 where at + 1 < bytes.count: (length, octets) = ((first - 192) << 8 + Int(bytes[at + 1]) + 192, 2)
                case 255: (length, octets) = (OpenPGPExpiry.number(bytes[(at + 1)...].prefix(4)), 5)
                default: return nil
                }
            } else {
                octets = 1 << Int(head & 0x03)
                guard octets < 8 else { return nil }
                length = OpenPGPExpiry.number(bytes[at...].prefix(octets))
            }
            let start = at + octets
            guard start <= bytes.count, length <= bytes.count - start else { return nil }
            at = start + length
            return (isNew ? Int(head & 0x3F) : Int(head & 0x3C) >> 2, bytes[start..<at])
        }
    }

    private static func number(_ bytes: some Collection<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

    /// The bytes within ASCII armour; those of a binary file as they are.
    private static func binary(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.starts(with: "-----BEGIN PGP".utf8) else { return bytes }
        var isBody = false
        var coded = ""
        for line in String(decoding: bytes, as: UTF8.self).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if line.hasPrefix("-----END") || (isBody && line.hasPrefix("=")) { break }
            if isBody { coded += line }
            if line.allSatisfy(\.isWhitespace) { isBody = true }
        }
        return Data(base64Encoded: coded).map { Array($0) } ?? []
    }
}
