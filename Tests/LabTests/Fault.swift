import Glibc
import Testing

/// One fault of `Tests/Lab/faults` on one Debian.
struct Fault: Sendable, CustomTestStringConvertible {
    let name: String
    let debian: String
    /// The rules that may name it: any of them is right.
    let rules: [String]

    var testDescription: String { "\(name) on \(debian)" }

    /// Every fault on every wanted Debian that it is for.
    static let all: [Fault] = Lab.isWanted ? Lab.debians.flatMap { debian in names().compactMap { read($0, on: debian) } } : []

    private static func names() -> [String] {
        guard let folder = opendir(Lab.folder + "/faults") else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(".sh") { names.append(String(name.dropLast(3))) }
        }
        return names.sorted()
    }

    /// Reads the line `RULE="…" REAL=… ON="…"` of a fault's script; nil where the fault is not for this Debian.
    private static func read(_ name: String, on debian: String) -> Fault? {
        guard let text = contents(of: Lab.folder + "/faults/\(name).sh") else { return nil }
        for line in text.split(separator: "\n") where line.hasPrefix("RULE=") {
            let values = line.split(separator: "\"", omittingEmptySubsequences: false)
            guard values.count >= 4, values[3].split(separator: " ").contains(Substring(debian)) else { return nil }
            return Fault(name: name, debian: debian, rules: values[1].split(separator: " ").map(String.init))
        }
        return nil
    }
}

/// A small text file, whole.
func contents(of path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 64 << 10)
    while case let count = fread(&piece, 1, piece.count, file), count > 0 { bytes += piece[..<count] }
    return String(decoding: bytes, as: UTF8.self)
}
