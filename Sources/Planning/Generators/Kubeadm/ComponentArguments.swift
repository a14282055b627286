import YAML

/// Flags of components, as the form of kubeadm's configuration wants them.
enum ComponentArguments {
    /// A mapping in v1beta3, where a name can stand once; a list of names and values in v1beta4.
    static func value(_ arguments: [ExtraArgument], _ api: Release.ConfigAPI) -> ConfigValue {
        switch api {
        case .v1beta3: .map(arguments.map { ConfigEntry($0.name, .text($0.value)) })
        case .v1beta4:
            .list(arguments.map { .map([ConfigEntry("name", .text($0.name)), ConfigEntry("value", .text($0.value))]) })
        }
    }

    /// drydock's own flags, then the plan's; one that the plan names too is the plan's alone.
    static func merged(_ own: [ExtraArgument], _ planned: [ExtraArgument]) -> [ExtraArgument] {
        own.filter { argument in !planned.contains { $0.name == argument.name } } + planned
    }

    /// `--feature-gates` in a fixed order; nothing where the plan names none.
    static func gates(_ gates: [String: Bool]) -> [ExtraArgument] {
        if gates.isEmpty { return [] }
        let text = gates.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
        return [ExtraArgument(name: "feature-gates", value: text)]
    }

    /// Feature gates as a configuration file has them.
    static func gatesMap(_ gates: [String: Bool]) -> ConfigValue {
        .map(gates.sorted { $0.key < $1.key }.map { ConfigEntry($0.key, .flag($0.value)) })
    }
}
