import Planning

/// What a page of the wizard is, by its step.
extension WizardStep {
    public var title: String { page.title }

    /// One line each.
    public var page: any WizardPage {
        switch self {
        case .purpose: PurposePage()
        case .checks: ChecksPage()
        case .release: ReleasePage()
        case .topology: TopologyPage()
        case .machines: MachinesPage()
        case .endpoint: EndpointPage()
        case .runtime: RuntimePage()
        case .cgroupDriver: CgroupDriverPage()
        case .network: NetworkPage()
        case .more: MorePage()
        case .review: ReviewPage()
        }
    }
}

/// One page of the wizard: one decision, with the facts that bear on it. Pure: pages hold no state.
public protocol WizardPage: Sendable {
    var title: String { get }
    /// What is decided here, in a sentence.
    var purpose: String { get }
    /// Why the page does not apply to these answers; nil where it does.
    func skipped(_ wizard: Wizard) -> String?
    /// What is asked, in order.
    func questions(_ wizard: Wizard) -> [Question]
    /// The answers where nobody says otherwise, by question. They follow what was answered on earlier pages.
    func defaults(_ wizard: Wizard) -> [(question: String, value: String)]
    /// What an answer that is taken back becomes; nil where it follows `defaults`, or is none.
    func unanswered(_ question: String) -> String?
    /// Why no answer can be read from a text, with what was expected; nil where one can.
    func refusal(of value: String, for question: String) -> String?
    /// Puts an answer into the plan; only one that was not refused.
    func put(_ value: String, for question: String, into plan: inout ClusterPlan, _ wizard: Wizard)
    /// What was seen or is known that bears on the decision: whole sentences.
    func facts(_ wizard: Wizard) -> [String]
    /// A drawing below the answers; none for most.
    func drawing(_ wizard: Wizard) -> [String]
}

extension WizardPage {
    public func skipped(_ wizard: Wizard) -> String? { nil }
    public func defaults(_ wizard: Wizard) -> [(question: String, value: String)] { [] }
    public func unanswered(_ question: String) -> String? { nil }
    public func refusal(of value: String, for question: String) -> String? { nil }
    public func facts(_ wizard: Wizard) -> [String] { [] }
    public func drawing(_ wizard: Wizard) -> [String] { [] }
    public func put(_ value: String, for question: String, into plan: inout ClusterPlan, _ wizard: Wizard) {}
}
