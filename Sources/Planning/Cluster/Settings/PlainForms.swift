import YAML

extension SettingForm where Value == Bool {
    static var flag: SettingForm {
        SettingForm(
            field: Field(
                read: { fields, name, before in fields.optional(name) == nil ? before : fields.flag(name) },
                written: { .flag($0) }, schema: [ConfigEntry("type", "boolean")]),
            answer: Answer(
                kind: .flag, shown: { value, _ in AnswerText.flag(value) }, taken: { text, _ in AnswerText.flag(text) }))
    }
}

extension SettingForm where Value == Bool? {
    /// True or false where somebody said so, else what follows from the plan.
    static func flag(otherwise follows: @escaping @Sendable (ClusterPlan) -> Bool) -> SettingForm {
        SettingForm(
            field: Field(
                read: { fields, name, before in fields.optional(name) == nil ? before : fields.flag(name) },
                written: { value in value.map { .flag($0) } ?? .null }, isEmpty: { $0 == nil },
                schema: [ConfigEntry("type", "boolean")]),
            answer: Answer(
                kind: .flag, shown: { value, plan in AnswerText.flag(value ?? follows(plan)) },
                taken: { text, _ in text.isEmpty ? nil : AnswerText.flag(text) }, followsPlan: true))
    }
}

extension SettingForm where Value == Int? {
    /// A lifetime in whole hours; empty for the program's own.
    static var hours: SettingForm {
        let longest = 876_000
        return SettingForm(
            field: Field(
                read: { fields, name, before in fields.optionalNumber(name) ?? before },
                written: { value in value.map { .integer($0) } ?? .null }, isEmpty: { $0 == nil },
                schema: [ConfigEntry("type", "integer")]),
            answer: Answer(
                shown: { value, _ in value.map(String.init) ?? "" }, taken: { text, _ in Int(text) },
                refusal: { $0.isEmpty ? nil : AnswerText.numberRefusal($0, 1...longest) }),
            faults: { value in
                guard let value, value < 1 else { return [] }
                return [SettingFault(sentence: "\(value) hours is not a lifetime. Give a whole number above zero.")]
            })
    }
}

extension SettingForm where Value == Int {
    /// A port of TCP or UDP.
    static var port: SettingForm {
        var form = number()
        form.answer.refusal = { AnswerText.numberRefusal($0, 1...65535) }
        return form
    }

    /// A whole number; the range is for the JSON Schema and for answers.
    static func number(_ range: ClosedRange<Int>? = nil) -> SettingForm {
        let limits = range.map {
            [ConfigEntry("minimum", .integer($0.lowerBound)), ConfigEntry("maximum", .integer($0.upperBound))]
        }
        return SettingForm(
            field: Field(
                read: { fields, name, before in fields.optionalNumber(name) ?? before }, written: { .integer($0) },
                schema: [ConfigEntry("type", "integer")] + (limits ?? [])),
            answer: Answer(
                shown: { value, _ in String(value) }, taken: { text, before in Int(text) ?? before },
                refusal: { AnswerText.numberRefusal($0, range ?? 0...Int.max) }))
    }
}

extension SettingForm where Value == String {
    static var text: SettingForm {
        SettingForm(
            field: Field(
                read: { fields, name, before in fields.optionalText(name) ?? before },
                written: { .text($0) }, isEmpty: \.isEmpty, schema: [ConfigEntry("type", "string")]),
            answer: Answer(shown: { value, _ in value }, taken: { text, _ in text }))
    }

    /// A text without which the mapping around it is nothing.
    static var requiredText: SettingForm {
        var form = text
        form.field?.read = { fields, name, _ in fields.text(name) }
        form.field?.isRequired = true
        return form
    }

    /// The URL of a proxy.
    static var proxyAddress: SettingForm {
        var form = text
        form.answer.refusal = { ProxyAddress.refusal(of: $0) }
        form.faults = { text in ProxyAddress.fault(text).map { [SettingFault(sentence: $0)] } ?? [] }
        return form
    }
}

extension SettingForm where Value: RawRepresentable<String> & CaseIterable {
    /// One word out of a few.
    static var word: SettingForm { word([]) }

    /// One word out of a few that has to be said.
    static var requiredWord: SettingForm {
        var form = word
        form.field?.read = { fields, name, before in fields.word(name, default: nil) ?? before }
        form.field?.isRequired = true
        return form
    }

    /// One word out of a few, which the choices explain.
    static func word(_ choices: [Choice]) -> SettingForm {
        SettingForm(
            field: Field(
                read: { fields, name, before in fields.word(name, default: before) ?? before }, written: { .text($0.rawValue) },
                schema: [ConfigEntry("enum", .texts(Value.allCases.map(\.rawValue)))]),
            answer: Answer(
                kind: .choice(choices), shown: { value, _ in value.rawValue },
                taken: { text, before in Value(rawValue: text) ?? before }))
    }
}
