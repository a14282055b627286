import FoundationEssentials
import Glibc
import Planning
import Screens
import YAML

/// Keeps the wizard's answers in a file, takes them up again, and writes a plan's files. No secrets are among them.
struct PlanKeeping {
    /// Where the answers are kept.
    let path: String
    /// Whether a person named the file.
    let isNamed: Bool

    /// The file that a person names, else one in the state folder of whoever runs drydock.
    init(named: String?, environment: [String: String] = ProcessInfo.processInfo.environment) {
        isNamed = named != nil
        let state = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let home = environment["HOME"] ?? "/root"
        path = named ?? "\(state ?? "\(home)/.local/state")/drydock/plan.yaml"
    }

    /// The plan that was left; nil where there is none. One that cannot be read is refused, with every problem in it.
    func saved() throws(Refusal) -> SavedPlan? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let (file, problems) = PlanFile.read(try PlanInput.bytes(path), name: path)
        guard let file, problems.isEmpty else {
            // A plan of our own keeping that is damaged must not keep anyone from beginning anew.
            guard isNamed else { return nil }
            throw Refusal(problems.map(\.description).joined(separator: "\n"))
        }
        return SavedPlan(plan: file.plan, progress: file.progress, path: path, age: age, isNamed: isNamed)
    }

    /// `2 hours ago`, by the file's time.
    private var age: String {
        var status = stat()
        guard stat(path, &status) == 0 else { return "some time ago" }
        let minutes = max(0, (time(nil) - status.st_mtim.tv_sec) / 60)
        return switch minutes {
        case 0: "just now"
        case 1: "a minute ago"
        case ..<120: "\(minutes) minutes ago"
        case ..<2880: "\(minutes / 60) hours ago"
        default: "\(minutes / 1440) days ago"
        }
    }

    /// Writes the answers, whole or not at all. Gives a sentence where that failed.
    func keep(_ text: String) -> String? {
        let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        do {
            if !folder.isEmpty { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
            return nil
        } catch {
            return "The answers could not be kept in \(path): they are lost when drydock ends. Name a file with --plan."
        }
    }

    /// What is said when the wizard is left.
    var farewell: String {
        "The answers are kept in \(path). Go on with: drydock setup" + (isNamed ? " --plan \(ShellLine.of([path]))" : "")
    }

    /// Writes everything that a plan does into a folder; gives the sentence that is said.
    func export(_ text: String, to folder: String, _ making: PlanMaking) -> String {
        guard !folder.isEmpty else { return "Name a folder." }
        let (file, problems) = PlanFile.read(Array(text.utf8), name: "plan")
        guard let file, problems.isEmpty, let context = making.context(file.plan) else {
            return problems.first?.sentence ?? "The plan could not be read back; nothing was written."
        }
        do throws(Refusal) {
            var plan = Planner.plan(context)
            plan.documents.append(PlannedFile("plan.yaml", PlanWriter.text(file.plan)))
            let written = try PlanFolder(folder).write(plan, context, overwrites: false)
            return "\(written.new) files were written to \(folder); begin with RUNBOOK.md."
        } catch {
            return error.description
        }
    }
}
