import Diagnosis
import Steps

/// A way to fix something: at most eight steps, each with its check and its way back. Data: compiled from `Knowledge/recipes`, and made
/// into steps for one node by ``RecipePlanner``.
public struct Recipe: Sendable, Equatable, Identifiable {
    /// The file's name: kebab case, an imperative ("match-cgroup-driver"). Never reused.
    public var id: String
    /// The folder it lies in.
    public var area: String
    /// What it does, as an imperative phrase without a full stop.
    public var title: String
    /// Entries of the catalogue that it covers.
    public var catalogue: [String]
    /// What it is for and what to know first; whole sentences.
    public var about: String
    /// When this recipe is the wrong one; empty where there is no such case.
    public var notWhen: String
    /// The nodes that it is for.
    public var fits: Fit
    /// What differs from node to node, in the order in which it is asked for.
    public var params: [RecipeParam]
    /// Why a person must do a part of it; nil where drydock can do all of it.
    public var manual: String?
    /// The task of a plan for a cluster that is there which does this on all machines that need it, in order; nil where there is none.
    public var plan: ExistingCluster.Task?
    public var steps: [RecipeStep]
    /// Error texts that lead here in a search, as Go format strings.
    public var texts: [String]
    public var sources: [String]

    public init(
        id: String, area: String, title: String, catalogue: [String] = [], about: String, notWhen: String = "", fits: Fit = Fit(),
        params: [RecipeParam] = [], manual: String? = nil, plan: ExistingCluster.Task? = nil, steps: [RecipeStep],
        texts: [String] = [],
        sources: [String] = []
    ) {
        self.id = id
        self.area = area
        self.title = title
        self.catalogue = catalogue
        self.about = about
        self.notWhen = notWhen
        self.fits = fits
        self.params = params
        self.manual = manual
        self.plan = plan
        self.steps = steps
        self.texts = texts
        self.sources = sources
    }

    /// The worst that a step of it does.
    public var risk: Risk { steps.map(\.risk).max() ?? .looks }

    /// The nodes that a recipe, or a step, is for. Where a fact decides, what does not fit is left out; where it is not known, the words
    /// stand beside the step and a person decides.
    public struct Fit: Sendable, Equatable {
        /// The releases of Kubernetes; nil where it is for all.
        public var releases: ReleaseRange?
        /// What must be so on the node; nil where it is for all.
        public var when: Condition?
        /// `when` for a person, as a phrase: "containerd 2 and later". Nil only where there is no condition.
        public var words: String?

        public init(releases: ReleaseRange? = nil, when: Condition? = nil, words: String? = nil) {
            self.releases = releases
            self.when = when
            self.words = words
        }

        /// Whether it is for every node.
        public var isOpen: Bool { releases == nil && when == nil }

        /// Both limits as a phrase: "containerd 2 and later, Kubernetes 1.33 and later"; nil where it is for every node.
        public var phrase: String? {
            let parts = [words, releases.map { "Kubernetes \($0.words)" }].compactMap { $0 }
            return parts.isEmpty ? nil : parts.joined(separator: ", ")
        }
    }
}
