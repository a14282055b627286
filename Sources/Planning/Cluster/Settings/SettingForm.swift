import YAML

/// What a setting's value may be, in each place where it appears: in the plan file, in its JSON Schema and as an answer of the wizard.
package struct SettingForm<Value: Sendable & Equatable>: Sendable {
    /// The form in the plan file; nil for what only a question asks for, because the file has it as a part of another setting.
    var field: Field?
    var answer: Answer
    /// What is wrong with a value, whatever the rest of the plan says.
    var faults: @Sendable (Value) -> [SettingFault] = { _ in [] }

    struct Field: Sendable {
        /// Reads a field of this name; gives the value from before where it is left out.
        var read: @Sendable (YAMLFields, String, Value) -> Value
        var written: @Sendable (Value) -> ConfigValue
        /// Whether a value says nothing, as an empty text does.
        var isEmpty: @Sendable (Value) -> Bool = { _ in false }
        /// The JSON Schema of the value.
        var schema: [ConfigEntry]
        /// Whether the mapping around it is nothing without it.
        var isRequired = false
    }

    struct Answer: Sendable {
        var kind = SettingQuestion.Kind.line
        /// The value as a line; the plan says what an answer that nobody gave comes to.
        var shown: @Sendable (Value, ClusterPlan) -> String
        /// The value that a line means, over the one from before; only for a line that was not refused.
        var taken: @Sendable (String, Value) -> Value
        /// Why no value can be read from a line, with what was expected; nil where one can.
        var refusal: @Sendable (String) -> String? = { _ in nil }
        /// What to know about the value that is there now; nil leaves what the setting says of itself.
        var about: @Sendable (Value) -> String? = { _ in nil }
        /// Whether the value fits on a line at all.
        var fits: @Sendable (Value) -> Bool = { _ in true }
        /// Whether the empty answer stands for what follows from the rest of the plan.
        var followsPlan = false
    }
}

/// Something wrong with the value of one setting.
package struct SettingFault: Sendable {
    /// Where within the setting, as it is written behind its path: `[0]`; empty for the whole.
    var place = ""
    var sentence: String
}
