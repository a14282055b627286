import Glibc
import Testing

/// `drydock fix` where nothing may or can be done: every refusal is a sentence, with its exit status, and changes nothing.
@Suite(.enabled(if: geteuid() == 0, "steps are for root")) struct FixCommandTests {
    @Test(arguments: [
        (["fix", "swap-is-on", "--check", "--yes"], 2, "--check changes nothing and --yes does it"),
        (["fix", "--undo", "--resume"], 2, "--undo takes back and --resume goes on"),
        (["fix", "swap-is-on", "--undo"], 2, "--undo is for the last run, not for swap-is-on"),
        (["fix", "swap-is-onn", "--check"], 2, "There is no rule \"swap-is-onn\". Did you mean swap-is-on?"),
        (["fix", "swap-is-on"], 2, "Nobody can be asked here."),
        (["fix", "--read-only", "--yes"], 2, "--read-only allows no changes"),
        (["fix", "swap-is-on", "--check", "--set", "server"], 2, "--set wants NAME=VALUE, not \"server\"."),
        (["fix", "--check", "--recipe", "turn-swap-off"], 2, "--recipe and --set are for one rule: name it."),
        (["apply", "--undo", "steps.json", "--check"], 2, "--undo takes back the last run"),
        (["apply", "--check"], 2, "Name the plan, or the file with the steps."),
        (["fix", "--undo", "20200101T000000Z", "--yes"], 3, "There is no run 20200101T000000Z on this machine."),
        (["apply", "/none.yaml", "--check"], 3, "/none.yaml could not be opened"),
        (["fix", "--runs", "--yes"], 2, "--runs only lists"),
        (["apply", "--resume", "steps.json", "--yes"], 2, "--resume goes on with the run that was cut off"),
    ])
    func isRefused(_ words: [String], _ status: Int, _ sentence: String) async throws {
        let end = try await BuiltProgram.run(words: words)
        #expect(end.status == status && end.err.contains(sentence), "\(end.status) \(end.err)")
    }
}
