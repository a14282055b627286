import YAML

extension SettingForm where Value == [String] {
    static var texts: SettingForm { texts() }

    /// `note` describes each text to whoever writes a plan file.
    static func texts(of note: String = "") -> SettingForm {
        let description = note.isEmpty ? [] : [ConfigEntry("description", .text(note))]
        return SettingForm(
            field: Field(
                read: { fields, name, before in fields.optional(name) == nil ? before : fields.texts(name) },
                written: { .texts($0) }, isEmpty: \.isEmpty,
                schema: [ConfigEntry("type", "array"), ConfigEntry("items", .map([ConfigEntry("type", "string")] + description))]),
            answer: Answer(
                shown: { value, _ in value.joined(separator: ", ") }, taken: { text, _ in AnswerText.list(text) }))
    }

    /// Further names and addresses of a certificate (kubeadm 1.23 to 1.36, apis/kubeadm/validation, ValidateCertSANs).
    static var certificateNames: SettingForm {
        var form = texts
        form.faults = { names in
            names.enumerated().filter { !NameForm.isCertificateName($0.element) }.map { index, name in
                SettingFault(
                    place: "[\(index)]",
                    sentence:
                        "\"\(name)\" is not a name or address for a certificate, and kubeadm rejects it. Give one such as api.example.org, *.example.org or 203.0.113.7 in each entry, in lower case."
                )
            }
        }
        return form
    }

    /// Addresses of etcd's members, as the API server's flag etcd-servers takes them.
    static var etcdEndpoints: SettingForm {
        var form = texts(of: "https://HOST:PORT")
        form.faults = { texts in
            texts.enumerated().compactMap { index, text in
                let rest = text.hasPrefix("https://") ? text.dropFirst(8) : ""
                let port = rest.lastIndex(of: ":").flatMap { Int(rest[rest.index(after: $0)...]) }
                if let port, (1...65535).contains(port), !rest.contains("/"), rest.first != ":" { return nil }
                return SettingFault(
                    place: "[\(index)]",
                    sentence: "\"\(text)\" is not the address of a member of etcd, which has the form https://192.0.2.31:2379.")
            }
        }
        return form
    }

    /// What is reached without the proxy.
    static var proxyExceptions: SettingForm {
        var form = texts
        form.faults = { texts in
            texts.enumerated().compactMap { index, text in
                ProxyAddress.exceptionFault(text).map { SettingFault(place: "[\(index)]", sentence: $0) }
            }
        }
        return form
    }
}

extension SettingForm where Value == [ExtraArgument] {
    /// Flags of a program.
    static var arguments: SettingForm {
        SettingForm(
            field: Field(
                read: { fields, name, _ in ExtraArgument.read(fields, name) },
                written: { .list($0.map(\.written)) }, isEmpty: \.isEmpty, schema: SettingSchema.list(of: "argument")),
            answer: Answer(
                shown: { value, _ in AnswerText.text(value) }, taken: { text, _ in AnswerText.arguments(text) },
                refusal: { AnswerText.pairsRefusal($0) }))
    }
}

extension SettingForm where Value == [ExtraVolume] {
    static var volumes: SettingForm {
        SettingForm(
            field: Field(
                read: { fields, name, _ in ExtraVolume.read(fields, name) },
                written: { .list($0.map(\.written)) }, isEmpty: \.isEmpty, schema: SettingSchema.list(of: "volume")),
            answer: Answer(
                shown: { value, _ in AnswerText.text(value) }, taken: { text, _ in AnswerText.volumes(text) ?? [] },
                refusal: { text in
                    AnswerText.volumes(text) == nil
                        ? "\"\(text)\" is not a volume: a name, a path on the machine and one in the pod are expected, as in a:/b:/c or a:/b:/c:ro."
                        : nil
                }))
    }
}

extension SettingForm where Value == [ConfigEntry] {
    /// Fields of a component's configuration. A line holds those with plain values; the others stay as the plan file has them.
    static var configuration: SettingForm {
        SettingForm(
            field: Field(
                read: { fields, name, _ in
                    fields.mapping(name).map { ConfigEntry($0.key.name, ConfigValue($0.value)) }
                },
                written: { .map($0) }, isEmpty: \.isEmpty, schema: [ConfigEntry("type", "object")]),
            answer: Answer(
                shown: { value, _ in AnswerText.text(value) },
                taken: { text, before in AnswerText.fields(text) + before.filter { !AnswerText.arePlain([$0]) } },
                refusal: { AnswerText.pairsRefusal($0) },
                about: { value in
                    AnswerText.arePlain(value)
                        ? "Fields with simple values. Nested ones are written in the plan file."
                        : "The plan file says more here than fits on a line; that stays, and what you write here is applied on top of it."
                }))
    }
}

extension SettingForm where Value == [String: Bool] {
    /// Feature gates by name.
    static var gates: SettingForm {
        SettingForm(
            field: Field(
                read: { fields, name, _ in Self.read(fields, name) },
                written: { gates in .map(gates.sorted { $0.key < $1.key }.map { ConfigEntry($0.key, .flag($0.value)) }) },
                isEmpty: \.isEmpty, schema: SettingSchema.map(of: "boolean")),
            answer: Answer(
                shown: { gates, _ in
                    gates.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
                },
                taken: { text, _ in
                    Dictionary(AnswerText.arguments(text).map { ($0.name, $0.value == "true") }) { _, last in last }
                },
                refusal: { text in
                    if let refusal = AnswerText.pairsRefusal(text) { return refusal }
                    return AnswerText.arguments(text).first { !["true", "false"].contains($0.value) }.map {
                        "The feature gate \($0.name) must be true or false, not \"\($0.value)\"."
                    }
                }))
    }

    private static func read(_ fields: YAMLFields, _ name: String) -> [String: Bool] {
        var gates: [String: Bool] = [:]
        for entry in fields.mapping(name) {
            if let flag = entry.value.bool {
                gates[entry.key.name] = flag
            } else {
                fields.complain(entry.value.line, "The feature gate \(entry.key.name) must be true or false.")
            }
        }
        return gates
    }
}
