import Glibc
import Steps
import Subprocess
import Testing

/// A folder with these files for the time of the body; of two with one path the later counts.
func withFolder<Result>(_ files: [PlannedFile], _ body: (String) async throws -> Result) async throws -> Result {
    var template = Array("/tmp/drydock-planned-XXXXXX".utf8CString)
    let folder = String(cString: try #require(mkdtemp(&template)))
    for file in files {
        var path = folder
        for part in file.path.split(separator: "/").dropLast() {
            path += "/\(part)"
            mkdir(path, 0o755)
        }
        let descriptor = open("\(folder)/\(file.path)", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode_t(file.mode))
        let bytes = Array(file.content.utf8)
        #expect(write(descriptor, bytes, bytes.count) == bytes.count, "\(file.path)")
        close(descriptor)
    }
    func remove() async throws {
        _ = try await Subprocess.run(.name("rm"), arguments: ["-rf", folder], output: .discarded, error: .discarded)
    }
    let result: Result
    do { result = try await body(folder) } catch {
        try await remove()
        throw error
    }
    try await remove()
    return result
}
