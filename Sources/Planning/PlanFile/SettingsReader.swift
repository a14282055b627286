import YAML

/// Reads the parts of a plan file that most plans leave out.
struct SettingsReader {
    let file: String

    func images(_ fields: YAMLFields) -> ImageSource {
        var images = ImageSource()
        images.repository = fields.optionalText("repository") ?? ""
        images.isAirGapped = fields.flag("airGap")
        return images
    }

    func controlPlane(_ fields: YAMLFields) -> ControlPlaneSettings {
        var settings = ControlPlaneSettings()
        settings.apiServer = component(fields, "apiServer")
        settings.controllerManager = component(fields, "controllerManager")
        settings.scheduler = component(fields, "scheduler")
        settings.certSANs = fields.texts("certSANs")
        settings.patches = fields.textsByName("patches")
        settings.auditLog = fields.flag("auditLog")
        settings.encryptionAtRest = fields.flag("encryptionAtRest")
        if fields.optional("schedulesPods") != nil { settings.schedulesPods = fields.flag("schedulesPods") }
        return settings
    }

    private func component(_ outer: YAMLFields, _ name: String) -> ComponentSettings {
        guard let node = outer.optional(name) else { return ComponentSettings() }
        let fields = YAMLFields(node, file: file)
        var settings = ComponentSettings()
        settings.extraArgs = arguments(fields)
        settings.extraVolumes = parts(fields, "extraVolumes") { volume in
            ExtraVolume(
                name: volume.text("name"), hostPath: volume.text("hostPath"), mountPath: volume.text("mountPath"),
                isReadOnly: volume.flag("readOnly"), pathType: volume.optionalText("pathType") ?? "")
        }
        outer.complain(fields.finish())
        return settings
    }

    private func parts<Part>(_ fields: YAMLFields, _ name: String, _ read: (YAMLFields) -> Part) -> [Part] {
        fields.list(name).map { node in
            let inner = YAMLFields(node, file: file)
            let part = read(inner)
            fields.complain(inner.finish())
            return part
        }
    }

    private func arguments(_ fields: YAMLFields) -> [ExtraArgument] {
        parts(fields, "extraArgs") { argument in
            let value = argument.optional("value")
            if let value, value.text == nil {
                argument.complain(value.line, "\"value\" must be a text, but this is \(value.kindName).")
            }
            return ExtraArgument(name: argument.text("name"), value: value?.text ?? "")
        }
    }

    func etcd(_ fields: YAMLFields) -> EtcdSettings {
        var etcd = EtcdSettings()
        etcd.dataDir = fields.optionalText("dataDir") ?? etcd.dataDir
        etcd.extraArgs = arguments(fields)
        etcd.version = fields.optionalText("version") ?? ""
        return etcd
    }

    func kubelet(_ fields: YAMLFields) -> KubeletSettings {
        var kubelet = KubeletSettings()
        kubelet.config = config(fields)
        kubelet.extraArgs = arguments(fields)
        kubelet.keepsSwap = fields.flag("keepSwap")
        return kubelet
    }

    func kubeProxy(_ fields: YAMLFields) -> KubeProxySettings {
        var proxy = KubeProxySettings()
        proxy.mode = fields.word("mode", default: proxy.mode) ?? proxy.mode
        proxy.config = config(fields)
        return proxy
    }

    private func config(_ fields: YAMLFields) -> [ConfigEntry] {
        guard let node = fields.optional("config") else { return [] }
        if node.entries == nil { fields.complain(node.line, "\"config\" must be a mapping, but this is \(node.kindName).") }
        return (node.entries ?? []).map { ConfigEntry($0.key.name, ConfigValue($0.value)) }
    }

    func certificates(_ fields: YAMLFields) -> CertificateSettings {
        var certificates = CertificateSettings()
        certificates.algorithm = fields.optionalText("algorithm") ?? ""
        certificates.validityHours = fields.optionalNumber("validityHours")
        certificates.caValidityHours = fields.optionalNumber("caValidityHours")
        certificates.handover = fields.word("handover", default: certificates.handover) ?? certificates.handover
        return certificates
    }

    func proxy(_ fields: YAMLFields) -> ProxySettings {
        var proxy = ProxySettings()
        proxy.http = fields.optionalText("http") ?? ""
        proxy.https = fields.optionalText("https") ?? ""
        proxy.exceptions = fields.texts("exceptions")
        return proxy
    }

    func gates(_ fields: YAMLFields, _ name: String) -> [String: Bool] {
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

extension ConfigValue {
    /// A value as a person wrote it in YAML.
    init(_ node: YAMLNode) {
        switch node.content {
        case .null: self = .null
        case .sequence(let nodes): self = .list(nodes.map { ConfigValue($0) })
        case .mapping(let entries): self = .map(entries.map { ConfigEntry($0.key.name, ConfigValue($0.value)) })
        case .scalar(let text, let style):
            switch node.value {
            case .bool(let flag): self = .flag(flag)
            case .int(let number): self = .integer(number)
            case .float: self = .number(text)
            case .string, nil: self = style == .block ? .block(text) : .text(text)
            }
        }
    }
}
