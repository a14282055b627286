import Text
import YAML

/// Reads the answers out of a plan file's YAML.
struct PlanReader {
    let file: String

    func read(_ node: YAMLNode) -> (ClusterPlan, WizardProgress?, [FileProblem]) {
        let top = YAMLFields(node, file: file)
        var plan = ClusterPlan()
        if let newer = checkKind(top) { return (plan, nil, [newer]) }
        var progress: WizardProgress?
        if let metadata = top.optional("metadata") {
            section(metadata, top) { fields in
                plan.name = fields.optionalText("name") ?? plan.name
                let answered = fields.texts("answered")
                if fields.optional("page") != nil, let step = fields.word("page", default: nil) as WizardStep? {
                    progress = WizardProgress(step: step, answered: answered)
                }
            }
        }
        if let spec = top.required("spec") { section(spec, top) { self.spec($0, into: &plan) } }
        return (plan, progress, top.finish())
    }

    /// Runs a reader over a part and takes what it complained of.
    func section<Part>(_ node: YAMLNode, _ outer: YAMLFields, _ read: (YAMLFields) -> Part) -> Part {
        let fields = YAMLFields(node, file: file)
        let part = read(fields)
        outer.complain(fields.finish())
        return part
    }

    /// Complains of another kind of file. A newer form is given back: what it holds beyond ours would only confuse.
    private func checkKind(_ top: YAMLFields) -> FileProblem? {
        let version = top.text("apiVersion")
        let kind = top.text("kind")
        if !version.isEmpty, version != PlanFile.apiVersion {
            let line = top.node["apiVersion"]?.line ?? 1
            if version.hasPrefix("drydock.dev/v") {
                return FileProblem(
                    file: file, line: line,
                    sentence:
                        "This plan has the version \(version), but this drydock reads \(PlanFile.apiVersion). Use a newer drydock."
                )
            }
            top.complain(line, "\"apiVersion\" must be \(PlanFile.apiVersion), but this is \"\(version)\".")
        }
        if !kind.isEmpty, kind != PlanFile.kind {
            top.complain(top.node["kind"]?.line ?? 1, "\"kind\" must be \(PlanFile.kind), but this is \"\(kind)\".")
        }
        return nil
    }

    private func spec(_ fields: YAMLFields, into plan: inout ClusterPlan) {
        plan.purpose = fields.word("purpose", default: plan.purpose) ?? plan.purpose
        plan.tool = fields.word("tool", default: plan.tool) ?? plan.tool
        plan.release = version(fields, "release", required: true) ?? plan.release
        plan.topology = fields.word("topology", default: nil) ?? plan.topology
        if fields.required("machines") != nil { plan.machines = fields.list("machines").map { section($0, fields, machine) } }
        SettingTree.spec.read(fields, into: &plan)
        if let node = fields.optional("existing") { plan.existing = section(node, fields, existing) }
    }

    private func version(_ fields: YAMLFields, _ name: String, required: Bool) -> KubernetesVersion? {
        guard let text = required ? fields.text(name) : fields.optionalText(name), !text.isEmpty else { return nil }
        if let version = KubernetesVersion(text) { return version }
        fields.complain(
            fields.node[name]?.line ?? fields.node.line,
            "\"\(name)\" must be a release such as \"1.36\" or \"1.36.3\", not \"\(text)\".")
        return nil
    }

    private func existing(_ fields: YAMLFields) -> ExistingCluster {
        var cluster = ExistingCluster()
        cluster.task = fields.word("task", default: nil) ?? cluster.task
        cluster.endpoint = fields.optionalText("endpoint") ?? ""
        cluster.caCertHashes = fields.texts("caCertHashes")
        cluster.tokenExpires = fields.optionalText("tokenExpires") ?? ""
        cluster.controlPlaneVersion = version(fields, "controlPlaneVersion", required: false)
        return cluster
    }

    private func machine(_ fields: YAMLFields) -> Machine {
        var machine = Machine(name: fields.text("name"), addresses: fields.texts("address"), roles: [])
        machine.roles = words(fields, "roles")
        machine.zone = fields.optionalText("zone") ?? ""
        machine.os = fields.word("os", default: machine.os) ?? machine.os
        machine.osVersion = fields.optionalText("osVersion") ?? ""
        machine.architecture = fields.word("architecture", default: machine.architecture) ?? machine.architecture
        machine.user = fields.optionalText("user") ?? machine.user
        machine.interface = fields.optionalText("interface") ?? ""
        machine.labels = fields.textsByName("labels")
        machine.taints = fields.optional("taints").map { _ in fields.list("taints").map { section($0, fields, taint) } }
        if fields.node.entries != nil, fields.optional("address") == nil {
            fields.complain(fields.node.line, "The field \"address\" is missing.")
        }
        return machine
    }

    private func taint(_ fields: YAMLFields) -> Machine.Taint {
        Machine.Taint(
            key: fields.text("key"), value: fields.optionalText("value") ?? "",
            effect: fields.word("effect", default: nil) ?? .noSchedule)
    }

    private func words<Word: RawRepresentable & CaseIterable>(_ fields: YAMLFields, _ name: String) -> [Word]
    where Word.RawValue == String {
        guard let node = fields.required(name) else { return [] }
        return fields.strings(node, name).enumerated().compactMap { index, text in
            if let word = Word(rawValue: text) { return word }
            let known = Word.allCases.map(\.rawValue)
            let near = NearestWord.to(text, among: known).map { " Did you mean \($0)?" } ?? ""
            fields.complain(
                node[index]?.line ?? node.line,
                "\"\(text)\" is not one of the values of \(name): \(known.joined(separator: ", ")).\(near)")
            return nil
        }
    }
}
