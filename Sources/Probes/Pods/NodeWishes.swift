import YAML

/// Which node labels a pod insists on: its nodeSelector, and its required node affinity (core/v1 PodSpec).
struct NodeWishes: Sendable, Equatable {
    /// One expression of an affinity's term.
    struct Expression: Sendable, Equatable {
        var key: String
        var comparison: String
        var values: [String]
    }

    /// All must be there: key=value, of the nodeSelector.
    var labels: [String]
    /// One must hold as a whole; empty where there is no affinity.
    var terms: [[Expression]]
    /// Whether it also asks for fields of the node, which are not labels.
    var asksForFields: Bool

    init(_ spec: YAMLNode?) {
        labels = (spec["nodeSelector"]?.entries ?? []).map { "\($0.key.name)=\($0.value.text ?? "")" }
        let wanted = spec["affinity"]["nodeAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"]["nodeSelectorTerms"]?
            .array
        terms = (wanted ?? []).map { term in
            (term["matchExpressions"]?.array ?? []).map {
                Expression(
                    key: $0["key"]?.text ?? "", comparison: $0["operator"]?.text ?? "",
                    values: ($0["values"]?.array ?? []).compactMap(\.text))
            }
        }
        asksForFields = (wanted ?? []).contains { $0["matchFields"]?.array?.isEmpty == false }
    }

    /// Whether a node with these labels has all that is wished for; nil where nothing is, or where it cannot be told.
    func areMet(by node: [String]) -> Bool? {
        guard !labels.isEmpty || !terms.isEmpty else { return nil }
        guard labels.allSatisfy(node.contains) else { return false }
        guard !terms.isEmpty else { return true }
        guard !asksForFields else { return nil }
        let values = Dictionary(
            node.compactMap { label in
                label.firstIndex(of: "=").map { (String(label[..<$0]), String(label[label.index(after: $0)...])) }
            }
        ) { first, _ in first }
        let judged = terms.map { term in term.isEmpty ? false : every(term.map { holds($0, values) }) }
        if judged.contains(true) { return true }
        return judged.contains(nil) ? nil : false
    }

    private func every(_ parts: [Bool?]) -> Bool? {
        if parts.contains(false) { return false }
        return parts.contains(nil) ? nil : true
    }

    private func holds(_ wish: Expression, _ values: [String: String]) -> Bool? {
        switch wish.comparison {
        case "In": values[wish.key].map(wish.values.contains) ?? false
        case "NotIn": values[wish.key].map { !wish.values.contains($0) } ?? true
        case "Exists": values[wish.key] != nil
        case "DoesNotExist": values[wish.key] == nil
        default: nil
        }
    }
}
