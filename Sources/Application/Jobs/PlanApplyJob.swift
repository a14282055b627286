import Facts
import FoundationEssentials
import Glibc
import Hosts
import KnowledgeFormat
import Planning
import Rendering
import Steps
import YAML

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
        let name = path == "-" ? "stdin" : path
        let bytes: [UInt8]
        do throws(Refusal) { bytes = try PlanInput.bytes(path) } catch { throw Refusal(error.description, status: 3) }
        // JSON is YAML too; a steps file is an object that begins at once.
        if bytes.first(where: { $0 > 32 }) == UInt8(ascii: "{") {
            try refuseFleetWords("a file with one machine's steps")
            let own = try Self.stepsFile(bytes, name)
            return try steps { try $0.run(own, values: values) }
        }
        let all = try KnowledgeLoading.load(settings.knowledgeFolders)
        let (file, unreadable) = PlanFile.read(bytes, name: name)
        guard let file, unreadable.isEmpty else { return refuse(unreadable) }
        let looks = file.plan.machines.count == 1 ? [here(all)] : []
        let making = PlanMaking(knowledge: all.planning, looks: looks, now: Instant(seconds: time(nil)))
        let errors = making.problems(file.plan).filter(\.isError).map(file.place)
        guard errors.isEmpty, let context = making.context(file.plan) else { return refuse(errors) }
        let plan = RenderedPlan.plan(context)
        guard let machine = Self.machineHere(context.plan, looks) else { return try fleet(plan, context) }
        try refuseFleetWords("a plan for this one")
        let own = StepsFile(context, plan.steps, of: machine.name)
        let status = try steps { try $0.run(own, values: values) }
        let isWhole = status == 0 && mode != .check && choice.only.isEmpty && choice.until == nil
        if isWhole, format == .text { Output.write(NextText.text(context, settings.paint)) }
        return status
    }

    private static func stepsFile(_ bytes: [UInt8], _ name: String) throws(Refusal) -> StepsFile {
        do throws(StepsFileError) { return try StepsFile.read(bytes) } catch { throw Refusal("\(name): \(error)", status: 2) }
    }

    /// What is wrong with the plan, said; nothing of it can be begun.
    private func refuse(_ problems: [FileProblem]) -> Int32 {
        _ = PlanJob.refuse(problems, format)
        return 3
    }

    /// The plan's one machine where it is this one, by its name or one of its addresses; nil where the plan is for another.
    static func machineHere(_ plan: ClusterPlan, _ looks: [FactSet]) -> Machine? {
        guard plan.machines.count == 1, let machine = plan.machines.first else { return nil }
        return machine.addresses.isEmpty || SeenMachines.facts(looks, of: plan)[machine.name] != nil ? machine : nil
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
        if let only = context.plan.machines.first, context.plan.machines.count == 1 {
            Output.note(
                "\(only.name) is another machine: this one has neither its name nor the address \(only.addresses.joined(separator: ", "))."
            )
        }
        guard choice.only.isEmpty, choice.until == nil else {
            throw Refusal(
                "--step and --until name steps of this machine, and the plan is for others: use --limit, or `drydock apply` with one machine's steps.json there.",
                status: 2)
        }
        return try FleetApplyJob(
            settings: settings, format: format, mode: mode, folder: choice.folder, limit: choice.limit,
            inventory: choice.inventory, destroys: choice.destroys
        ).run(plan, context)
    }

    private func refuseFleetWords(_ what: String) throws(Refusal) {
        guard choice.limit == nil, choice.inventory == nil, choice.folder == nil else {
            throw Refusal("--limit, --inventory and --out belong to plans for other machines, and this is \(what).", status: 2)
        }
    }
}
