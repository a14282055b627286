import Text
import YAML

/// How a plan file has machines and a cluster that is there already.
extension Machine {
    static func read(_ fields: YAMLFields) -> Machine {
        var machine = Machine(name: fields.text("name"), addresses: fields.texts("address"), roles: [])
        machine.roles = words(fields, "roles")
        machine.zone = fields.optionalText("zone") ?? ""
        machine.os = fields.word("os", default: machine.os) ?? machine.os
        machine.osVersion = fields.optionalText("osVersion") ?? ""
        machine.architecture = fields.word("architecture", default: machine.architecture) ?? machine.architecture
        machine.user = fields.optionalText("user") ?? machine.user
        machine.interface = fields.optionalText("interface") ?? ""
        machine.labels = fields.textsByName("labels")
        machine.taints = fields.optional("taints").map { _ in fields.parts("taints") { Taint.read($0) } }
        if fields.node.entries != nil, fields.optional("address") == nil {
            fields.complain(fields.node.line, "The field \"address\" is missing.")
        }
        return machine
    }

    private static func words<Word: RawRepresentable & CaseIterable>(_ fields: YAMLFields, _ name: String) -> [Word]
    where Word.RawValue == String {
        guard let node = fields.required(name) else { return [] }
        return fields.strings(node, name).enumerated().compactMap { index, text in
            if let word = Word(rawValue: text) { return word }
            let known = Word.allCases.map(\.rawValue)
            let near = NearestWord.to(text, among: known).map { " Did you mean \($0)?" } ?? ""
            fields.complain(
                node[index]?.line ?? node.line, "\"\(text)\" is none of \(name): \(known.joined(separator: ", ")).\(near)")
            return nil
        }
    }

    var written: [ConfigEntry] {
        var out = [
            ConfigEntry("name", .text(name)), ConfigEntry("address", addresses.count == 1 ? .text(address) : .texts(addresses)),
            ConfigEntry("roles", .texts(roles.map(\.rawValue))),
        ]
        if !zone.isEmpty { out.append(ConfigEntry("zone", .text(zone))) }
        out.append(ConfigEntry("os", .text(os.rawValue)))
        if !osVersion.isEmpty { out.append(ConfigEntry("osVersion", .text(osVersion))) }
        if architecture != .amd64 { out.append(ConfigEntry("architecture", .text(architecture.rawValue))) }
        out.append(ConfigEntry("user", .text(user)))
        if !interface.isEmpty { out.append(ConfigEntry("interface", .text(interface))) }
        if !labels.isEmpty {
            out.append(
                ConfigEntry("labels", .map(labels.sorted { $0.key < $1.key }.map { ConfigEntry($0.key, .text($0.value)) })))
        }
        if let taints { out.append(ConfigEntry("taints", .list(taints.map { .map($0.written) }))) }
        return out
    }
}

extension Machine.Taint {
    fileprivate static func read(_ fields: YAMLFields) -> Machine.Taint {
        Machine.Taint(
            key: fields.text("key"), value: fields.optionalText("value") ?? "",
            effect: fields.word("effect", default: nil) ?? .noSchedule)
    }

    fileprivate var written: [ConfigEntry] {
        var out = [ConfigEntry("key", .text(key))]
        if !value.isEmpty { out.append(ConfigEntry("value", .text(value))) }
        return out + [ConfigEntry("effect", .text(effect.rawValue))]
    }
}

extension ExistingCluster {
    static func read(_ fields: YAMLFields) -> ExistingCluster {
        var cluster = ExistingCluster()
        cluster.task = fields.word("task", default: nil) ?? cluster.task
        cluster.endpoint = fields.optionalText("endpoint") ?? ""
        cluster.caCertHashes = fields.texts("caCertHashes")
        cluster.tokenExpires = fields.optionalText("tokenExpires") ?? ""
        cluster.controlPlaneVersion = fields.optionalText("controlPlaneVersion").flatMap {
            $0.isEmpty ? nil : KubernetesVersion.read($0, fields, "controlPlaneVersion")
        }
        cluster.through = fields.optionalText("through") ?? ""
        cluster.renewBelowDays = fields.optionalNumber("renewBelowDays") ?? cluster.renewBelowDays
        cluster.copyTo = fields.optionalText("copyTo") ?? ""
        cluster.snapshot = fields.optionalText("snapshot") ?? ""
        cluster.formerAddress = fields.optionalText("formerAddress") ?? ""
        return cluster
    }

    var written: [ConfigEntry] {
        var out = [ConfigEntry("task", .text(task.rawValue))]
        if !endpoint.isEmpty { out.append(ConfigEntry("endpoint", .text(endpoint))) }
        if !caCertHashes.isEmpty { out.append(ConfigEntry("caCertHashes", .texts(caCertHashes))) }
        if !tokenExpires.isEmpty { out.append(ConfigEntry("tokenExpires", .text(tokenExpires))) }
        if let controlPlaneVersion { out.append(ConfigEntry("controlPlaneVersion", .text(controlPlaneVersion.description))) }
        if !through.isEmpty { out.append(ConfigEntry("through", .text(through))) }
        if renewBelowDays != ExistingCluster().renewBelowDays {
            out.append(ConfigEntry("renewBelowDays", .integer(renewBelowDays)))
        }
        if !copyTo.isEmpty { out.append(ConfigEntry("copyTo", .text(copyTo))) }
        if !snapshot.isEmpty { out.append(ConfigEntry("snapshot", .text(snapshot))) }
        if !formerAddress.isEmpty { out.append(ConfigEntry("formerAddress", .text(formerAddress))) }
        return out
    }
}

extension KubernetesVersion {
    /// A release that a file names; nil, with a complaint, for a text that is none.
    static func read(_ text: String, _ fields: YAMLFields, _ name: String) -> KubernetesVersion? {
        if let version = KubernetesVersion(text) { return version }
        fields.complain(
            fields.node[name]?.line ?? fields.node.line,
            "\"\(name)\" must be a release such as \"1.36\" or \"1.36.3\", not \"\(text)\".")
        return nil
    }
}
