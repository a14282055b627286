import YAML

/// The JSON Schema of plan files: the part that settings are.
package enum SettingSchema {
    /// The properties of `spec` that are settings, in the order of the file.
    package static var properties: [ConfigEntry] { SettingTree.spec.properties }

    /// Those of them that every plan file has.
    package static var required: [String] { SettingTree.spec.required }

    /// A release of Kubernetes.
    static let release = [
        ConfigEntry("type", "string"), ConfigEntry("pattern", "^v?1\\.[0-9]+(\\.[0-9]+)?$"),
        ConfigEntry("examples", .texts(["1.36"])),
    ]

    /// What the schema defines under this name.
    static func one(of definition: String) -> [ConfigEntry] { [ConfigEntry("$ref", .text("#/$defs/\(definition)"))] }

    /// A list of what the schema defines under this name.
    static func list(of definition: String) -> [ConfigEntry] {
        [
            ConfigEntry("type", "array"),
            ConfigEntry("items", .map([ConfigEntry("$ref", .text("#/$defs/\(definition)"))])),
        ]
    }

    /// A mapping from names to values of a type.
    static func map(of type: String) -> [ConfigEntry] {
        [
            ConfigEntry("type", "object"),
            ConfigEntry("additionalProperties", .map([ConfigEntry("type", .text(type))])),
        ]
    }
}
