import YAML

/// Settings as a plan file nests them: read, written and described as one mapping for each part of the path.
struct SettingTree: Sendable {
    /// The fields of this mapping, in the order of the file.
    private var parts: [(name: String, part: Part)] = []

    private indirect enum Part: Sendable {
        case setting(Setting.Field)
        case group(SettingTree)
    }

    /// The settings of `spec`.
    static let spec: SettingTree = {
        var tree = SettingTree()
        for setting in Setting.all {
            guard let field = setting.field else { continue }
            tree.add(field, at: setting.path.split(separator: ".").map(String.init)[...])
        }
        return tree
    }()

    private mutating func add(_ field: Setting.Field, at path: ArraySlice<String>) {
        guard let name = path.first else { return }
        let at = parts.firstIndex { $0.name == name }
        if path.count == 1 {
            parts.append((name, .setting(field)))
        } else if let at, case .group(var inner) = parts[at].part {
            inner.add(field, at: path.dropFirst())
            parts[at].part = .group(inner)
        } else {
            var inner = SettingTree()
            inner.add(field, at: path.dropFirst())
            parts.append((name, .group(inner)))
        }
    }

    /// Reads the fields that a mapping has; the others stay as they are in the plan.
    func read(_ fields: YAMLFields, into plan: inout ClusterPlan) {
        for (name, part) in parts {
            switch part {
            case .setting(let field): field.read(fields, name, &plan)
            case .group(let group):
                guard let node = fields.optional(name) else { continue }
                let inner = YAMLFields(node, file: fields.file)
                group.read(inner, into: &plan)
                fields.complain(inner.finish())
            }
        }
    }

    /// What the plan says otherwise than it would of itself.
    func entries(_ plan: ClusterPlan) -> [ConfigEntry] {
        parts.compactMap { name, part in
            switch part {
            case .setting(let field): return field.written(plan).map { ConfigEntry(name, $0) }
            case .group(let group):
                let entries = group.entries(plan)
                return entries.isEmpty ? nil : ConfigEntry(name, .map(entries))
            }
        }
    }

    /// The fields without which the mapping is nothing.
    var required: [String] {
        parts.compactMap { name, part in
            if case .setting(let field) = part, field.isRequired { name } else { nil }
        }
    }

    private var schema: [ConfigEntry] {
        [
            ConfigEntry("type", "object"), ConfigEntry("additionalProperties", false),
            ConfigEntry("properties", .map(properties)),
        ] + (required.isEmpty ? [] : [ConfigEntry("required", .texts(required))])
    }

    /// The JSON Schema of each field.
    var properties: [ConfigEntry] {
        parts.map { name, part in
            switch part {
            case .setting(let field): ConfigEntry(name, .map(field.schema))
            case .group(let group): ConfigEntry(name, .map(group.schema))
            }
        }
    }
}
