import Crypto
import Glibc
import GoldenSupport
import Steps
import Testing
import Text

@testable import Planning

/// Generated files and steps as a person has looked at them. Each distinct text is kept once for all tests, under its base
/// name and its hash; the tests keep lists of these names.
enum GoldenStore {
    /// The first 16 hexadecimal digits of a text's SHA-256.
    static func hash(_ text: String) -> String {
        SHA256.hash(data: Array(text.utf8)).prefix(8).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    /// `haproxy.cfg-0123456789abcdef`.
    static func name(_ file: PlannedFile) -> String {
        "\(file.path.split(separator: "/").last ?? "")-\(hash(file.content))"
    }

    /// What differs from the text that is kept; nil for nothing.
    static func difference(_ content: String, as name: String) -> String? {
        Golden.difference(text: content, "files/\(name)")
    }

    static func difference(_ file: PlannedFile) -> String? { difference(file.content, as: name(file)) }

    /// The steps as lines, each file with the name under which it is kept.
    static func text(_ steps: [Step]) -> String { steps.map(text).joined(separator: "\n") }

    private static func text(_ step: Step) -> String {
        var lines = [
            "\(step.phase.rawValue) \(step.id) (\(step.risk.rawValue), \(step.seconds) s)", "  \(step.title)", "  \(step.why)",
        ]
        for action in step.actions {
            lines.append("  - \(ActionText.line(action))")
            if case .write(let file) = action { lines.append("      \(name(file))") }
            if case .run(let run) = action {
                if let path = run.unlessExists { lines.append("      unless there is \(path)") }
                if let words = run.unless { lines.append("      unless \(ShellLine.of(words))") }
                if !run.makes.isEmpty { lines.append("      makes \(run.makes.map(\.rawValue).joined(separator: " "))") }
            }
        }
        if let check = step.check { lines.append("  check: \(ActionText.line(check))") }
        if let undo = ActionText.line(step.undo) { lines.append("  undo: \(undo)") }
        return lines.joined(separator: "\n") + "\n"
    }
}

/// No text is kept that no test looks at.
struct GoldenStoreTests {
    @Test func noFileIsLeftOver() {
        let wanted = KubeadmGoldenTests.kept.union(NetworkGoldenTests.kept).union(ExportGoldenTests.kept).union(
            PlanMatrixTests.kept)
        let left = Recording.goldens("files").filter { !wanted.contains(String($0.dropLast(4))) }
        if getenv("DRYDOCK_RECORD_GOLDENS") != nil { for name in left { Recording.removeGolden("files/\(name)") } }
        #expect(left == [])
    }
}
