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
                let aside = fields.optional("aside") == nil ? [] : fields.parts("aside") { Machine.read($0) }
                var stale: [WizardStep: String] = [:]
                for entry in fields.optional("lookAgain")?.entries ?? [] {
                    if let step = WizardStep(rawValue: entry.key.name), let reason = entry.value.text { stale[step] = reason }
                }
                if fields.optional("page") != nil, let step = fields.word("page", default: nil) as WizardStep? {
                    progress = WizardProgress(step: step, answered: answered, aside: aside, stale: stale)
                }
            }
        }
        if let spec = top.required("spec") { section(spec, top) { SettingTree.spec.read($0, into: &plan) } }
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
}
