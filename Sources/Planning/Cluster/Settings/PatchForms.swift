import YAML

extension SettingForm where Value == [String: String] {
    /// Patches of manifests by file name; the questions ask for each that fits on a line.
    static var patches: SettingForm {
        SettingForm(
            field: Field(
                read: { fields, name, _ in fields.textsByName(name) },
                written: { patches in .map(patches.sorted { $0.key < $1.key }.map { ConfigEntry($0.key, .block($0.value)) }) },
                isEmpty: \.isEmpty, schema: SettingSchema.map(of: "string")),
            answer: Answer(shown: { _, _ in "" }, taken: { _, before in before }, fits: { _ in false }))
    }
}

extension SettingForm where Value == String {
    /// One patch of a manifest, where it fits on a line; longer ones stay in the plan file.
    static var patch: SettingForm {
        SettingForm(
            answer: Answer(
                shown: { value, _ in value }, taken: { text, _ in text }, refusal: { AnswerText.patchRefusal($0) },
                fits: { !$0.contains("\n") }))
    }
}

extension [String: String] {
    /// The patch of this file name without the newline at its end; empty for none.
    subscript(patch name: String) -> String {
        get {
            let content = self[name] ?? ""
            return content.hasSuffix("\n") ? String(content.dropLast()) : content
        }
        set { self[name] = newValue.isEmpty ? nil : newValue + "\n" }
    }
}
