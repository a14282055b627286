import YAML

extension EditValue {
    /// The value that a node of a YAML file says, as recipes and proofs write what is to be set: `"true"` stays a text.
    public init(_ node: YAMLNode) {
        switch node.content {
        case .null: self = .null
        case .sequence(let nodes): self = .list(nodes.map { EditValue($0) })
        case .mapping(let entries): self = .map(Dictionary(entries.map { ($0.key.name, EditValue($0.value)) }) { $1 })
        case .scalar(let text, _):
            switch node.value {
            case .bool(let flag): self = .flag(flag)
            case .int(let number): self = .integer(number)
            case .float(let number) where number.isFinite: self = .number(number)
            default: self = .text(text)
            }
        }
    }
}
