import Diagnosis
import Facts
import Planning

/// The wizard's state: the answers, which of them a person gave, which pages were seen, and what to look at again.
///
/// Answers that nobody gave follow the defaults, so that a changed early answer carries through; one that was given is never lost.
public struct Wizard: Sendable {
    public private(set) var plan: ClusterPlan
    public let knowledge: PlanKnowledge
    /// What was seen of this machine.
    public private(set) var facts: FactSet
    public private(set) var nodeName: String
    /// What captures of other machines say.
    public private(set) var captures: [FactSet]
    public private(set) var step: WizardStep
    /// Pages that were left with Enter at least once.
    public private(set) var visited: Set<WizardStep>
    /// Questions that a person answered, by id.
    public private(set) var answered: Set<String>
    /// Pages to look at again, each with the reason.
    public private(set) var stale: [WizardStep: String] = [:]
    /// Everything wrong with the answers so far. It is kept, because a page asks for it many times while it is drawn.
    public private(set) var problems: [PlanProblem] = []
    /// What this machine needs for its roles in the plan, and what it has; kept for the same reason.
    public private(set) var needs: [MachineNeed.Judged] = []
    /// What the plan made of this machine when its needs were judged last; nil where they are to be judged anew.
    private var judged: FactSet?
    /// Texts that no answer could be read from, by question: they stay where they were typed, with what is wrong.
    private var unread: [String: (text: String, sentence: String)] = [:]
    /// Machines that a person described and for which the topology has no place now; they come back with the place.
    private var aside: [Machine] = []
    /// How many machines of a role a person asked for, by question, also while the topology does not ask it.
    private var counts: [String: String] = [:]
    /// Whether Enter goes back to the review, because an answer is being changed from there.
    public private(set) var returnsToReview = false

    public init(
        knowledge: PlanKnowledge, facts: FactSet = FactSet(), nodeName: String = "", captures: [FactSet] = [],
        plan: ClusterPlan? = nil, progress: WizardProgress? = nil
    ) {
        self.knowledge = knowledge
        self.facts = facts
        self.nodeName = nodeName
        self.captures = captures
        self.plan = plan ?? ClusterPlan()
        step = progress?.step ?? .purpose
        visited = Set(WizardStep.allCases.filter { $0 < (progress?.step ?? .purpose) })
        answered = Set(progress?.answered ?? [])
        aside = progress?.aside ?? []
        stale = progress?.stale ?? [:]
        if plan != nil, progress == nil {
            // A plan that was written by hand: everything in it was said by a person.
            answered = Set(WizardStep.allCases.flatMap { $0.page.questions(self).map(\.id) })
            visited = Set(WizardStep.allCases)
        }
        follow()
    }

    public var progress: WizardProgress {
        WizardProgress(step: step, answered: answered.sorted(), aside: aside, stale: stale)
    }

    // MARK: Answers

    public func questions(_ step: WizardStep) -> [Question] {
        var questions = step.page.questions(self)
        for index in questions.indices {
            if let text = unread[questions[index].id]?.text { questions[index].value = text }
        }
        return questions
    }

    /// Gives an answer. Later pages that were seen and whose answers change are marked to be looked at again. A text that no
    /// answer can be read from changes nothing of the plan; it is an error until it is fixed.
    public mutating func answer(_ question: String, _ value: String) {
        let before = values()
        let asking = asking(question)
        unread[question] = asking.page.refusal(of: value, for: question).map { (value, $0) }
        guard unread[question] == nil else { return check() }
        if question == TopologyPage.controlPlanes || question == TopologyPage.members { counts[question] = value }
        put(value, for: question, of: asking.page)
        answered.insert(question)
        follow()
        mark(changedSince: before, by: asking)
    }

    /// Answers what the cluster is for by what is to be done to one that is there.
    public mutating func begin(_ task: ExistingCluster.Task) { answer(PurposePage.choice, task.rawValue) }

    /// Puts an answer or a default into the plan. A topology that asks for fewer machines takes none away for good.
    private mutating func put(_ value: String, for question: String, of page: any WizardPage) {
        let (before, topology) = (plan.machines, plan.topology)
        page.put(value, for: question, into: &plan, self)
        if plan.machines.isEmpty, plan.tool != .kops { (plan.machines, aside) = (aside, []) }
        let isShaped = answered.contains(MachinesPage.list)
        if question == TopologyPage.topology, plan.topology != .single, plan.topology != topology || !isShaped {
            let members = plan.topology == .external ? [TopologyPage.members] : []
            for count in [TopologyPage.controlPlanes] + members {
                if let value = counts[count] { page.put(value, for: count, into: &plan, self) }
            }
        }
        guard question != MachinesPage.list, isShaped else { return }
        MachineSizing.keep(before, &plan.machines, aside: &aside)
    }

    /// Puts the default back.
    public mutating func forget(_ question: String) {
        guard answered.contains(question) || unread[question] != nil else { return }
        let before = values()
        unread[question] = nil
        counts[question] = nil
        let asking = asking(question)
        if let value = asking.page.unanswered(question) { put(value, for: question, of: asking.page) }
        answered.remove(question)
        follow()
        mark(changedSince: before, by: asking)
    }

    /// What a question's answer would be by default, as far as its page says.
    public func standard(_ question: String) -> String? {
        answered.contains(question) ? asking(question).page.defaults(self).last { $0.question == question }?.value : nil
    }

    /// The page that asks a question: the one that is shown, else any.
    private func asking(_ question: String) -> WizardStep {
        ([step] + WizardStep.allCases).first { questions($0).contains { $0.id == question } } ?? step
    }

    /// Takes over what was seen of the machine since.
    public mutating func look(_ facts: FactSet, nodeName: String) {
        self.facts = facts
        self.nodeName = nodeName
        judged = nil
        follow()
    }

    /// Takes over what was seen of other machines.
    public mutating func see(_ captures: [FactSet]) {
        self.captures = captures
        follow()
    }

    /// Replaces the machines, as an edit of the table does.
    public mutating func setMachines(_ machines: [Machine]) {
        let before = values()
        plan.machines = machines
        aside.removeAll { gone in machines.contains { $0.name == gone.name } }
        // How many there are is what the list says now.
        counts = [:]
        answered.insert(MachinesPage.list)
        follow()
        mark(changedSince: before, by: .machines)
    }

    /// Takes over a list of machines. Those of the same name are replaced, places that nobody filled go, and machines that a person
    /// described stay; gives how many do.
    public mutating func takeOver(_ machines: [Machine]) -> Int {
        let own = answered.contains(MachinesPage.list) ? plan.machines.filter { !MachineSizing.isUnfilled($0) } : []
        var all = own.map { old in machines.first { $0.name == old.name } ?? old }
        all += machines.filter { new in !own.contains { $0.name == new.name } }
        setMachines(all)
        return all.count - machines.count
    }

    /// Lets all answers that nobody gave be the defaults, page by page, as a later default may rest on an earlier one.
    private mutating func follow() {
        for step in WizardStep.allCases where step.page.skipped(self) == nil {
            // A default may rest on the one before it, so each is asked for anew.
            for index in step.page.defaults(self).indices {
                let (question, value) = step.page.defaults(self)[index]
                if !answered.contains(question) { put(value, for: question, of: step.page) }
            }
        }
        check()
    }

    private mutating func check() {
        problems = PlanChecks.all(plan, knowledge, facts: seen, now: facts.instant(TimeFacts.now), here: thisMachine.name)
        problems += unread.sorted { $0.key < $1.key }.map { PlanProblem($0.key, $0.value.sentence) }
        judge()
    }

    private mutating func judge() {
        let planned = PlannedFacts.machine(thisMachine.name, of: plan, knowledge.release(plan.release))
        guard planned != judged else { return }
        judged = planned
        var facts = facts
        facts.merge(planned)
        needs = knowledge.readiness.needs(of: facts)
    }

    /// What was seen of the plan's machines, by name: of this one and of those with a capture.
    var seen: [String: FactSet] {
        var out = others
        if !nodeName.isEmpty { out[nodeName] = facts }
        return out
    }

    /// The same without this machine.
    var others: [String: FactSet] {
        SeenMachines.facts(captures, of: plan).filter { $0.key != nodeName && $0.key != thisMachine.name }
    }

    private func values() -> [WizardStep: [String: String]] {
        var out: [WizardStep: [String: String]] = [:]
        for step in WizardStep.allCases where step != .review {
            out[step] = Dictionary(questions(step).map { ($0.id, $0.value) }) { first, _ in first }
        }
        return out
    }

    private mutating func mark(changedSince before: [WizardStep: [String: String]], by cause: WizardStep) {
        let after = values()
        for later in visited where later > cause && later != .review {
            let changed = questions(later).first { question in
                let old = before[later]?[question.id]
                return old != nil && old != after[later]?[question.id]
            }
            if let changed {
                let old = before[later]?[changed.id] ?? ""
                stale[later] =
                    "\(changed.title) was \(old.isEmpty ? "empty" : old) and follows \(cause.title.lowercased()) now: \(changed.value)."
            } else if !errors(later).isEmpty {
                stale[later] = "An answer no longer holds since \(cause.title.lowercased()) changed."
            }
        }
    }

    // MARK: Problems

    /// What is wrong with one page's answers.
    public func problems(_ step: WizardStep) -> [PlanProblem] {
        let ids = questions(step).map(\.id)
        return problems.filter { problem in ids.contains { problem.path == $0 || isWithin(problem.path, $0) } }
    }

    /// The page on which a problem's answer was given, or its decision was made; nil where no page asks for it.
    public func step(of problem: PlanProblem) -> WizardStep? {
        steps.first { problems($0).contains(problem) } ?? Self.deciding.first { problem.path.hasPrefix($0.path) }?.step
    }

    /// Parts of a plan that no question has the path of, and the page that decides them.
    private static let deciding: [(path: String, step: WizardStep)] = [
        (Setting.tool.id, .purpose), (Setting.existing.id, .purpose), (Setting.release.id, .release),
        (Setting.topology.id, .topology),
        (Setting.machines.id, .machines), ("spec.endpoint", .endpoint), ("spec.runtime", .runtime),
        (Setting.cgroupDriver.id, .cgroupDriver), ("spec.network", .network), ("spec.", .more),
    ]

    public func problems(of question: String) -> [PlanProblem] {
        problems.filter { $0.path == question || isWithin($0.path, question) }
    }

    private func isWithin(_ path: String, _ part: String) -> Bool { path.hasPrefix(part + ".") || path.hasPrefix(part + "[") }

    private func errors(_ step: WizardStep) -> [PlanProblem] { problems(step).filter(\.isError) }

    // MARK: Going

    /// Pages that apply, in order.
    public var steps: [WizardStep] { WizardStep.allCases.filter { $0.page.skipped(self) == nil } }

    /// One page on; to the review, where an answer was changed from there. The page counts as looked at.
    public mutating func next() {
        visited.insert(step)
        stale[step] = nil
        if returnsToReview {
            returnsToReview = false
            step = .review
        } else {
            step = steps.first { $0 > step } ?? step
        }
    }

    /// One page back; false on the first.
    public mutating func back() -> Bool {
        if returnsToReview {
            returnsToReview = false
            step = .review
            return true
        }
        guard let before = steps.last(where: { $0 < step }) else { return false }
        step = before
        return true
    }

    /// Goes to a page that was seen before, or is the next to see.
    public mutating func go(to other: WizardStep) {
        guard steps.contains(other), canGo(to: other) else { return }
        returnsToReview = step == .review && other != .review
        step = other
    }

    public func canGo(to other: WizardStep) -> Bool {
        other <= step || visited.contains(other) || steps.filter { $0 < other }.allSatisfy { visited.contains($0) }
    }

    /// Takes every default from here on and goes to the review.
    public mutating func takeDefaults() {
        visited.formUnion(steps.filter { $0 >= step && $0 != .review })
        stale = [:]
        step = .review
    }

    /// The plan file's text, with the reasons of its values and where the wizard stands.
    public var text: String { PlanWriter.text(plan, because: reasons, progress: progress) }

    /// The reasons of the answers that follow defaults, by path.
    public var reasons: [String: String] {
        var out: [String: String] = [:]
        for step in steps {
            for question in questions(step) where !answered.contains(question.id) && !question.because.text.isEmpty {
                out[question.id] = question.because.sentence
            }
        }
        return out
    }
}
