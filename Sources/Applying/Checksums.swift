import Crypto

/// SHA-256 sums as projects publish them.
enum Checksums {
    static func sha256(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    /// The sum of a file in a published text: alone, with the file's name, or all files' sums together.
    static func sum(of name: String, in text: String) -> String? {
        for line in text.split(separator: "\n") {
            let words = line.split { $0 == " " || $0 == "\t" || $0 == "\r" }
            if words.count == 1 || (words.count > 1 && [name, "*\(name)", "./\(name)"].contains(String(words[1]))) {
                return words[0].lowercased()
            }
        }
        return nil
    }
}
