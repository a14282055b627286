import Facts

/// Which programs and pods findings are about, so that what keeps one down is not taken for the reason why another is.
///
/// Only of what nothing else hangs on: the trouble of etcd, of the API server, of a unit or of the network reaches everything.
struct Subjects {
    private static let leaves: Set = ["kube-controller-manager", "kube-scheduler"]
    private static let components = leaves.union(["kube-apiserver", "etcd"])

    private let subjects: [String: Set<String>]
    /// By finding, the subjects of all those confined ones that lead to it.
    private var reached: [String: Set<String>] = [:]

    /// - Parameter consequences: for each rule, all that it leads to.
    init(_ faults: [Finding], _ consequences: [String: Set<String>]) {
        subjects = Dictionary(faults.map { ($0.id, Self.of($0)) }) { first, _ in first }
        for fault in faults where isConfined(fault.id) {
            for symptom in consequences[fault.id] ?? [] { reached[symptom, default: []].formUnion(subjects[fault.id] ?? []) }
        }
    }

    /// Whether one finding can be the reason of another, as far as their subjects tell.
    func canExplain(_ cause: String, _ symptom: String) -> Bool {
        guard isConfined(cause), let own = subjects[symptom] else { return true }
        let mine = subjects[cause] ?? []
        // A pod waits for the scheduler, but no part of the control plane is down because of it.
        let counted = mine.isSubset(of: Self.leaves) ? own.intersection(Self.components) : own
        return counted.isSubset(of: reached[symptom] ?? [])
    }

    private func isConfined(_ id: String) -> Bool {
        guard let own = subjects[id], !own.isEmpty else { return false }
        return own.allSatisfy { Self.leaves.contains($0) || $0.hasPrefix("pod ") && !Self.isSystem($0.dropFirst(4)) }
    }

    /// What a finding's rows name; nothing where one of them names none.
    private static func of(_ finding: Finding) -> Set<String> {
        let rows = finding.proofs.compactMap(\.row)
        let named = rows.map(subject)
        if rows.isEmpty { return Set(finding.rule.quotes.compactMap(program)) }
        return named.contains(nil) ? [] : Set(named.compactMap(\.self))
    }

    private static func subject(_ row: AnyRow) -> String? {
        if case .text(let component) = row[named: "component"] { return component }
        if case .text(let log) = row[named: "log"] { return program(log) }
        guard case .text(let namespace) = row[named: "namespace"], case .text(let pod) = row[named: "pod"] else { return nil }
        if namespace == "kube-system", case .text(let name) = row[named: "name"], components.contains(name) { return name }
        return "pod \(namespace)/\(pod)"
    }

    /// Of a container's log, the part of the control plane or the pod.
    private static func program(_ log: String) -> String? {
        let parts = log.split(separator: "/")
        guard let start = parts.firstIndex(of: "container"), parts.count == start + 4 else { return nil }
        let name = String(parts[start + 3])
        return parts[start + 1] == "kube-system" && components.contains(name)
            ? name : "pod \(parts[start + 1])/\(parts[start + 2])"
    }

    private static func isSystem(_ pod: Substring) -> Bool {
        pod.hasPrefix("kube-") || ["calico", "cilium", "tigera", "antrea"].contains { pod.contains($0) }
    }
}
