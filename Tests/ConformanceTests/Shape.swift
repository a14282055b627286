import Steps
import Testing

/// A kind of step, as generators and recipes make them. Its paths lie in a folder of the test's own; `act NAME` does the thing NAME and
/// notes in a log that it ran, `is NAME` succeeds where NAME was done.
struct Shape: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var risk = Risk.edits
    /// What the file holds where it differs.
    var old = "old\n"
    /// With the test's folder.
    var actions: @Sendable (Place) -> [Action]
    var check: @Sendable (Place) -> Check? = { _ in nil }
    /// What is there whatever the world.
    var prepare: @Sendable (Place) throws -> Void = { _ in }

    init(
        _ name: String, risk: Risk = .edits, old: String = "old\n", _ actions: @escaping @Sendable (Place) -> [Action],
        check: @escaping @Sendable (Place) -> Check? = { _ in nil },
        prepare: @escaping @Sendable (Place) throws -> Void = { _ in }
    ) {
        testDescription = name
        self.risk = risk
        self.old = old
        self.actions = actions
        self.check = check
        self.prepare = prepare
    }

    func step(_ place: Place) -> Step {
        Step(
            place.key, on: "cp1", phase: .prepare, title: "Do it.", why: "It is tried.", risk: risk, actions: actions(place),
            check: check(place))
    }

    static let all = filesAndCommands + downloads + machine + edits

    static func named(_ name: String) -> Shape? { all.first { $0.testDescription == name } }

    private static let filesAndCommands: [Shape] = [
        Shape("a file") { [.write($0.file)] },
        Shape("a file with a check that the old one fulfils") {
            [.write($0.file)]
        } check: {
            .succeeds(["test", "-e", $0.path])
        },
        Shape("a file, then a reload; the service runs anyway", risk: .restarts) {
            [.write($0.file), $0.act("reload")]
        } check: { _ in
            .succeeds(["true"])
        },
        Shape("a command") { [$0.act("one")] },
        Shape("a command with its check") {
            [$0.act("one")]
        } check: {
            $0.done("one")
        },
        Shape("a command that a path makes needless") {
            [$0.act("one", unlessExists: $0.path)]
        } check: {
            $0.done("one")
        },
        Shape("a command that another makes needless") { [$0.act("one", unless: "other")] },
        Shape("two commands; the check sees the last") {
            [$0.act("one"), $0.act("two")]
        } check: {
            $0.done("two")
        },
        Shape("two commands; the check sees the first") {
            [$0.act("one"), $0.act("two")]
        } check: {
            $0.done("one")
        },
        Shape("a file with a secret that stays") {
            [.write($0.secret(.encryptionKey))]
        } check: {
            .succeeds(["test", "-s", $0.path])
        },
        Shape("a file with a token, then a join") {
            [.write($0.secret(.joinToken)), $0.act("join")]
        } check: {
            $0.done("join")
        },
        Shape("a file that stays") {
            [.write(PlannedFile($0.path, mode: 0o600, keepsExisting: true, "new\n"))]
        },
        Shape("a command whose output is kept") {
            [.run(Run($0.words("one"), output: .init(path: $0.path, mode: 0o600)))]
        },
        Shape("a command that makes a token") {
            [.run(Run($0.words("token"), output: .init(path: $0.path, mode: 0o600), makes: [.joinToken]))]
        },
        Shape("a look", risk: .looks) { [$0.act("one")] },
        Shape("by hand, with a check") { _ in
            [.byHand("Plug it in.")]
        } check: {
            $0.done("one")
        },
        Shape("a command that takes effect later", risk: .restarts) {
            [$0.act("slow")]
        } check: {
            $0.done("slow")
        },
    ]
}
