/// A program's version: `1.7.24`, read from what `--version` prints or the CRI answers.
struct ComponentVersion: Sendable, Equatable, Comparable {
    var major, minor, patch: Int
    /// As it was written, without a leading v: `1.6.20~ds1`.
    var text: String

    init(_ major: Int, _ minor: Int, _ patch: Int = 0) {
        self.major = major
        self.minor = minor
        self.patch = patch
        text = "\(major).\(minor).\(patch)"
    }

    /// The first word of the text that is a version: digits, a dot, digits, perhaps after a v.
    init?(in output: some StringProtocol) {
        for word in output.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "," }) {
            let bare = word.first == "v" ? word.dropFirst() : word[...]
            let parts = bare.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count >= 2, let major = Int(parts[0]), let minor = Int(parts[1].prefix { $0.isNumber }) else { continue }
            self.major = major
            self.minor = minor
            patch = parts.count > 2 ? Int(parts[2].prefix { $0.isNumber }) ?? 0 : 0
            text = String(bare)
            return
        }
        return nil
    }

    static func < (a: ComponentVersion, b: ComponentVersion) -> Bool {
        (a.major, a.minor, a.patch) < (b.major, b.minor, b.patch)
    }
}
