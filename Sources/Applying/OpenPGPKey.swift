import Crypto
import FoundationEssentials

/// The fingerprint of an OpenPGP public key, armoured or not.
enum OpenPGPKey {
    /// 40 upper-case hexadecimal digits of the first key; nil where there is none of version 4. SHA-1 over its packet with a header of the
    /// old form (RFC 9580, section 5.5.4.2).
    static func fingerprint(_ bytes: [UInt8]) -> String? {
        guard let packets = binary(bytes), let body = firstBody(packets), body.first == 4, body.count < 1 << 16 else {
            return nil
        }
        let head: [UInt8] = [0x99, UInt8(body.count >> 8), UInt8(body.count & 0xFF)]
        return Insecure.SHA1.hash(data: head + body).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }

    private static func binary(_ bytes: [UInt8]) -> [UInt8]? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.contains("-----BEGIN PGP") else { return bytes }
        var isBody = false
        var coded = ""
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if line.hasPrefix("-----END") || line.hasPrefix("=") { break }
            if isBody { coded += line }
            if line.isEmpty { isBody = true }
        }
        return Data(base64Encoded: coded).map { Array($0) }
    }

    /// The body of the first packet, where it is a public key (tag 6) whose length takes one octet or two, in the old form or the new.
    private static func firstBody(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
        guard bytes.count > 3 else { return nil }
        let start: Int
        let length: Int
        switch bytes[0] {
        case 0x98: (start, length) = (2, Int(bytes[1]))
        case 0x99: (start, length) = (3, Int(bytes[1]) << 8 | Int(bytes[2]))
        case 0xC6 where bytes[1] < 192: (start, length) = (2, Int(bytes[1]))
        case 0xC6 where bytes[1] < 224: (start, length) = (3, (Int(bytes[1]) - 192) << 8 + Int(bytes[2]) + 192)
        default: return nil
        }
        return bytes.count >= start + length ? bytes[start..<(start + length)] : nil
    }
}
