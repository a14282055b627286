import Steps
import YAML

/// The role of one kind of step: its tasks, once for all machines that do it alike, and the files that it brings.
struct AnsibleRole {
    /// `load_kernel_modules`.
    var name: String
    var key: String
    /// What machines do alike.
    var variants: [SharedStep]
    /// The steps as they stand in the plan.
    var steps: [Step]

    /// A role for each key, in the order of the plan.
    static func all(_ steps: [Step]) -> [AnsibleRole] {
        var keys: [String] = []
        for step in steps where !keys.contains(step.key) { keys.append(step.key) }
        return keys.map { key in
            let own = steps.filter { $0.key == key }
            return AnsibleRole(
                name: AnsibleText.identifier(key), key: key, variants: SharedStep.variants(own, own: AnsibleText.ownMark),
                steps: own)
        }
    }

    /// What the role's variables begin with on a machine: variants must not write over each other's.
    func prefix(on machine: String) -> String {
        let at = variants.firstIndex { $0.machines.contains(machine) } ?? 0
        return at == 0 ? name : "\(name)_\(at + 1)"
    }

    var documents: [PlannedFile] {
        var out: [PlannedFile] = []
        let folder = "roles/\(name)"
        if variants.count == 1 {
            out.append(PlannedFile("\(folder)/tasks/main.yml", AnsibleText.document(tasks(variants[0]))))
        } else {
            let imports = variants.enumerated().map { index, variant in
                let names = variant.machines.map { "'\($0)'" }.joined(separator: ", ")
                return AnsibleItem(
                    "Do it as on \(variant.machines[0])",
                    [
                        ConfigEntry("ansible.builtin.import_tasks", .text("variant-\(index + 1).yml")),
                        ConfigEntry("when", .text("inventory_hostname in [\(names)]")),
                    ])
            }
            out.append(PlannedFile("\(folder)/tasks/main.yml", AnsibleText.document(imports)))
            for (index, variant) in variants.enumerated() {
                out.append(
                    PlannedFile("\(folder)/tasks/variant-\(index + 1).yml", AnsibleText.document(tasks(variant))))
            }
        }
        return out + files
    }

    private func tasks(_ variant: SharedStep) -> [AnsibleItem] {
        AnsibleTasks(
            step: variant.step, prefix: prefix(on: variant.machines[0]), placeholders: placeholders(variant), isShared: isShared
        ).items
    }

    /// The placeholders of a variant's files, by path.
    private func placeholders(_ variant: SharedStep) -> [String: [Placeholder]] {
        let files = steps.filter { variant.machines.contains($0.machine) }.flatMap(\.files)
        return Dictionary(files.map { ($0.path, $0.placeholders) }) { first, _ in first }
    }

    /// Whether a file reads the same on all machines that get it from this role.
    private func isShared(_ path: String) -> Bool {
        let contents = steps.flatMap(\.files).filter { $0.path == path }.map(\.content)
        return contents.allSatisfy { $0 == contents[0] }
    }

    /// Each distinct file once: shared ones at their path, others below the machine's name.
    private var files: [PlannedFile] {
        var out: [PlannedFile] = []
        for step in steps {
            for file in step.files {
                let place = Self.source(file.path, on: isShared(file.path) ? nil : step.machine)
                let isTemplate = !file.placeholders.isEmpty
                let path = isTemplate ? "roles/\(name)/templates/\(place).j2" : "roles/\(name)/files/\(place)"
                if out.contains(where: { $0.path == path }) { continue }
                out.append(PlannedFile(path, isTemplate ? AnsibleText.template(file.content) : file.content))
            }
        }
        return out
    }

    /// Where a role keeps a machine's file.
    static func source(_ path: String, on machine: String?) -> String {
        (machine.map { "\($0)/" } ?? "") + path.drop { $0 == "/" }
    }
}
