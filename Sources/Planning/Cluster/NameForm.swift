import Addresses

/// The forms that Kubernetes gives to names (apimachinery, util/validation).
package enum NameForm {
    /// RFC 1123: small letters, digits and dashes, no dash at either end, 63 at most.
    static func isLabel(_ text: some StringProtocol) -> Bool {
        let bytes = Array(text.utf8)
        return (1...63).contains(bytes.count) && bytes.allSatisfy { isSmall($0) || $0 == UInt8(ascii: "-") }
            && bytes.first != UInt8(ascii: "-") && bytes.last != UInt8(ascii: "-")
    }

    /// RFC 1123 labels with dots between, 253 characters at most.
    package static func isDNSName(_ text: String) -> Bool {
        text.utf8.count <= 253 && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { isLabel($0) }
    }

    /// What kubeadm takes as a further name of a certificate: a DNS name, also with `*.` before it, or an address.
    static func isCertificateName(_ text: String) -> Bool {
        IPAddress(text) != nil || isDNSName(text.hasPrefix("*.") ? String(text.dropFirst(2)) : text)
    }

    /// A label's or taint's key: `name`, or `prefix/name` with a DNS name before the slash.
    static func isLabelKey(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        switch parts.count {
        case 1: return isQualified(parts[0])
        case 2: return isDNSName(parts[0]) && isQualified(parts[1])
        default: return false
        }
    }

    /// A label's or taint's value; it may be empty.
    static func isLabelValue(_ text: String) -> Bool { text.isEmpty || isQualified(text) }

    /// A user's name (useradd(8), and what directories with dots in their names add to it).
    static func isUser(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard (1...32).contains(bytes.count), let first = bytes.first, first == UInt8(ascii: "_") || isLetter(first) else {
            return false
        }
        return bytes.allSatisfy { isAlphanumeric($0) || "-_.".utf8.contains($0) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte) || (65...90).contains(byte) }

    /// Letters, digits, `-`, `_` and `.`; a letter or digit at both ends; 63 at most.
    private static func isQualified(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard (1...63).contains(bytes.count), let first = bytes.first, let last = bytes.last else { return false }
        return isAlphanumeric(first) && isAlphanumeric(last) && bytes.allSatisfy { isAlphanumeric($0) || "-_.".utf8.contains($0) }
    }

    private static func isSmall(_ byte: UInt8) -> Bool { (97...122).contains(byte) || (48...57).contains(byte) }
    private static func isAlphanumeric(_ byte: UInt8) -> Bool { isSmall(byte) || (65...90).contains(byte) }
}
