import Facts
import Planning

extension AddOnTable {
    /// All add-ons, with what the answers so far need already wanted.
    public init(_ wizard: Wizard) {
        self.init(wizard.knowledge.addOns, for: wizard.plan, kernel: wizard.facts.integer(KernelFacts.number))
    }
}
