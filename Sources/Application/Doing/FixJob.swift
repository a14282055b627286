import Applying
import Diagnosis
import Facts
import Glibc
import Hosts
import KnowledgeFormat
import Steps
import Text

/// `drydock fix`: ends what a rule finds by the steps of its recipe, and looks again.
public struct FixJob: Sendable {
    let settings: Settings
    let format: ListFormat
    let mode: Mode
    /// The machine's name where steps that destroy are agreed to.
    let destroys: String?
    let recipe: String?
    let answers: [String: String]

    public enum Mode: Sendable {
        /// Nothing is changed; what would be is told.
        case check
        /// Each fix is shown and asked about.
        case ask
        /// Done without asking, up to steps that restart.
        case yes
    }

    public init(
        settings: Settings, format: ListFormat, mode: Mode, destroys: String?, recipe: String?, answers: [String: String]
    ) {
        self.settings = settings
        self.format = format
        self.mode = mode
        self.destroys = destroys
        self.recipe = recipe
        self.answers = answers
    }

    /// Fixes what a rule finds, or every cause in its order; gives the exit status.
    public func run(_ rule: String?) throws -> Int32 {
        try LocalState.demandRoot()
        if mode != .check {
            if settings.isReadOnly { throw Refusal("--read-only allows no changes; --check shows what would change.", status: 2) }
            if mode == .ask { try Consent.demand(format) }
            try LocalState.demandNoOpenRun()
        }
        let knowledge = try KnowledgeLoading.load(settings.knowledgeFolders)
        if let rule { try known(rule, knowledge) }
        let lock = mode == .check ? nil : try LocalState.lock("fix \(rule ?? "all causes")")
        let round = FixRound(job: self, examination: Examination(knowledge: knowledge), host: LocalHost())
        let results = try withExtendedLifetime(lock) { try round.run(rule) }
        if format == .json { Output.write(try JSONText.of(FixJSON(results))) }
        return results.map(\.status).max() ?? 0
    }

    private func known(_ rule: String, _ knowledge: KnowledgeBase) throws(Refusal) {
        guard !knowledge.rules.contains(where: { $0.id == rule }) else { return }
        let near = NearestWord.to(rule, among: knowledge.rules.map(\.id)).map { " Did you mean \($0)?" } ?? ""
        throw Refusal("There is no rule \"\(rule)\".\(near)", status: 2)
    }
}
