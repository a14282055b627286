/// Names as DNS and Kubernetes take them (RFC 1123).
public enum DNSName {
    /// Lower-case letters, digits and `-`, a letter or digit at each end, at most 63.
    public static func isLabel(_ text: some StringProtocol) -> Bool {
        let bytes = Array(text.utf8)
        guard (1...63).contains(bytes.count), let first = bytes.first, let last = bytes.last else { return false }
        return isAlphanumeric(first) && isAlphanumeric(last) && bytes.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
    }

    /// Labels with dots between, at most 253 characters: what a node's name must be.
    public static func isSubdomain(_ text: some StringProtocol) -> Bool {
        (1...253).contains(text.utf8.count) && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { isLabel($0) }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool { (97...122).contains(byte) || (48...57).contains(byte) }
}
