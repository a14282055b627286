import Applying
import FoundationEssentials
import Glibc
import Hosts
import Planning
import Rendering
import Screens
import Steps
import Synchronization
import Text
import YAML

/// Keeps the wizard's answers in a file, takes them up again, and writes a plan's files. No secrets are among them.
///
/// What it says of the answers is true of the file: they count as kept once they were written and read back.
final class PlanKeeping: Sendable {
    /// Whether a person named the file.
    let isNamed: Bool
    private let state: Mutex<State>

    private struct State {
        var path: String
        /// What the file held when it was read or written last; nil where it was not there.
        var known: [UInt8]?
        var isKnown = false
        /// Whether a person wrote the file: then it stays theirs, and only what differs is changed in it.
        var isPersons = false
        var trouble: String?
    }

    /// Where the answers are kept.
    var path: String { state.withLock { $0.path } }

    /// Why the last answers are not in the file, as whole sentences with the way out; nil where they are.
    var trouble: String? { state.withLock { $0.trouble } }

    /// The file that a person names, else one in the state folder of whoever runs drydock.
    init(named: String?, environment: [String: String] = ProcessInfo.processInfo.environment) {
        isNamed = named != nil
        let state = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let home = environment["HOME"] ?? "/root"
        self.state = Mutex(State(path: named ?? "\(state ?? "\(home)/.local/state")/drydock/plan.yaml"))
    }

    /// The plan that was left; nil where there is none. One that cannot be read is refused, with every problem in it.
    func saved() throws(Refusal) -> SavedPlan? {
        let path = path
        guard try isThere(path) else {
            know(nil)
            return nil
        }
        let bytes = try PlanInput.bytes(path)
        know(bytes)
        let (file, problems) = PlanFile.read(bytes, name: path)
        guard let file, problems.isEmpty else {
            // A plan of our own keeping that is damaged must not keep anyone from beginning anew.
            guard isNamed else { return nil }
            throw Refusal(problems.map(\.description).joined(separator: "\n"))
        }
        state.withLock { $0.isPersons = isNamed && file.progress == nil }
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

    /// Whether the file is there. A home on a file system that does not answer must not keep the program from beginning: then there
    /// is no plan.
    private func isThere(_ path: String) throws(Refusal) -> Bool {
        switch Patiently.within(.seconds(3), path, { access(path, F_OK) == 0 }) {
        case .success(let isThere): return isThere
        case .failure(let error):
            guard isNamed else { return false }
            throw Refusal("The plan file could not be examined: \(error)")
        }
    }

    private func know(_ bytes: [UInt8]?) {
        state.withLock { state in
            state.known = bytes
            state.isKnown = true
        }
    }

    /// Writes the answers, whole or not at all, and reads them back. A file that somebody else changed since it was read is left as
    /// it is: the answers go into a new one beside it. Gives what is to be said, in whole sentences: `trouble`, or where they went.
    func keep(_ text: String) -> String? {
        guard let (bytes, said) = toKeep(text) else { return nil }
        if let said { return said }
        switch Patiently.within(.seconds(5), path, { [self] in keepNow(bytes) }) {
        case .success((nil, let said)):
            state.withLock { $0.trouble = nil }
            return said
        case .success((let problem?, _)): return fail(problem)
        case .failure(let error): return fail("\(error)")
        }
    }

    /// What the file is to hold; nil where it holds it already. A person's file that cannot be changed without touching more stays as it is,
    /// and the answers go into a new one beside it from then on, which is said.
    private func toKeep(_ text: String) -> (bytes: [UInt8], said: String?)? {
        let bytes = Array(text.utf8)
        let (isPersons, known, path) = state.withLock { ($0.isPersons, $0.known, $0.path) }
        guard isPersons, let known, let plan = PlanFile.read(bytes, name: path).file?.plan else { return (bytes, nil) }
        if let spliced = PersonsPlan.bytes(plan, in: known, name: path) { return spliced == known ? nil : (spliced, nil) }
        let other = Self.free(beside: path)
        state.withLock { state in
            state.path = other
            state.isPersons = false
            state.isKnown = false
        }
        return (
            bytes,
            keep(text)
                ?? "\(path) was left as it is, because an answer cannot be put into it without touching more. Your answers are saved in \(other)."
        )
    }

    private func fail(_ problem: String) -> String {
        let problem = problem.hasSuffix(".") ? String(problem.dropLast()) : problem
        return state.withLock { state in
            let trouble =
                """
                The answers are not saved: \(state.path) could not be written (\(problem)). They are lost when drydock ends. Make room \
                there and leave again, or export the plan into another folder from the Review page: the answers are in its \
                plan.yaml.
                """
            state.trouble = trouble
            return trouble
        }
    }

    private func keepNow(_ bytes: [UInt8]) -> (problem: String?, said: String?) {
        let (path, known, isKnown) = state.withLock { ($0.path, $0.known, $0.isKnown) }
        let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        if !folder.isEmpty, let problem = WholeFile.makeFolder(folder) { return (problem, nil) }
        let now = WholeFile.read(path)
        let isForeign = isKnown && now != known && now != bytes && now != nil
        let place = isForeign ? Self.free(beside: path) : path
        if let problem = WholeFile.write(bytes, to: place) { return (problem, nil) }
        guard WholeFile.read(place) == bytes else { return ("what was written cannot be read back", nil) }
        state.withLock { state in
            state.path = place
            state.known = bytes
            state.isKnown = true
        }
        guard isForeign else { return (nil, nil) }
        return (
            nil,
            "Another program changed \(path) since it was read; that file was left as it is. Your answers are saved in \(place)."
        )
    }

    /// `plan-2.yaml` beside `plan.yaml`: the first that is not there.
    private static func free(beside path: String) -> String {
        let slash = path.lastIndex(of: "/") ?? path.startIndex
        let dot = path[slash...].lastIndex(of: ".").flatMap { $0 > path.index(after: slash) ? $0 : nil } ?? path.endIndex
        for number in 2...999 {
            let other = "\(path[..<dot])-\(number)\(path[dot...])"
            if access(other, F_OK) != 0 { return other }
        }
        return "\(path).\(getpid())"
    }

    /// What is said when the wizard is left.
    var farewell: String {
        state.withLock { state in
            if let trouble = state.trouble { return trouble }
            let isUsual = !isNamed && state.path.hasSuffix("/plan.yaml")
            return "The answers are saved in \(state.path). Continue with: drydock setup"
                + (isUsual ? "" : " --plan \(ShellLine.of([state.path]))")
        }
    }

    /// Writes everything that a plan does into a folder; gives the sentence that is said.
    func export(_ text: String, to folder: String, _ making: PlanMaking) -> String {
        guard !folder.isEmpty else { return "Name a folder." }
        let (file, problems) = PlanFile.read(Array(text.utf8), name: "plan")
        guard let file, problems.isEmpty, let context = making.context(file.plan) else {
            return problems.first?.sentence ?? "The plan could not be read back; nothing was written."
        }
        do throws(Refusal) {
            var plan = RenderedPlan.plan(context)
            plan.documents.append(PlannedFile("plan.yaml", PlanWriter.text(file.plan)))
            let written = try PlanFolder(folder).write(plan, context, overwrites: false)
            return "\(written.new) files were written to \(folder); start with RUNBOOK.md."
        } catch {
            return error.description
        }
    }
}
