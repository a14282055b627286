import Glibc
import Testing

/// One fault of `Tests/Lab/faults` on one Debian.
struct Fault: Sendable, CustomTestStringConvertible {
    let name: String
    let debian: String
    /// The rules that may name it: any of them is right.
    let rules: [String]
    /// How its recipe is done on a node: nil where a lab node cannot do it.
    let fix: Fix?

    /// What a script says of its recipe: `FIX="…" SET="NAME=VALUE …"`.
    struct Fix: Sendable {
        /// The recipe destroys something, so that the machine must be named.
        let destroys: Bool
        /// Something of it cannot be taken back, and drydock says so.
        let stays: Bool
        /// The values that the recipe asks for; `@ADDRESS@` stands for the node's own address.
        let values: [String]
    }

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

    /// Reads the line `RULE="…" REAL=… ON="…" [FIX="…"] [SET="…"]` of a fault's script; nil where the fault is not for this
    /// Debian, or belongs to the long run alone.
    private static func read(_ name: String, on debian: String) -> Fault? {
        guard let text = contents(of: Lab.folder + "/faults/\(name).sh"),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("RULE=") })
        else { return nil }
        let words = { (key: String) in quoted(key, in: line)?.split(separator: " ").map(String.init) }
        guard let rules = words("RULE"), let debians = words("ON"), debians.contains(debian) else { return nil }
        let fix = words("FIX")
        guard Lab.wantsEveryFault || fix?.contains("long") != true else { return nil }
        return Fault(
            name: name, debian: debian, rules: rules,
            fix: fix.map { Fix(destroys: $0.contains("destroys"), stays: $0.contains("stays"), values: words("SET") ?? []) })
    }

    /// The text between quotes behind `KEY=` on a line.
    private static func quoted(_ key: String, in line: Substring) -> Substring? {
        let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
        return zip(parts, parts.dropFirst()).first { before, _ in
            before == "\(key)=" || before.hasSuffix(" \(key)=")
        }?.1
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
