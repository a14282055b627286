import Diagnosis
import Facts

/// What drydock knows that a plan is made with.
public struct PlanKnowledge: Sendable, Equatable, Codable {
    /// Oldest first.
    public var releases: [Release]
    public var addOns: [AddOn]
    public var runtimes: [RuntimeSeries]
    /// What programs take, release by release.
    public var commands: [CommandTable]
    /// What is judged of a machine and of a plan before anything is done. Not coded with the rest: its rules are compiled in once.
    public var readiness = Readiness()

    private enum CodingKeys: CodingKey { case releases, addOns, runtimes, commands }

    public init(
        releases: [Release] = [], addOns: [AddOn] = [], runtimes: [RuntimeSeries] = [], commands: [CommandTable] = [],
        readiness: Readiness = Readiness()
    ) {
        self.readiness = readiness
        self.releases = releases.sorted { $0.minor < $1.minor }
        self.addOns = addOns
        self.runtimes = runtimes
        self.commands = commands
    }

    public func release(_ version: KubernetesVersion) -> Release? { releases.first { $0.minor == version.minor } }
    public func addOn(_ id: String) -> AddOn? { addOns.first { $0.id == id } }

    /// The newest release whose facts are all verified: the default.
    public var defaultRelease: Release? { releases.last { $0.isVerified } ?? releases.last }

    /// `1.23 to 1.37`.
    public var releaseRange: String { "\(releases.first?.id ?? "none") to \(releases.last?.id ?? "none")" }

    /// A runtime's series that suit a minor of Kubernetes, newest first.
    public func runtimes(_ kind: RuntimeChoice.Kind, for minor: Int) -> [RuntimeSeries] {
        runtimes.filter { $0.kind == kind.rawValue && $0.supports.contains { $0.minor == minor } }
            .sorted { $1.order.lexicographicallyPrecedes($0.order) }
    }

    /// The series that a choice means: the one it names, else the newest that suits; nil where there is none.
    public func series(_ choice: RuntimeChoice, for minor: Int) -> RuntimeSeries? {
        if choice.version.isEmpty { return runtimes(choice.kind, for: minor).first }
        let series = choice.version.split(separator: ".").prefix(2).joined(separator: ".")
        return runtimes.first { $0.kind == choice.kind.rawValue && $0.series == series }
    }

    /// Kubelet flags that no release up to this minor has any more, with the release that removed each.
    public func removedKubeletFlags(upTo minor: Int) -> [String: String] {
        removed(upTo: minor) { $0.removedFlags.filter { $0.program == "kubelet" }.map(\.name) }
    }

    public func removedKubeadmGates(upTo minor: Int) -> [String: String] { removed(upTo: minor, \.removedKubeadmGates) }

    private func removed(upTo minor: Int, _ list: (Release) -> [String]) -> [String: String] {
        var out: [String: String] = [:]
        for release in releases where release.minor <= minor { for name in list(release) { out[name] = release.id } }
        return out
    }
}
