import YAML

/// A flag of a component. A list keeps the order, which kubeadm keeps too from 1.36.
public struct ExtraArgument: Sendable, Equatable {
    /// Without the dashes.
    public var name, value: String

    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// A folder or file of the machine that a control-plane pod sees.
public struct ExtraVolume: Sendable, Equatable {
    public var name, hostPath, mountPath: String
    public var isReadOnly: Bool
    /// A hostPath type such as `File` or `DirectoryOrCreate`; empty for no check.
    public var pathType: String

    public init(name: String, hostPath: String, mountPath: String, isReadOnly: Bool = false, pathType: String = "") {
        self.name = name
        self.hostPath = hostPath
        self.mountPath = mountPath
        self.isReadOnly = isReadOnly
        self.pathType = pathType
    }
}

/// Settings of one control-plane component.
public struct ComponentSettings: Sendable, Equatable {
    public var extraArgs: [ExtraArgument] = []
    public var extraVolumes: [ExtraVolume] = []

    public init() {}
}

extension ExtraArgument {
    /// The flags under a field's name.
    static func read(_ fields: YAMLFields, _ name: String) -> [ExtraArgument] {
        fields.parts(name) { argument in
            let value = argument.optional("value")
            if let value, value.text == nil {
                argument.complain(value.line, "\"value\" must be a text, but this is \(value.kindName).")
            }
            return ExtraArgument(name: argument.text("name"), value: value?.text ?? "")
        }
    }

    var written: ConfigValue { .map([ConfigEntry("name", .text(name)), ConfigEntry("value", .text(value))]) }
}

extension ExtraVolume {
    /// The volumes under a field's name.
    static func read(_ fields: YAMLFields, _ name: String) -> [ExtraVolume] {
        fields.parts(name) { volume in
            ExtraVolume(
                name: volume.text("name"), hostPath: volume.text("hostPath"), mountPath: volume.text("mountPath"),
                isReadOnly: volume.flag("readOnly"), pathType: volume.optionalText("pathType") ?? "")
        }
    }

    var written: ConfigValue {
        .map(
            [
                ConfigEntry("name", .text(name)), ConfigEntry("hostPath", .text(hostPath)),
                ConfigEntry("mountPath", .text(mountPath)),
            ] + (isReadOnly ? [ConfigEntry("readOnly", true)] : [])
                + (pathType.isEmpty ? [] : [ConfigEntry("pathType", .text(pathType))]))
    }
}

extension YAMLFields {
    /// Reads each member of a list of mappings.
    func parts<Part>(_ name: String, _ read: (YAMLFields) -> Part) -> [Part] {
        list(name).map { node in
            let inner = YAMLFields(node, file: file)
            let part = read(inner)
            complain(inner.finish())
            return part
        }
    }
}
