import Facts
import FoundationEssentials
import Glibc
import Hosts
import KnowledgeFormat
import Planning
import Rendering
import Steps

/// `drydock apply FILE`: the steps of a steps.json on this machine; of a plan with one machine its steps here, of one with several those of
/// all, through Ansible.
public struct PlanApplyJob: Sendable {
    /// What narrows or allows a run.
    public struct Choice: Sendable {
        /// Some of the steps, by key; all where empty.
        public var only: [String] = []
        /// The last step that is done; all where nil.
        public var until: String?
        /// The machine's name where steps that destroy are agreed to.
        public var destroys: String?
        /// Where the project for several machines is written, some of them, and the person's own inventory.
        public var folder, limit, inventory: String?

        public init() {}
    }

    let settings: Settings
    let format: ListFormat
    let mode: FixJob.Mode
    let choice: Choice

    public init(settings: Settings, format: ListFormat, mode: FixJob.Mode, choice: Choice) {
        self.settings = settings
        self.format = format
        self.mode = mode
        self.choice = choice
    }

    /// - Parameter values: a file with what other machines made; nil where nothing is given.
    public func run(_ path: String, values: String?) throws -> Int32 {
        if settings.isReadOnly, mode != .check {
            throw Refusal("--read-only allows no changes; --check shows what would change.", status: 2)
        }
        if mode == .ask { try Consent.demand(format) }
        let bytes = try PlanInput.bytes(path)
        // JSON is YAML too; a steps file is an object that begins at once.
        if bytes.first(where: { $0 > 32 }) == UInt8(ascii: "{") {
            try refuseFleetWords("a file with one machine's steps")
            return try steps { try $0.run(path, values: values) }
        }
        let all = try KnowledgeLoading.load(settings.knowledgeFolders)
        let (file, unreadable) = PlanFile.read(bytes, name: path == "-" ? "stdin" : path)
        guard let file, unreadable.isEmpty else { return PlanJob.refuse(unreadable, format) }
        let isHere = file.plan.machines.count == 1
        let looks = isHere ? [here(all)] : []
        let making = PlanMaking(knowledge: all.planning, looks: looks, now: Instant(seconds: time(nil)))
        let errors = making.problems(file.plan).filter(\.isError).map(file.place)
        guard errors.isEmpty, let context = making.context(file.plan) else { return PlanJob.refuse(errors, format) }
        let plan = RenderedPlan.plan(context)
        guard isHere, let machine = context.plan.machines.first else { return try fleet(plan, context) }
        try refuseFleetWords("a plan with one machine")
        let own = StepsFile(context, plan.steps, of: machine.name)
        return try steps { try $0.run(own, values: values) }
    }

    private func here(_ all: KnowledgeBase) -> FactSet {
        Waiting.run { await Examination(knowledge: all).withoutLogs.look(at: LocalHost()) }
    }

    private func steps(_ run: (ApplyJob) throws -> Int32) throws -> Int32 {
        func job(looksOnly: Bool) -> ApplyJob {
            ApplyJob(
                settings: settings, format: format, looksOnly: looksOnly, only: choice.only, until: choice.until,
                destroys: choice.destroys)
        }
        guard mode == .ask else { return try run(job(looksOnly: mode == .check)) }
        let would = try run(job(looksOnly: true))
        guard would == 1, Consent.isGiven("Do it on this machine?") else { return would }
        return try run(job(looksOnly: false))
    }

    private func fleet(_ plan: Plan, _ context: PlanContext) throws -> Int32 {
        guard choice.only.isEmpty, choice.until == nil, choice.destroys == nil else {
            throw Refusal(
                "--step, --until and --destroy name steps of one machine, and this plan has \(context.plan.machines.count): use --limit, or `drydock apply` with one machine's steps.json there.",
                status: 2)
        }
        return try FleetApplyJob(
            settings: settings, format: format, mode: mode, folder: choice.folder, limit: choice.limit,
            inventory: choice.inventory
        ).run(plan, context)
    }

    private func refuseFleetWords(_ what: String) throws(Refusal) {
        guard choice.limit == nil, choice.inventory == nil, choice.folder == nil else {
            throw Refusal("--limit, --inventory and --out belong to plans with several machines, and this is \(what).", status: 2)
        }
    }
}
