import Steps

/// What a plan takes from outside its site: files, packages and images. It follows from the very steps that machines with internet
/// would do, and from the add-on's data.
package struct Bundle: Sendable {
    /// Each once, in the order of the steps.
    package private(set) var files: [File] = []
    /// Each kind of machine once.
    package private(set) var packages: [Packages] = []
    /// Each once.
    package let images: [Image]

    /// A file of the bundle.
    package struct File: Sendable, Equatable {
        package var url: String
        /// How it is seen that it is the right one.
        package var proof: Fetch.Proof
    }

    /// What machines of one kind install.
    package struct Packages: Sendable, Equatable {
        /// `debian-12-amd64`.
        package var kind: String
        /// One of the machines.
        package var machine: Machine
        /// Empty where the plan does not say it.
        package var osVersion: String
        /// The actions that add the repositories of others, in order.
        package var repositories: [Action]
        /// As the package manager takes them, sorted.
        package var words: [String]
    }

    /// An image: where it is published, and the name by which machines ask for it.
    package struct Image: Sendable, Hashable {
        package var from, to: String
    }

    package init(_ context: PlanContext) {
        images = BundleImages.of(context)
        let steps = Planner.steps(context)
        for step in steps where !PackageRepository.isAdded(by: step) {
            for case .fetch(let fetch) in step.actions { add(fetch) }
        }
        for machine in context.plan.machines { add(machine, steps.filter { $0.machine == machine.name }, context) }
    }

    private mutating func add(_ fetch: Fetch) {
        if case .published(let url, _) = fetch.proof { add(File(url: url, proof: .onlyTLS(because: "It is the checksum."))) }
        add(File(url: fetch.url, proof: fetch.proof))
    }

    private mutating func add(_ file: File) {
        if !files.contains(where: { $0.url == file.url }) { files.append(file) }
    }

    private mutating func add(_ machine: Machine, _ steps: [Step], _ context: PlanContext) {
        let actions = steps.flatMap(\.actions)
        let words = actions.flatMap { if case .packages(let set) = $0 { set.words } else { [String]() } }
        if words.isEmpty { return }
        let kind = context.packageKind(machine)
        let repositories = steps.filter(PackageRepository.isAdded).flatMap(\.actions)
        guard let at = packages.firstIndex(where: { $0.kind == kind }) else {
            packages.append(
                Packages(
                    kind: kind, machine: machine, osVersion: context.osVersion(machine), repositories: repositories,
                    words: Set(words).sorted()))
            return
        }
        packages[at].repositories += repositories.filter { !packages[at].repositories.contains($0) }
        packages[at].words = Set(packages[at].words + words).sorted()
    }
}
