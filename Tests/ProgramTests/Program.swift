import Glibc
import Subprocess
import SystemPackage

/// The built program, run as a user runs it.
enum BuiltProgram {
    static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")

    static var path: String {
        getenv("DRYDOCK_BINARY").map { String(cString: $0) } ?? root + "/.build/debug/drydock"
    }

    /// Whether it runs without any library, as the release does.
    static let isStatic: Bool = {
        guard let file = fopen(path, "r") else { return false }
        defer { fclose(file) }
        var head = [UInt8](repeating: 0, count: 4096)
        head.removeSubrange(fread(&head, 1, head.count, file)...)
        // A dynamic program names its loader near the front.
        return !String(decoding: head, as: UTF8.self).contains("/ld-linux")
    }()

    static func node(_ name: String) -> String { "\(root)/Tests/Nodes/\(name)" }

    struct Output {
        var status: Int
        var out: String
        var err: String
    }

    static func run(_ arguments: String..., input: String = "") async throws -> Output {
        try await run(path, arguments, input)
    }

    static func run(words: [String], input: String = "") async throws -> Output { try await run(path, words, input) }

    /// A line for sh.
    static func shell(_ script: String, input: String = "") async throws -> Output {
        try await run("/bin/sh", ["-c", script], input)
    }

    private static func run(_ program: String, _ arguments: [String], _ input: String) async throws -> Output {
        let result = try await Subprocess.run(
            .path(FilePath(program)), arguments: Arguments(arguments), input: .string(input), output: .string(limit: 8 << 20),
            error: .string(limit: 1 << 20))
        let status =
            switch result.terminationStatus {
            case .exited(let code): Int(code)
            case .signaled(let signal): 128 + Int(signal)
            }
        return Output(status: status, out: result.standardOutput, err: result.standardError)
    }
}
