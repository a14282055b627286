import FoundationEssentials
import Glibc
import Hosts
import KnowledgeFormat
import YAML

/// The YAML files of a folder of knowledge. It may lie on what does not answer, and hold anything: nothing is waited for without end, and
/// nothing read but files of a sensible size.
struct OverlayFiles: Sendable {
    var files: [KnowledgeFile] = []
    /// Files that are there and cannot be read.
    var unread: [FileProblem] = []
    /// What somebody beside root may change, in a run of root's: its path, and why as the end of a sentence.
    var others: [(path: String, reason: String)] = []

    /// The largest of ours has 30 kB.
    private static let largest = 1 << 20
    private static let patience = Duration.seconds(10)

    /// Nil where the folder itself cannot be read, with the reason as the end of a sentence.
    static func read(_ folder: String) -> (OverlayFiles?, reason: String) {
        do {
            return switch try Patiently.within(patience, folder, { list(folder) }).get() {
            case .success(let found): (found, "")
            case .failure(let error): (nil, String(cString: strerror(error.code)))
            }
        } catch {
            return (nil, error.description)
        }
    }

    private struct SystemError: Error { let code: Int32 }

    private static func list(_ folder: String) -> Result<OverlayFiles, SystemError> {
        var status = stat()
        guard stat(folder, &status) == 0 else { return .failure(SystemError(code: errno)) }
        // A file has nothing below it, which would be no mistake.
        guard status.st_mode & S_IFMT == S_IFDIR else { return .failure(SystemError(code: ENOTDIR)) }
        guard let paths = try? FileManager.default.subpathsOfDirectory(atPath: folder) else {
            return .failure(SystemError(code: EACCES))
        }
        var out = OverlayFiles()
        if let reason = OthersWrite.reason(status) { out.others.append((folder, reason)) }
        for path in paths where !path.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
            // Of a link, what it leads to counts; what leads nowhere is told below.
            guard stat("\(folder)/\(path)", &status) == 0, let reason = OthersWrite.reason(status) else { continue }
            if status.st_mode & S_IFMT == S_IFDIR || isKnowledge(path) { out.others.append(("\(folder)/\(path)", reason)) }
        }
        for path in paths.sorted() where isKnowledge(path) {
            let full = folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
            switch bytes(full) {
            case .success(let bytes): out.files.append(KnowledgeFile(path: path, shownAs: full, bytes: bytes))
            case .failure(let problem): out.unread.append(problem)
            }
        }
        return .success(out)
    }

    /// What begins with a dot is an editor's, or Kubernetes' own where a ConfigMap is mounted; a rule's proofs and the nodes that they are
    /// tried on may lie beside the rules.
    private static func isKnowledge(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        return path.hasSuffix(".yaml") && !parts.contains { $0.hasPrefix(".") } && !["proofs", "nodes"].contains(parts[0])
    }

    private static func bytes(_ path: String) -> Result<[UInt8], FileProblem> {
        func problem(_ sentence: String) -> Result<[UInt8], FileProblem> {
            .failure(FileProblem(file: path, line: 1, sentence: sentence))
        }
        var status = stat()
        guard stat(path, &status) == 0 else { return problem("The file cannot be read: \(String(cString: strerror(errno))).") }
        guard status.st_mode & S_IFMT == S_IFREG else { return problem("A file is expected here, but this is none.") }
        guard status.st_size <= largest else {
            return problem("The file has \(status.st_size) bytes; a knowledge file has \(largest) at most.")
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return problem("The file cannot be read: \(String(cString: strerror(errno))).") }
        defer { close(descriptor) }
        guard let bytes = Input.bytes(from: descriptor, upTo: largest) else {
            return problem("The file cannot be read: \(String(cString: strerror(errno))).")
        }
        return .success(bytes)
    }
}
