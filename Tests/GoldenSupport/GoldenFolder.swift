import Glibc

/// The goldens of a test target: texts that a person has looked at, each in a file by the place that it proves.
///
/// With `DRYDOCK_RECORD_GOLDENS=1` they are written anew, and the test fails all the same: someone must look at the difference,
/// and run it again without the variable.
public struct GoldenFolder: Sendable {
    public let path: String
    /// Whether what is compared is written instead.
    public let isRecording: Bool

    public init(path: String, isRecording: Bool) {
        self.path = path
        self.isRecording = isRecording
    }

    /// `Goldens` of the test target in whose folder, or below it, a source file lies.
    public init(of file: String) {
        let parts = file.split(separator: "/", omittingEmptySubsequences: false)
        let target = (parts.lastIndex(of: "Tests") ?? parts.count - 3) + 2
        self.init(
            path: parts.prefix(target).joined(separator: "/") + "/Goldens",
            isRecording: getenv("DRYDOCK_RECORD_GOLDENS").map { String(cString: $0) } == "1")
    }

    /// A golden's text; nil where there is none.
    public func text(_ name: String) -> String? { Self.read(file(name)) }

    /// What differs from the golden of that name, as a text for `#expect(… == nil)`; nil when nothing does.
    public func difference(_ text: String, _ name: String) -> String? {
        if isRecording { return record(text, name) }
        guard let golden = self.text(name) else {
            return "\(file(name)) is not there. DRYDOCK_RECORD_GOLDENS=1 writes it; then look at it."
        }
        return golden == text
            ? nil : "\(file(name)) differs:\n" + LineDifference(golden, text).text(marking: GoldenSection.mark)
    }

    /// Writes a golden; says so, or why it could not.
    func record(_ text: String, _ name: String) -> String {
        // What is as it was is not written: its time of change stays.
        if self.text(name) == text { return "\(file(name)) is as it was. Run again without DRYDOCK_RECORD_GOLDENS." }
        guard Self.write(text, to: file(name)) else {
            return "\(file(name)) could not be written: \(String(cString: strerror(errno)))."
        }
        return "\(file(name)) was written. Look at it, then run again without DRYDOCK_RECORD_GOLDENS."
    }

    /// What lies in the folder and belongs to no golden of these names, for `#expect(… == [])`. Recording takes it away.
    public func leftOver(besides names: some Sequence<String>) -> [String] {
        let wanted = Set(names.map { "\($0).txt" })
        let left = files("").filter { !wanted.contains($0) }
        if isRecording { for name in left { unlink("\(path)/\(name)") } }
        return left.map { "\(path)/\($0) belongs to no test." + (isRecording ? " It was removed." : "") }
    }

    /// Where `DRYDOCK_WRITE_CASES` wants every case of the matrices whole, for `diff -r` before and after a change.
    public static var cases: GoldenFolder? {
        getenv("DRYDOCK_WRITE_CASES").map { GoldenFolder(path: String(cString: $0), isRecording: true) }
    }

    /// Writes a text at `CASE/MACHINE/PATH`; what went wrong, nil for nothing.
    public func writeCase(_ text: MatrixText) -> String? {
        let place = [path, text.example, text.machine, text.path].joined(separator: "/")
        return Self.write(text.content, to: place) ? nil : "\(place) could not be written: \(String(cString: strerror(errno)))."
    }

    private func file(_ name: String) -> String { "\(path)/\(name).txt" }

    /// The files below a folder, with their paths from ours.
    private func files(_ folder: String) -> [String] {
        guard let directory = opendir("\(path)/\(folder)") else { return [] }
        defer { closedir(directory) }
        var out: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name == "." || name == ".." { continue }
            var status = stat()
            let isFolder = lstat("\(path)/\(folder)\(name)", &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
            out += isFolder ? files("\(folder)\(name)/") : ["\(folder)\(name)"]
        }
        return out.sorted()
    }

    static func read(_ path: String) -> String? {
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

    static func write(_ text: String, to path: String) -> Bool {
        // A golden in a folder of its own makes that folder.
        for (at, character) in path.enumerated() where character == "/" && at > 0 { mkdir(String(path.prefix(at)), 0o755) }
        guard let file = fopen(path, "w") else { return false }
        let bytes = Array(text.utf8)
        let written = fwrite(bytes, 1, bytes.count, file)
        return fclose(file) == 0 && written == bytes.count
    }
}
