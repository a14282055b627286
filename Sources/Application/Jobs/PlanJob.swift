import Facts
import FoundationEssentials
import Glibc
import KnowledgeFormat
import Planning
import YAML

/// `drydock plan`.
public struct PlanJob: Sendable {
    let settings: Settings
    let format: ListFormat

    public init(settings: Settings, format: ListFormat) {
        self.settings = settings
        self.format = format
    }

    /// Prints a whole plan to start from.
    public func example(_ topology: ClusterPlan.Topology, release: String?) throws(Refusal) {
        let knowledge = try KnowledgeLoading.load(settings.knowledgeFolders).planning
        var version = KubernetesVersion(minor: knowledge.defaultRelease?.minor ?? 0)
        if let release {
            guard let named = KubernetesVersion(release), knowledge.release(named) != nil else {
                throw Refusal("There is no release \"\(release)\" here: \(knowledge.releaseRange) are known.", status: 2)
            }
            version = named
        }
        let (plan, because) = PlanExample.plan(topology, release: version)
        Output.write(PlanWriter.text(plan, because: because))
    }

    /// Reads, checks and plans; writes the files where a folder is given. 1 where the plan has errors. Captures of the plan's
    /// machines are looked at for the checks and the files.
    public func run(
        _ path: String, out: String?, isReset: Bool, overwrites: Bool, captures: [String] = []
    ) throws -> Int32 {
        let all = try KnowledgeLoading.load(settings.knowledgeFolders)
        return try run(
            path, out: out, isReset: isReset, overwrites: overwrites, all, looks: try CaptureFacts.read(captures, all))
    }

    /// The same with looks that were had already.
    func run(
        _ path: String, out: String?, isReset: Bool, overwrites: Bool, _ all: KnowledgeBase, looks: [FactSet]
    ) throws -> Int32 {
        let name = path == "-" ? "stdin" : path
        let (file, unreadable) = PlanFile.read(try PlanInput.bytes(path), name: name)
        guard let file, unreadable.isEmpty else { return refuse(unreadable) }
        let making = PlanMaking(knowledge: all.planning, looks: looks, now: Instant(seconds: time(nil)))
        let errors = making.problems(file.plan).filter(\.isError).map(file.place)
        guard errors.isEmpty, let context = making.context(file.plan) else {
            return refuse(errors)
        }
        let plan = isReset ? Planner.reset(context) : Planner.plan(context)
        if let out {
            let written = try PlanFolder(out).write(plan, context, overwrites: overwrites)
            Output.note("\(written.new) files were written to \(out), \(written.same) were there already and are the same.")
        }
        if format == .json {
            Output.write(try PlanReport(plan, context).json())
        } else if out == nil {
            Output.write(PlanReport(plan, context).text(paint: settings.paint))
        }
        for warning in plan.warnings { Output.note("Warning: \(warning)") }
        return 0
    }

    private func refuse(_ problems: [FileProblem]) -> Int32 {
        for problem in problems.sorted(by: { $0.line < $1.line }) { Output.note(problem.description) }
        let count = problems.count == 1 ? "one error" : "\(problems.count) errors"
        Output.note("The plan has \(count); nothing was written.")
        return 1
    }
}

/// Where a plan file's bytes come from.
enum PlanInput {
    /// A plan of 100 machines has some 30 KB.
    static let limit = 4 << 20

    static func bytes(_ path: String) throws(Refusal) -> [UInt8] {
        let descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Refusal("The plan file \(path) could not be opened: \(String(cString: strerror(errno))).")
        }
        defer { if descriptor != 0 { close(descriptor) } }
        guard let bytes = Input.bytes(from: descriptor, upTo: limit + 1) else {
            throw Refusal("The plan file \(path) could not be read: \(String(cString: strerror(errno))).")
        }
        if bytes.count > limit { throw Refusal("The plan file \(path) is larger than \(limit) bytes; it is no plan.") }
        return bytes
    }
}
