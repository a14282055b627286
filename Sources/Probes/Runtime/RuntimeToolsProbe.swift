import Facts
import Hosts

/// Looks for what stands around the runtime: runc, crictl, and the cgroups in which pods run.
public struct RuntimeToolsProbe: Probe {
    public init() {}

    public var name: String { "runtime-tools" }
    public var subject: String { "runc, crictl and the pods' cgroups" }
    public var needs: [FactKey] { [] }
    public var gives: [FactKey] { RuntimeFacts.tools }

    public func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        async let runc = InstalledVersion.ask("runc", on: host)
        async let crictl = InstalledVersion.ask("crictl", on: host)
        async let pods = PodCgroups.look(at: host)
        switch await runc {
        case .known(let version, let source):
            facts.set(RuntimeFacts.runcVersion, .text(version.text), from: source)
        case .notThere:
            facts.setAbsent(RuntimeFacts.runcVersion, from: Source("runc --version", "no such program"))
        case .unseen(let sentence): facts.miss(RuntimeFacts.runcVersion, sentence)
        }
        switch await crictl {
        case .known(_, let source): facts.set(RuntimeFacts.hasCrictl, true, from: source)
        case .notThere: facts.set(RuntimeFacts.hasCrictl, false, from: Source("crictl --version", "no such program"))
        case .unseen(let sentence): facts.miss(RuntimeFacts.hasCrictl, sentence)
        }
        switch await pods {
        case .success(let found):
            facts.set(RuntimeFacts.podCgroups, .list(found.map(\.driver)), from: found.map { .file($0.folder) })
        case .failure(let error): facts.miss(RuntimeFacts.podCgroups, error.reason)
        }
        return facts
    }
}
