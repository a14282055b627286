import GoldenSupport
import Steps
import Text

@testable import PlanCases
@testable import Planning

/// How the parts of a plan stand in goldens and digest.
extension MatrixText {
    /// The machines' files, and each step with all that it says, which the digest does not repeat: a title that changes changes no
    /// case there.
    static func work(_ plan: Plan, of example: String) -> [MatrixText] {
        let names = machines(plan)
        return names.flatMap { machine in
            plan.steps(on: machine).map { step in
                MatrixText(
                    example: example, machine: machine, path: "step \(step.key)", words(step) + commands(step),
                    golden: "steps/\(step.phase.rawValue)", kind: step.key, isInDigest: false)
            }
                + plan.files(on: machine).map { file in
                    MatrixText(
                        example: example, machine: machine, path: file.path, note: note(file), file.content,
                        golden: "files/\(place(file.path, names))", kind: place(file.path, names))
                }
        }
    }

    /// For the digest alone: each machine's steps without their sentences.
    static func steps(_ plan: Plan, of example: String) -> [MatrixText] {
        machines(plan).map { machine in
            MatrixText(
                example: example, machine: machine, path: "steps", plan.steps(on: machine).map(commands).joined(separator: "\n"),
                golden: "steps", kind: "steps", whole: .none)
        }
    }

    /// Documents. Scripts, runbook and Ansible roles repeat every step: of these few stand whole.
    static func documents(_ files: [PlannedFile], of example: String, _ machines: [Machine]) -> [MatrixText] {
        files.map { file in
            var path = file.path, machine = ""
            if path.hasPrefix("machines/"), let owner = machines.first(where: { path.hasPrefix("machines/\($0.name)/") }) {
                machine = owner.name
                path = String(path.dropFirst("machines/\(machine)/".count))
            }
            let place = place(path, machines.map(\.name))
            var text = MatrixText(
                example: example, machine: machine, path: path, note: note(file), file.content, golden: "documents/\(place)",
                kind: place)
            let parts = place.split(separator: "/")
            if path == "install.sh" {
                text.whole = .first
                if machine.hasPrefix("etcd") { text.kind += " of a member of etcd" }
            } else if path == "RUNBOOK.md" {
                text.whole = .first
                if example.hasSuffix("single") { text.kind += " of one machine" }
            } else if place.hasPrefix("ansible/roles/") {
                text.golden = "documents/" + parts.prefix(3).joined(separator: "/")
                text.whole = .first
            }
            return text
        }
    }

    private static func machines(_ plan: Plan) -> [String] {
        var out: [String] = []
        for step in plan.steps where !out.contains(step.machine) { out.append(step.machine) }
        return out
    }

    private static func note(_ file: PlannedFile) -> String {
        "0\(String(file.mode, radix: 8))\(file.keepsExisting ? " kept" : "")"
    }

    /// A path that is the same for each machine, as a golden's name can have it.
    private static func place(_ path: String, _ machines: [String]) -> String {
        path.split(separator: "/").map { part in
            guard let machine = machines.first(where: { part == $0 || part.hasPrefix("\($0).") }) else { return String(part) }
            return "MACHINE" + part.dropFirst(machine.count)
        }.joined(separator: "/").replacing(":", with: "").replacing(" ", with: "-")
    }

    /// What a person reads of a step.
    private static func words(_ step: Step) -> String {
        "\(step.title)\n\(step.why)\n" + (step.halfway.map { "Half-way: \($0)\n" } ?? "")
    }

    private static func conditions(_ run: Run) -> [String] {
        var lines: [String] = []
        if let path = run.unlessExists { lines.append("      unless there is \(path)") }
        if let words = run.unless { lines.append("      unless \(ShellLine.of(words))") }
        if !run.makes.isEmpty { lines.append("      makes \(run.makes.map(\.rawValue).joined(separator: " "))") }
        return lines
    }

    /// What it does, and how it is seen and undone.
    private static func commands(_ step: Step) -> String {
        var lines = ["\(step.phase.rawValue) \(step.key) (\(step.risk.rawValue), \(step.seconds) s)"]
        for action in step.actions {
            lines.append("  - \(ActionText.line(action))")
            switch action {
            case .run(let run): lines += conditions(run)
            case .packages(let set):
                for run in set.commands { lines += ["      \(ActionText.line(run))"] + conditions(run) }
            case .fetch(let fetch): lines.append("      \(fetch.proof)")
            case .write, .edit, .unit, .staticPod, .byHand: break
            }
        }
        if let check = step.check { lines.append("  check: \(ActionText.line(check))") }
        switch step.undo {
        case .actions(let actions): lines += actions.map { "  undo: \(ActionText.line($0))" }
        case .none(let because): lines.append("  undo: none. \(because)")
        case .journal: lines.append("  undo: by the journal")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
