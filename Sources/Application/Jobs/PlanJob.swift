import Facts
import FoundationEssentials
import Glibc
import KnowledgeFormat
import Planning
import Rendering
import Steps
import YAML

/// `drydock plan`.
public struct PlanJob: Sendable {
    let settings: Settings
    let format: ListFormat

    public init(settings: Settings, format: ListFormat) {
        self.settings = settings
        self.format = format
    }

    /// Prints an example plan to start from.
    public func example(_ topology: ClusterPlan.Topology, release: String?) throws(Refusal) {
        let knowledge = try KnowledgeLoading.load(settings.knowledgeFolders).planning
        var version = KubernetesVersion(minor: knowledge.defaultRelease?.minor ?? 0)
        if let release {
            guard let named = KubernetesVersion(release), knowledge.release(named) != nil else {
                throw Refusal("There is no release \"\(release)\" here; known releases are \(knowledge.releaseRange).", status: 2)
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
        guard let file, unreadable.isEmpty else { return Self.refuse(unreadable, format) }
        let making = PlanMaking(knowledge: all.planning, looks: looks, now: Instant(seconds: time(nil)))
        let errors = making.problems(file.plan).filter(\.isError).map(file.place)
        guard errors.isEmpty, let context = making.context(file.plan) else {
            return Self.refuse(errors, format)
        }
        let plan = isReset ? RenderedPlan.reset(context) : RenderedPlan.plan(context)
        if let out {
            let written = try PlanFolder(out).write(plan, context, overwrites: overwrites)
            Output.note("\(written.new) files were written to \(out); \(written.same) were already there and the same.")
        }
        if format == .json {
            Output.write(try PlanReport(plan, context).json())
        } else if out == nil {
            Output.write(PlanReport(plan, context).text(paint: settings.paint))
        }
        for warning in plan.warnings { Output.note("Warning: \(warning)") }
        let age = KnowledgeAge(all.planning.parts(of: file.plan), at: making.now)
        if let sentence = age.sentence { Output.note("Warning: \(sentence)") }
        return 0
    }

    /// Says what is wrong with a plan file; gives the exit status.
    static func refuse(_ problems: [FileProblem], _ format: ListFormat) -> Int32 {
        for problem in problems.sorted(by: { $0.line < $1.line }) { Output.note(problem.description) }
        if format == .json { Output.write(PlanReport.json(errors: problems)) }
        let count = problems.count == 1 ? "1 error" : "\(problems.count) errors"
        Output.note("The plan has \(count); nothing was written.")
        return 1
    }
}
