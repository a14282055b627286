import YAML

/// What the cluster is, before any of its parts.
extension Setting {
    package static let purpose = Setting("purpose", at: \.purpose, .word, isWritten: always)
    package static let tool = Setting("tool", at: \.tool, .word, isWritten: always)
    package static let release = Setting(
        "release", at: \.release, .release, note: "A minor takes its newest patch that drydock knows.", isWritten: always)
    package static let topology = Setting("topology", at: \.topology, .requiredWord, isWritten: always)
    package static let machines = Setting("machines", at: \.machines, .machines, isWritten: always)
    package static let existing = Setting("existing", at: \.existing, .existing)

    static let cluster = [purpose, tool, release, topology, machines]
}

extension SettingForm {
    /// For what no question of its own asks for, because a page asks for several such values in one answer, or is their list.
    init(inFileAlone field: Field) {
        self.init(field: field, answer: Answer(shown: { _, _ in "" }, taken: { _, before in before }))
    }
}

extension SettingForm where Value == KubernetesVersion {
    static var release: SettingForm {
        SettingForm(
            inFileAlone: Field(
                read: { fields, name, before in
                    let text = fields.text(name)
                    return text.isEmpty ? before : KubernetesVersion.read(text, fields, name) ?? before
                },
                written: { .text($0.description) }, schema: SettingSchema.release, isRequired: true))
    }
}

extension SettingForm where Value == [Machine] {
    static var machines: SettingForm {
        SettingForm(
            inFileAlone: Field(
                read: { fields, name, before in
                    fields.required(name) == nil ? before : fields.parts(name) { Machine.read($0) }
                },
                written: { .list($0.map { .map($0.written) }) }, schema: SettingSchema.list(of: "machine"), isRequired: true))
    }
}

extension SettingForm where Value == ExistingCluster? {
    static var existing: SettingForm {
        SettingForm(
            inFileAlone: Field(
                read: { fields, name, before in
                    guard let node = fields.optional(name) else { return before }
                    let inner = YAMLFields(node, file: fields.file)
                    let cluster = ExistingCluster.read(inner)
                    fields.complain(inner.finish())
                    return cluster
                },
                written: { cluster in cluster.map { .map($0.written) } ?? .null }, isEmpty: { $0 == nil },
                schema: SettingSchema.one(of: "existing")))
    }
}
