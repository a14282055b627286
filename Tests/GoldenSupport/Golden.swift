import Glibc
import Terminal

/// Compares what was drawn with a file beside the test that a person has looked at.
///
/// The files lie in the folder `Goldens` beside the test's source. With `DRYDOCK_RECORD_GOLDENS=1` they are written anew,
/// and the test fails all the same: someone must look at them, and run it again without the variable.
public enum Golden {
    /// What a golden file shows of a canvas beside its text.
    public enum Part: Sendable {
        /// One letter of the role for each column.
        case roles
        /// Bold, reverse and underline as the monochrome theme gives them.
        case monochrome
    }

    /// What differs from the golden of that name, as a text for `#expect(… == nil)`; nil when nothing does.
    public static func difference(
        _ canvas: Canvas, _ name: String, cursor: Point? = nil, showing parts: [Part] = [.roles], file: String = #filePath
    ) -> String? {
        let charset = canvas.charset == .utf8 ? "UTF-8" : "ASCII"
        var text = "=== \(canvas.size.width)x\(canvas.size.height) \(charset)"
        if let cursor { text += ", cursor at \(cursor.x),\(cursor.y)" }
        text += "\n\(canvas.text)\n"
        for part in parts {
            switch part {
            case .roles: text += "=== roles\n\(canvas.roleLetters)\n"
            case .monochrome: text += "=== attributes\n\(canvas.attributeLetters(.monochrome, at: .none))\n"
            }
        }
        return difference(text: text, name, file: file)
    }

    /// The same for any text.
    public static func difference(text: String, _ name: String, file: String = #filePath) -> String? {
        let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/Goldens"
        let path = "\(folder)/\(name).txt"
        if getenv("DRYDOCK_RECORD_GOLDENS").map({ String(cString: $0) }) == "1" {
            guard write(text, to: path) else { return "\(path) could not be written: \(String(cString: strerror(errno)))." }
            return "\(path) was written. Look at it, then run again without DRYDOCK_RECORD_GOLDENS."
        }
        guard let golden = read(path) else {
            return "\(path) is not there. DRYDOCK_RECORD_GOLDENS=1 writes it; then look at it."
        }
        return golden == text ? nil : "\(path) differs:\n" + comparison(golden, text)
    }

    /// Every line that differs, as it should be and as it is, and then the whole of what was drawn.
    private static func comparison(_ golden: String, _ drawn: String) -> String {
        let wanted = golden.split(separator: "\n", omittingEmptySubsequences: false)
        let found = drawn.split(separator: "\n", omittingEmptySubsequences: false)
        var lines: [String] = []
        for index in 0..<max(wanted.count, found.count) {
            let want = index < wanted.count ? String(wanted[index]) : "(no such line)"
            let have = index < found.count ? String(found[index]) : "(no such line)"
            if want != have { lines += ["line \(index + 1)", "  wanted: \(want)", "  drawn:  \(have)"] }
        }
        return lines.joined(separator: "\n") + "\n\n" + drawn
    }

    private static func read(_ path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer[..<count]
        }
    }

    private static func write(_ text: String, to path: String) -> Bool {
        // A golden in a folder of its own makes that folder.
        for (at, character) in path.enumerated() where character == "/" && at > 0 { mkdir(String(path.prefix(at)), 0o755) }
        guard let file = fopen(path, "w") else { return false }
        let bytes = Array(text.utf8)
        let written = fwrite(bytes, 1, bytes.count, file)
        return fclose(file) == 0 && written == bytes.count
    }
}
