import Steps
import YAML

/// The tasks of a step: look, write, run where it does not hold yet, look again. What install.sh does in a shell, in modules.
struct AnsibleTasks {
    /// The step with the mark for the machine's own name.
    let step: Step
    /// What the names of its variables begin with.
    let prefix: String
    let placeholders: [String: [Placeholder]]
    /// Whether a file is the same for all machines.
    let isShared: (String) -> Bool

    private var check: String { "\(prefix)_check" }
    /// Whether the step writes files and does something for them: then a run that was cut off between the two must be known later,
    /// because the check may hold with what was there before. The same note as install.sh's.
    private var notes: Bool { asks && step.actions.contains { if case .write = $0 { true } else { false } } && asksForMore }
    private var asksForMore: Bool { step.actions.contains { if case .write = $0 { false } else { true } } }
    private var note: String { "/var/lib/drydock/unfinished/\(step.key)" }
    /// Whether the step does not hold, or was begun and not ended.
    private var isOpen: String { notes ? "\(check).rc != 0 or \(prefix)_note.stat.exists" : "\(check).rc != 0" }
    /// Whether anything but writing files is done: only then it must be known whether the step holds.
    private var asks: Bool {
        step.check != nil && step.risk != .looks
            && step.actions.contains { if case .write(let file) = $0 { placeholders[file.path] != [] } else { true } }
    }

    /// The step in a few words, without the machine's name, which Ansible shows beside it.
    private var label: String {
        let title = step.title.hasSuffix(".") ? String(step.title.dropLast()) : step.title
        if !title.contains(AnsibleText.ownMark) { return AnsibleText.literal(title) }
        let words = step.key.split(separator: "-").joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    var items: [AnsibleItem] {
        var out: [AnsibleItem] = []
        if asks, let words = step.check {
            out.append(look(words, "see whether it holds", into: check, when: []))
            if notes { out.append(readNote) }
            out.append(
                AnsibleItem(
                    "\(label): say that it would be done",
                    [
                        ConfigEntry(
                            "ansible.builtin.debug", .map([ConfigEntry("msg", "The step does not hold here yet.")])),
                        ConfigEntry("changed_when", true),
                        ConfigEntry("when", ["ansible_check_mode", .text(isOpen)]),
                    ]))
        }
        var written: [String] = []
        for (index, action) in step.actions.enumerated() {
            out += items(action, index + 1, written)
            if case .write = action { written.append("\(prefix)_file_\(index + 1)") }
        }
        if asks || step.risk == .looks, let words = step.check { out.append(verify(words, written)) }
        if notes { out.append(dropNote) }
        if !out.isEmpty { out[0].comment = step.why }
        return out
    }

    /// When the step's commands run: where it does not hold, or where a file of it was written just now.
    private func needed(_ written: [String]) -> [String] {
        if !asks { return [] }
        if written.isEmpty { return [isOpen] }
        let closed = ["\(check).rc == 0"] + (notes ? ["not \(prefix)_note.stat.exists"] : [])
        return ["not (\((closed + written.map { "\($0) is not changed" }).joined(separator: " and ")))"]
    }

    private func items(_ action: Step.Action, _ number: Int, _ written: [String]) -> [AnsibleItem] {
        switch action {
        case .write(let file): return folder(file.path) + write(file, number)
        case .run(let run): return self.run(run, number, needed(written))
        case .fetch(let url, let path, let mode):
            let arguments = [
                ConfigEntry("url", .text(AnsibleText.literal(url))), ConfigEntry("dest", .text(path)),
                ConfigEntry("mode", AnsibleText.octal(mode)), ConfigEntry("force", false),
            ]
            return folder(path) + [
                AnsibleItem(
                    "\(label): fetch \(Self.base(path))",
                    [ConfigEntry("ansible.builtin.get_url", .map(arguments)), when(needed(written) + ["not ansible_check_mode"])])
            ]
        case .edit, .byHand: return [byHand(ActionText.line(action), needed(written))]
        }
    }

    // MARK: Files

    /// Folders that every system has are left alone; another is made, and one that is there keeps its mode.
    private func folder(_ path: String) -> [AnsibleItem] {
        let folder = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
        if ["", "/etc", "/etc/systemd/system", "/etc/sysctl.d", "/etc/modules-load.d"].contains(folder) { return [] }
        let command = [
            ConfigEntry("argv", .texts(["install", "-d", "-m", "0755", folder])), ConfigEntry("creates", .text(folder)),
        ]
        return [AnsibleItem("\(label): make \(folder)", [ConfigEntry("ansible.builtin.command", .map(command))])]
    }

    private func write(_ file: PlannedFile, _ number: Int) -> [AnsibleItem] {
        let values = placeholders[file.path] ?? []
        let place = AnsibleRole.source(file.path, on: isShared(file.path) ? nil : AnsibleText.own)
        var arguments = [
            ConfigEntry("src", .text(values.isEmpty ? place : "\(place).j2")), ConfigEntry("dest", .text(file.path)),
            ConfigEntry("owner", "root"), ConfigEntry("group", "root"), ConfigEntry("mode", AnsibleText.octal(file.mode)),
        ]
        if file.keepsExisting { arguments.append(ConfigEntry("force", false)) }
        let module = ConfigEntry(values.isEmpty ? "ansible.builtin.copy" : "ansible.builtin.template", .map(arguments))
        var entries = [module, ConfigEntry("register", .text("\(prefix)_file_\(number)"))]
        if !values.isEmpty { entries.append(ConfigEntry("no_log", true)) }
        if values.isEmpty, AnsibleText.isSecret(file.mode) { entries.append(ConfigEntry("diff", false)) }
        let made = values.map { "\(AnsibleText.variable($0)) | length > 0" }
        // What lives hours is not made anew for a step that holds; a value that stays lets a changed file be written.
        let conditions = (asks && !values.allSatisfy(\.stays) ? [isOpen] : []) + made
        if !conditions.isEmpty { entries.append(when(conditions)) }
        let item = AnsibleItem("\(label): write \(file.path)", entries)
        let before = (values.isEmpty ? [] : [want(values)]) + (notes ? writeNote(file, number, module, conditions) : [])
        return before + [item]
    }

    // MARK: The note of a step that is begun

    private var readNote: AnsibleItem {
        AnsibleItem(
            "\(label): see whether it was begun and not ended",
            [
                ConfigEntry("ansible.builtin.stat", .map([ConfigEntry("path", .text(note))])),
                ConfigEntry("register", .text("\(prefix)_note")),
            ])
    }

    /// The note is there before the file is: whatever ends the run after that, the next one does the rest.
    private func writeNote(_ file: PlannedFile, _ number: Int, _ module: ConfigEntry, _ conditions: [String]) -> [AnsibleItem] {
        let differs = "\(prefix)_differs_\(number)"
        let ask = AnsibleItem(
            "\(label): see whether \(file.path) differs",
            [
                module, ConfigEntry("register", .text(differs)), ConfigEntry("check_mode", true), ConfigEntry("diff", false),
                ConfigEntry("no_log", true), when(conditions + ["not ansible_check_mode"]),
            ])
        let put = AnsibleItem(
            "\(label): note that it is begun",
            [
                ConfigEntry(
                    "ansible.builtin.command",
                    .map([ConfigEntry("argv", .texts(["install", "-D", "-m", "0600", "/dev/null", note]))])),
                ConfigEntry("changed_when", false), when(["\(differs) is changed and not ansible_check_mode"]),
            ])
        return [ask, put]
    }

    private var dropNote: AnsibleItem {
        AnsibleItem(
            "\(label): note that it is ended",
            [
                ConfigEntry(
                    "ansible.builtin.file", .map([ConfigEntry("path", .text(note)), ConfigEntry("state", "absent")])),
                ConfigEntry("changed_when", false),
            ])
    }

    /// Without its values a file must not be written half.
    private func want(_ values: [Placeholder]) -> AnsibleItem {
        let that = values.map { "\(AnsibleText.variable($0)) | length > 0" }
        let about = values.map { "\(AnsibleText.variable($0)): \($0.about)." }.joined(separator: " ")
        let assert: [ConfigEntry] = [
            ConfigEntry("that", .texts(that)), ConfigEntry("quiet", true), ConfigEntry("fail_msg", .text(about)),
        ]
        return AnsibleItem(
            "\(label): want its values",
            [
                ConfigEntry("ansible.builtin.assert", .map(assert)),
                when((asks ? [isOpen] : []) + ["not ansible_check_mode"]),
            ])
    }

    // MARK: Commands

    private func run(_ run: Step.Run, _ number: Int, _ needed: [String]) -> [AnsibleItem] {
        var out: [AnsibleItem] = []
        var conditions = needed
        if let words = run.unless {
            let variable = "\(prefix)_unless_\(number)"
            out.append(look(words, "see whether \(Self.short(run.words)) is needed", into: variable, when: needed))
            conditions.append("\(variable).rc != 0")
        }
        let name = "\(label): run \(Self.short(run.words))"
        if run.output == nil, run.makes.isEmpty, let module = AnsibleModule(run.words) {
            if let path = run.unlessExists {
                let variable = "\(prefix)_there_\(number)"
                out.append(look(["test", "-e", path], "see whether \(path) is there", into: variable, when: needed))
                conditions.append("\(variable).rc != 0")
            }
            var entries = [ConfigEntry(module.name, .map(module.arguments))]
            if module.isRefresh { entries.append(ConfigEntry("changed_when", false)) }
            out.append(AnsibleItem(name, entries + [when(conditions + ["not ansible_check_mode"])]))
            return out
        }
        var arguments = [ConfigEntry("argv", AnsibleText.words(run.words))]
        if let path = run.unlessExists { arguments.append(ConfigEntry("creates", .text(AnsibleText.literal(path)))) }
        var entries = [ConfigEntry("ansible.builtin.command", .map(arguments))]
        let variable = "\(prefix)_run_\(number)"
        if run.output != nil || !run.makes.isEmpty { entries.append(ConfigEntry("register", .text(variable))) }
        if run.unlessExists == nil || step.risk == .looks {
            // A command that nothing guards is one that changes nothing where it has run before.
            let changes = step.risk != .looks && (asks || run.unless != nil)
            entries.append(ConfigEntry("changed_when", .flag(changes)))
        }
        let isSecret = !run.makes.isEmpty || run.output.map { AnsibleText.isSecret($0.mode) } == true
        if isSecret { entries.append(ConfigEntry("no_log", true)) }
        if !conditions.isEmpty { entries.append(when(conditions)) }
        let excused = AnsibleModule.excused(run.words)
        out.append(AnsibleItem(name, excused: excused, entries))
        if let output = run.output { out += folder(output.path) + [keep(output, variable, isSecret)] }
        return out
    }

    private func keep(_ output: Step.PlannedOutput, _ variable: String, _ isSecret: Bool) -> AnsibleItem {
        let arguments = [
            ConfigEntry("content", .text("{{ \(variable).stdout }}\n")), ConfigEntry("dest", .text(output.path)),
            ConfigEntry("mode", AnsibleText.octal(output.mode)),
        ]
        var entries = [ConfigEntry("ansible.builtin.copy", .map(arguments))]
        // What a look finds is kept for later looks; it is no change.
        if step.risk == .looks { entries.append(ConfigEntry("changed_when", false)) }
        if isSecret { entries.append(ConfigEntry("no_log", true)) }
        return AnsibleItem(
            "\(label): keep the output in \(output.path)",
            entries + [when(["not ansible_check_mode", "\(variable) is not skipped"])])
    }

    private func look(_ words: [String], _ what: String, into variable: String, when conditions: [String]) -> AnsibleItem {
        var entries = [
            ConfigEntry("ansible.builtin.command", .map([ConfigEntry("argv", AnsibleText.words(words))])),
            ConfigEntry("register", .text(variable)), ConfigEntry("changed_when", false), ConfigEntry("failed_when", false),
            ConfigEntry("check_mode", false),
        ]
        if !conditions.isEmpty { entries.append(when(conditions)) }
        let excused = AnsibleModule.excused(words)
        return AnsibleItem("\(label): \(what)", excused: excused, entries)
    }

    private func verify(_ words: [String], _ written: [String]) -> AnsibleItem {
        let variable = "\(prefix)_result"
        let excused = AnsibleModule.excused(words)
        return AnsibleItem(
            "\(label): see that it holds now", excused: excused,
            [
                ConfigEntry("ansible.builtin.command", .map([ConfigEntry("argv", AnsibleText.words(words))])),
                ConfigEntry("register", .text(variable)), ConfigEntry("until", .text("\(variable).rc == 0")),
                ConfigEntry("retries", 6), ConfigEntry("delay", 5), ConfigEntry("changed_when", false),
                when(needed(written) + ["not ansible_check_mode"]),
            ])
    }

    /// What only a person can do stops the run where one can see that it is not done, and is said elsewhere.
    private func byHand(_ text: String, _ needed: [String]) -> AnsibleItem {
        let message: [ConfigEntry] = [ConfigEntry("msg", .text(AnsibleText.literal(text)))]
        if needed.isEmpty {
            return AnsibleItem("\(label): say what is done by hand", [ConfigEntry("ansible.builtin.debug", .map(message))])
        }
        return AnsibleItem(
            "\(label): wait for what is done by hand",
            [ConfigEntry("ansible.builtin.fail", .map(message)), when(needed + ["not ansible_check_mode"])])
    }

    private func when(_ conditions: [String]) -> ConfigEntry {
        ConfigEntry("when", conditions.count == 1 ? .text(conditions[0]) : .texts(conditions))
    }

    /// The program and what it is told to do, for a task's name.
    private static func short(_ words: [String]) -> String {
        let plain = words.drop { $0 == "env" || $0.contains("=") }
        let name = plain.first.map(base) ?? ""
        let verbs = plain.dropFirst().prefix(3).prefix { word in
            !word.hasPrefix("-") && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-.".contains($0)) }
        }
        return ([name] + verbs).joined(separator: " ")
    }

    private static func base(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }
}
