import YAML

/// One setting of a plan. All that is said of it follows from here: how a plan file is read and written, its JSON Schema, the question and
/// its answer, the path at which a problem is reported.
package struct Setting: Sendable {
    /// Below `spec`: `certificates.algorithm`.
    package let path: String
    /// Nil for what only a plan file says.
    package let question: SettingQuestion?
    /// Nil for what only a question asks for, because the file has it as a part of another setting.
    let field: Field?
    /// Whether a plan says something else than what holds anyway.
    package let isGiven: @Sendable (ClusterPlan) -> Bool
    /// What is wrong with the value, whatever the rest of the plan says.
    let faults: @Sendable (ClusterPlan) -> [SettingFault]

    struct Field: Sendable {
        let read: @Sendable (YAMLFields, String, inout ClusterPlan) -> Void
        /// Nil where the file need not say it.
        let written: @Sendable (ClusterPlan) -> ConfigValue?
        let schema: [ConfigEntry]
        let isRequired: Bool
    }

    /// `note` is for whoever writes a plan file: the description in its JSON Schema. `isWritten` says for which plans the file has the
    /// setting even where it is what it would be anyway; for none, unless told otherwise.
    init<Value>(
        _ path: String, at place: WritableKeyPath<ClusterPlan, Value> & Sendable, _ form: SettingForm<Value>, note: String = "",
        isWritten: @escaping @Sendable (ClusterPlan) -> Bool = { _ in false }, asked words: SettingQuestion.Words? = nil
    ) {
        self.path = path
        faults = { form.faults($0[keyPath: place]) }
        let unanswered = ClusterPlan()[keyPath: place]
        isGiven = { $0[keyPath: place] != unanswered }
        field = form.field.map { field in
            Field(
                read: { fields, name, plan in plan[keyPath: place] = field.read(fields, name, plan[keyPath: place]) },
                written: { plan in
                    let value = plan[keyPath: place]
                    let isSaid = isWritten(plan) || (value != unanswered && !field.isEmpty(value))
                    return isSaid ? field.written(value) : nil
                },
                schema: field.schema + (note.isEmpty ? [] : [ConfigEntry("description", .text(note))]),
                isRequired: field.isRequired)
        }
        let answer = form.answer
        question = words.map { words in
            SettingQuestion(
                id: Self.root + path, words: words, kind: answer.kind, followsPlan: answer.followsPlan,
                isAsked: { words.isAsked($0) && answer.fits($0[keyPath: place]) },
                value: { answer.shown($0[keyPath: place], $0) },
                about: { answer.about($0[keyPath: place]) ?? words.about($0) },
                refusal: answer.refusal,
                put: { text, plan in plan[keyPath: place] = answer.taken(text, plan[keyPath: place]) })
        }
    }

    /// For `isWritten`: in every plan file.
    static let always: @Sendable (ClusterPlan) -> Bool = { _ in true }

    private static let root = "spec."

    /// The path of the value in the plan file, as problems and answers carry it: `spec.certificates.algorithm`.
    package var id: String { Self.root + path }

    /// The field's own name: `algorithm`.
    var name: String { path.split(separator: ".").last.map(String.init) ?? path }
}
