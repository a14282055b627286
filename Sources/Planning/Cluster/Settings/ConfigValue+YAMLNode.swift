import YAML

extension ConfigValue {
    /// A value as a person wrote it in YAML.
    package init(_ node: YAMLNode) {
        switch node.content {
        case .null: self = .null
        case .sequence(let nodes): self = .list(nodes.map { ConfigValue($0) })
        case .mapping(let entries): self = .map(entries.map { ConfigEntry($0.key.name, ConfigValue($0.value)) })
        case .scalar(let text, let style):
            switch node.value {
            case .bool(let flag): self = .flag(flag)
            case .int(let number): self = .integer(number)
            case .float: self = .number(text)
            case .string, nil: self = style == .block ? .block(text) : .text(text)
            }
        }
    }
}
