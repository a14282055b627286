import Glibc

/// Finds programs in the folders of the fixed path. A folder that does not answer is left out, for the search and for the program:
/// a dead network mount under /usr/local must not cost every program its time.
struct ProgramSearch: Sendable {
    /// Where programs are looked for, first to last.
    static let folders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"]
    /// How long one folder may take to answer.
    static let patience = Duration.seconds(1)

    var folders = ProgramSearch.folders
    var places = HungPlaces.shared

    /// The program's file. One that is named by its path is only looked at.
    func file(of program: String) async throws(HostError) -> String {
        guard !program.utf8.contains(UInt8(ascii: "/")) else { return try await look(program, at: places.place(of: program)) }
        var problem: HostError?
        for folder in folders {
            do throws(HostError) {
                return try await look("\(folder)/\(program)", at: folder)
            } catch {
                // What may not be run, or cannot be looked at, counts where no other folder has the program.
                if case .noProgram = error { continue }
                problem = problem ?? error
            }
        }
        throw problem ?? .noProgram(program)
    }

    /// The path for a program's own environment.
    var path: String { folders.filter { !places.isHung($0) }.joined(separator: ":") }

    private func look(_ file: String, at place: String) async throws(HostError) -> String {
        try await places.call(file, at: place, within: Self.patience) {
            var found = stat()
            guard stat(file, &found) == 0 else {
                let code = errno
                return .failure(code == ENOENT || code == ENOTDIR ? .noProgram(file) : HostError(path: file, errno: code))
            }
            guard found.kind == .file, access(file, X_OK) == 0 else { return .failure(.denied(path: file)) }
            return .success(file)
        }
    }
}
