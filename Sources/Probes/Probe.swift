import Facts
import Hosts

/// Looks at one subject of a node through its host and says what is there. A probe never judges: what it sees is a fact,
/// what it cannot see is missing with the reason.
public protocol Probe: Sendable {
    /// Kebab case, for `--format json`, progress and tests.
    var name: String { get }
    /// What is looked at, as a phrase for the progress line: "the container runtime".
    var subject: String { get }
    /// Every fact that the probe sets. After `look`, each of these is set or missing; no other is touched.
    var gives: [FactKey] { get }
    /// Facts of other probes that it needs; it runs after them.
    var needs: [FactKey] { get }
    /// Looks. `known` holds the facts of the probes that ran before.
    func look(at host: any Host, knowing known: FactSet) async -> FactSet
}
