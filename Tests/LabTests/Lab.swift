import Glibc
import Subprocess
import SystemPackage

/// The lab of this test run: `Tests/Lab/lab` under an id of this process, so that everything in it goes with the process.
struct Lab: Sendable {
    /// What a command of the lab gave.
    struct Output: Sendable {
        let status: Int
        let out: [UInt8]
        let err: String

        var text: String { String(decoding: out, as: UTF8.self) }
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// The lab needs root and a Debian mirror, so it runs where it is asked for: `make test` and CI set DRYDOCK_LAB=1.
    static let isWanted = environment("DRYDOCK_LAB") == "1"
    /// The Debians to test on, of 12, 13 and sid.
    static let debians = (environment("DRYDOCK_LAB_DEBIANS") ?? "13").split(whereSeparator: { $0 == " " || $0 == "," }).map(
        String.init)
    /// Whether the faults of the long run are made too (`make test-long`), each fixed, verified and taken back.
    static let wantsEveryFault = environment("DRYDOCK_LAB_FAULTS") == "all"
    static let shared = Lab(id: "p\(getpid())")

    let id: String

    /// Runs the lab's script.
    ///
    /// The status is what it ended with, 128 and the signal's number where one ended it.
    func callAsFunction(_ words: String...) async throws -> Output {
        try await script(words)
    }

    func script(_ words: [String]) async throws -> Output {
        // The lab needs root; who is not, needs a sudo that does not ask.
        let sudo = geteuid() == 0 ? [] : ["/usr/bin/sudo", "-n", "--preserve-env=DRYDOCK_LAB_ID,DRYDOCK_LAB_DIR"]
        let line = sudo + [Self.folder + "/lab"] + words
        let result = try await run(
            .path(FilePath(line[0])), arguments: Arguments(Array(line.dropFirst())),
            environment: .inherit.updating(["DRYDOCK_LAB_ID": id]), input: .none,
            output: .bytes(limit: 32 << 20), error: .string(limit: 4 << 20))
        let status =
            switch result.terminationStatus {
            case .exited(let code): Int(code)
            case .signaled(let signal): 128 + Int(signal)
            }
        return Output(status: status, out: result.standardOutput, err: result.standardError)
    }

    /// As a call, but what does not end with 0 is an error with its words.
    @discardableResult
    func must(_ words: String...) async throws -> Output {
        let output = try await script(words)
        guard output.status == 0 else {
            throw Failure(
                description: "lab \(words.joined(separator: " ")) ended with \(output.status): \(output.err)\(output.text)")
        }
        return output
    }

    /// Tests/Lab, from where this file was compiled.
    static let folder = packageFolder + "/Tests/Lab"
    static let packageFolder = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }

    static func environment(_ name: String) -> String? {
        guard let value = getenv(name) else { return nil }
        let text = String(cString: value)
        return text.isEmpty ? nil : text
    }

    /// The first of the paths that is a program.
    static func program(_ paths: [String?]) throws -> String {
        for case let path? in paths where access(path, X_OK) == 0 { return path }
        throw Failure(description: "none of these is a program: \(paths.compactMap { $0 })")
    }

    /// The program under test: the release's one static file runs on every Debian.
    static func drydock() throws -> String {
        try program([environment("DRYDOCK_BINARY"), packageFolder + "/.build/release/drydock"])
    }

    /// The caller of the runtime that makes pods without a kubelet; static, as drydock is.
    static func criRun() throws -> String {
        try program([environment("DRYDOCK_CRI_RUN"), packageFolder + "/.build/release/cri-run"])
    }
}
