import Facts
import Hosts

/// What a program says of its own version.
enum InstalledVersion: Sendable {
    case known(ComponentVersion, Source)
    /// The program is not on the machine.
    case notThere
    /// It is there, or may be, and its version could not be read; why, as a sentence.
    case unseen(Reason)

    /// Runs `program --version` and reads the first line that holds a version.
    static func ask(_ program: String, on host: any Host) async -> InstalledVersion {
        let command = Command(program, ["--version"], deadline: .seconds(3), limit: 64 << 10)
        do {
            let output = try await host.run(command)
            let line = (output.lines + output.errorText.split(separator: "\n")).first.map(String.init) ?? ""
            guard output.succeeded, let version = ComponentVersion(in: line) else {
                return .unseen("\(command.line) did not print a version.")
            }
            return .known(version, Source(command.line, line))
        } catch  where error.isAbsence {
            return .notThere
        } catch {
            return .unseen(error.reason)
        }
    }
}
