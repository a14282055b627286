import Applying
import Glibc
import Steps

/// Tokens and keys that files of a plan need, as a person hands them over.
enum StepValues {
    /// Lines NAME=VALUE, from a file of root alone or, with `-`, from stdin.
    static func read(_ path: String?) throws(Refusal) -> [Placeholder: String] {
        guard let path else { return [:] }
        let bytes: [UInt8]?
        if path == "-" {
            bytes = Input.bytes(from: 0, upTo: 1 << 20)
        } else {
            var found = stat()
            if stat(path, &found) == 0, found.st_mode & 0o077 != 0 {
                throw Refusal("\(path) can be read by users other than root. Run chmod 600 \(path).", status: 2)
            }
            bytes = WholeFile.read(path)
        }
        guard let bytes else { throw Refusal("The values in \(path) could not be read: \(WholeFile.reason()).", status: 3) }
        var out: [Placeholder: String] = [:]
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            guard let at = line.firstIndex(of: "="), let name = Placeholder(rawValue: String(line[..<at])) else { continue }
            out[name] = String(line[line.index(after: at)...])
        }
        return out
    }
}
