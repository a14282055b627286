import Application
import ArgumentParser
import Glibc

/// Parses the command line and runs the command. Synchronous on purpose (see `Waiting`).
@main
enum Main {
    static func main() {
        Ending.begin()
        do {
            var command = try Drydock.parseAsRoot()
            try command.run()
            Ending.now(0)
        } catch let refusal as Refusal {
            Output.note("drydock: \(refusal)")
            Ending.now(refusal.status)
        } catch {
            end(with: error)
        }
    }

    /// Help and versions end with 0, wrong usage with 2.
    private static func end(with error: any Error) -> Never {
        let code = Drydock.exitCode(for: error)
        let message = Drydock.fullMessage(for: error)
        if code == .success {
            if !message.isEmpty { Output.write(message + "\n") }
            Ending.now(0)
        }
        if !message.isEmpty { Output.note(message) }
        Ending.now(code == .validationFailure ? 2 : code.rawValue)
    }
}
