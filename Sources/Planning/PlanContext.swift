import Facts

/// Everything that a generator may look at.
public struct PlanContext: Sendable {
    public var plan: ClusterPlan
    public var release: Release
    /// The patch that the plan means: the one it names, else the newest known.
    public var patch: Int
    public var knowledge: PlanKnowledge
    /// The chosen series of the runtime.
    public var runtime: RuntimeSeries?
    public var addOn: AddOn?
    /// What was seen of machines, by name; only where drydock looked.
    public var facts: [String: FactSet]
    /// The time at which it is planned, by which lifetimes are judged; nil where nobody said it, and then none is.
    public var now: Instant?

    /// Nil where the knowledge lacks the plan's release, which the checks refuse first. What was seen has no default: who leaves it out
    /// writes other files than the answers and captures mean.
    public init?(_ plan: ClusterPlan, knowledge: PlanKnowledge, facts: [String: FactSet], now: Instant?) {
        guard let release = knowledge.release(plan.release) else { return nil }
        self.plan = plan
        self.release = release
        patch = plan.release.patch ?? release.latestPatch
        self.knowledge = knowledge
        runtime = knowledge.series(plan.runtime, for: release.minor)
        addOn = knowledge.addOn(plan.network.addOn.name)
        self.facts = facts
        self.now = now
    }

    /// `1.36.3`.
    public var version: String { "\(release.id).\(patch)" }
    /// The registry of Kubernetes' images: the plan's, else the release's.
    public var repository: String { plan.images.repository.isEmpty ? release.registry.at(patch) : plan.images.repository }
    /// The sandbox image that kubeadm of this release names.
    public var sandboxImage: String { "\(repository)/pause:\(release.pause.at(patch))" }
    /// Whether each machine gets every image by hand, because it reaches no registry at all.
    var importsImages: Bool { plan.images.isAirGapped && plan.images.repository.isEmpty }
    /// The CRI socket as kubeadm and the kubelet take it.
    public var criSocket: String { CRISocket.of(plan.runtime.kind, release) }
}

extension AddOn {
    /// The version that a plan installs: the one that it names, else the one that suits its release.
    package func meant(_ context: PlanContext) -> String {
        let named = context.plan.network.addOn.version
        return named.isEmpty ? version(for: context.release.minor).version : named
    }
}
