import YAML

/// The JSON Schema of plan files: the part that settings are.
package enum SettingSchema {
    /// The properties of `spec` that are settings, in the order of the file.
    package static var properties: [ConfigEntry] { SettingTree.spec.properties }

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
