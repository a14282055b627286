import Facts
import Hosts
import YAML

/// The kubelet's program, command line and configuration.
struct KubeletProbe: Probe {
    let name = "kubelet"
    let subject = "the kubelet's configuration"
    let releases: KnownReleases
    var needs: [FactKey] { [] }
    var gives: [FactKey] {
        [
            KubeletFacts.isInstalled, KubeletFacts.version, KubeletFacts.minor, KubeletFacts.hasUnit, KubeletFacts.flags,
            KubeletFacts.removedFlags, KubeletFacts.isStandalone, KubeletFacts.configPath, KubeletFacts.hasConfig,
            KubeletFacts.configProblem,
            KubeletFacts.unknownFields, KubeletFacts.invalidValues, KubeletFacts.duplicateFields, KubeletFacts.hostnameOverride,
            KubeletFacts.nodeIPs, KubeletFacts.kubeconfig, KubeletFacts.bootstrapKubeconfig, KubeletFacts.hasBootstrapKubeconfig,
        ] + KubeletFacts.config
    }

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        async let program = KubeletVersion.look(at: host)
        let command = await KubeletCommandLine.read(at: host)
        let version = await program
        version.write(to: &facts)
        if let hasUnit = command.hasUnit {
            facts.set(KubeletFacts.hasUnit, .flag(hasUnit), from: Source(command.origin))
        } else {
            facts.miss(KubeletFacts.hasUnit, command.problem ?? "The kubelet's unit could not be searched for.")
        }
        guard version.isInstalled ?? true || command.hasUnit ?? true else {
            for key in gives where !facts.has(key) {
                facts.setAbsent(key, from: Source("no program kubelet and no kubelet.service"))
            }
            return facts
        }
        guard let flags = command.flags else {
            facts.miss(gives.filter { !facts.has($0) }, command.problem ?? "The kubelet's command line could not be read.")
            return facts
        }
        write(flags, minor: version.minor, to: &facts)
        await write(configOf: flags, minor: version.minor, host, to: &facts)
        return facts
    }

    private func write(_ flags: [CommandFlag], minor: Int?, to facts: inout FactSet) {
        let settings = KubeletSettings(files: [], flags: flags)
        let last = Dictionary(flags.enumerated().map { ($0.element.name, $0.offset) }) { _, new in new }
        facts.set(
            KubeletFacts.flags,
            flags.enumerated().map { index, flag in
                Row(
                    [
                        .name: .text(flag.name), .value: .text(flag.value), .file: .text(flag.file),
                        .line: .integer(flag.line),
                        .isEffective: .flag(last[flag.name] == index),
                    ], from: .file(flag.file, line: flag.line, "--\(flag.name)=\(flag.value)"))
            })
        if let minor {
            let removed = flags.compactMap { flag -> Row<KubeletFacts.RemovedFlag>? in
                guard let removal = releases.removal(of: flag.name, program: "kubelet", minor: minor) else { return nil }
                return Row(
                    [
                        .name: .text(flag.name), .file: .text(flag.file), .line: .integer(flag.line),
                        .removedIn: .text("1.\(removal.since)"), .instead: .text(removal.instead),
                    ], from: .file(flag.file, line: flag.line, "--\(flag.name)=\(flag.value)"))
            }
            facts.set(
                KubeletFacts.removedFlags, removed,
                from: flags.first.map { .file($0.file) } ?? Source("the kubelet's command line"))
        } else {
            facts.miss(KubeletFacts.removedFlags, "The kubelet's version is not known, so its flags cannot be compared with it.")
        }
        settings.set(KubeletFacts.hostnameOverride, text: "-", flag: "hostname-override", &facts)
        if let (addresses, source) = settings.list("-", flag: "node-ip") {
            facts.set(KubeletFacts.nodeIPs, .list(addresses), from: source)
        } else {
            facts.setAbsent(KubeletFacts.nodeIPs)
        }
        settings.set(KubeletFacts.kubeconfig, text: "-", flag: "kubeconfig", &facts)
        settings.set(KubeletFacts.bootstrapKubeconfig, text: "-", flag: "bootstrap-kubeconfig", &facts)
        settings.set(KubeletFacts.configPath, text: "-", flag: "config", &facts)
        setStandalone(settings, &facts)
    }

    /// Without any of these flags nobody decided anything: then the unit's drop-in is missing, and it is no standalone kubelet.
    private func setStandalone(_ settings: KubeletSettings, _ facts: inout FactSet) {
        let work = ["config", "pod-manifest-path", "manifest-url"].lazy.compactMap { settings.flag($0) }.first
        let access = ["kubeconfig", "bootstrap-kubeconfig", "api-servers"].lazy.compactMap { settings.flag($0) }.first {
            !$0.value.isEmpty
        }
        facts.set(
            KubeletFacts.isStandalone, .flag(work != nil && access == nil),
            from: (access ?? work).map { [.file($0.file, line: $0.line, "--\($0.name)=\($0.value)")] } ?? [])
    }

    /// The configuration file and its drop-ins, and the settings in force.
    private func write(configOf flags: [CommandFlag], minor: Int?, _ host: any Host, to facts: inout FactSet) async {
        var settings = KubeletSettings(files: [], flags: flags)
        facts.setAbsent(KubeletFacts.configProblem)
        facts.set(KubeletFacts.unknownFields, [])
        facts.set(KubeletFacts.invalidValues, [])
        facts.set(KubeletFacts.duplicateFields, [])
        facts.set(KubeletFacts.hasConfig, false)
        if let path = facts.text(KubeletFacts.bootstrapKubeconfig) {
            await FileThere.set(KubeletFacts.hasBootstrapKubeconfig, path, host, &facts)
        } else {
            facts.setAbsent(KubeletFacts.hasBootstrapKubeconfig)
        }
        if let path = facts.text(KubeletFacts.configPath) {
            do {
                settings.files = try await KubeletConfigFolder.read(path, dropIns: settings.flag("config-dir")?.value, host)
                facts.set(KubeletFacts.hasConfig, .flag(!settings.files.isEmpty), from: Source(path))
            } catch {
                return write(error, path, to: &facts)
            }
        }
        KubeletConfigFolder.write(fieldsOf: settings.files, minor: minor, known: releases.kubeletFields, to: &facts)
        KubeletDefaults.write(settings, minor: minor, gates: releases.gates, to: &facts)
        if let path = facts.text(KubeletFacts.configPath), settings.files.isEmpty {
            KubeletDefaults.forget(settings, unwritten: path, &facts)
        }
    }

    private func write(_ problem: KubeletConfigFolder.Problem, _ path: String, to facts: inout FactSet) {
        switch problem {
        case .host(let error):
            let keys = [KubeletFacts.hasConfig, KubeletFacts.configProblem, KubeletFacts.unknownFields]
            facts.miss(
                keys + [KubeletFacts.duplicateFields, KubeletFacts.invalidValues] + KubeletFacts.config, error.reason)
        case .yaml(let error):
            facts.set(KubeletFacts.hasConfig, true, from: Source(path))
            facts.set(
                KubeletFacts.configProblem, .text("\(error.file):\(error.line): \(error.sentence)"),
                from: .file(error.file, line: error.line, error.sentence))
            facts.miss(KubeletFacts.config, "The kubelet's configuration cannot be read: \(error)")
        }
    }
}
