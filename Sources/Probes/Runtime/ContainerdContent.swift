import Facts
import TOML

/// Sets the facts that follow from containerd's configuration and its version.
struct ContainerdContent {
    let settings: ContainerdSettings

    init(_ settings: ContainerdSettings) { self.settings = settings }

    private var main: Source {
        .file(settings.files.main, settings.files.isAbsent ? "does not exist: containerd's defaults apply" : "")
    }

    func set(in facts: inout FactSet) {
        setVersion(&facts)
        setPlugins(&facts)
        setRuntimes(&facts)
        setImages(&facts)
        set(&facts, ContainerdFacts.ignored, rows: settings.ignored)
        set(&facts, ContainerdFacts.deprecated, rows: settings.deprecated)
        let address = settings.merged["grpc", "address"] ?? settings.merged["plugins", "io.containerd.server.v1.grpc", "address"]
        facts.set(
            ContainerdFacts.address, .text(address?.text ?? "/run/containerd/containerd.sock"),
            from: settings.source(of: "grpc") ?? main)
    }

    private func set<Columns>(_ facts: inout FactSet, _ key: TableKey<Columns>, rows: [Row<Columns>]) {
        facts.set(key, rows, from: main)
    }

    private func setVersion(_ facts: inout FactSet) {
        let release = settings.release
        let program = Source("containerd --version", release.version.text)
        facts.set(ContainerdFacts.configVersion, .integer(settings.version), from: settings.source(of: "version") ?? main)
        facts.set(ContainerdFacts.configVersionKnown, .integer(release.newestConfig), from: program)
        facts.set(ContainerdFacts.refusesNewer, .flag(release.refusesNewer), from: program)
    }

    private func setPlugins(_ facts: inout FactSet) {
        let disabled = settings.source(of: "disabled_plugins") ?? main
        facts.set(ContainerdFacts.disabledPlugins, .list(settings.disabledPlugins), from: disabled)
        facts.set(ContainerdFacts.criIsDisabled, .flag(settings.criIsDisabled), from: disabled)
        let refused = settings.refusedPlugins
        let place = refused.contains { settings.disabledPlugins.contains($0) } ? disabled : settings.source(of: "plugins") ?? main
        facts.set(ContainerdFacts.refusedPlugins, refused.isEmpty ? .absent : .list(refused), from: place)
        let problem = settings.criProblem
        let source = problem?.source ?? main
        facts.set(ContainerdFacts.criProblem, .text(ifAny: problem?.sentence), from: source)
        facts.set(ContainerdFacts.criProblemAt, .text(ifAny: problem.map { _ in source.origin }), from: source)
        facts.set(ContainerdFacts.registryConflict, .flag(settings.hasRegistryConflict), from: source)
    }

    private func setRuntimes(_ facts: inout FactSet) {
        let handlers = settings.handlers
        let rows = handlers.map { handler in
            Row<ContainerdFacts.Runtime>(
                [
                    .name: .text(handler.name), .type: .text(handler.type), .isDefault: .flag(handler.isDefault),
                    .systemdCgroup: .flag(ifAny: handler.systemdCgroup?.flag), .binaryName: .text(ifAny: handler.binaryName),
                    .systemdCgroupIsText: .flag(handler.systemdCgroup?.text != nil),
                ], from: handler.source ?? main)
        }
        set(&facts, ContainerdFacts.runtimes, rows: rows)
        guard let handler = settings.deciding else {
            facts.setAbsent(ContainerdFacts.systemdCgroup, from: main)
            return
        }
        let source =
            handler.systemdCgroup == nil
            ? Source(
                handler.source?.origin ?? main.origin, "SystemdCgroup is not set for \(handler.name): false",
                at: handler.source?.time)
            : handler.source ?? main
        facts.set(ContainerdFacts.systemdCgroup, .flag(handler.systemdCgroup?.flag ?? false), from: source)
    }

    private func setImages(_ facts: inout FactSet) {
        let isSecond = settings.release.isSecond
        let image = settings.sandboxImage
        facts.set(
            ContainerdFacts.sandboxImage, .text(image ?? settings.release.defaultSandboxImage),
            from: settings.source(of: ["sandbox_image"], inImages: true) ?? settings.source(
                of: ["pinned_images", "sandbox"], inImages: true)
                ?? Source("containerd --version", "the default of containerd \(settings.release.version.text)"))
        facts.set(
            ContainerdFacts.snapshotter, .text(settings.snapshotter ?? "overlayfs"),
            from: (isSecond ? settings.source(of: ["snapshotter"], inImages: true) : nil) ?? settings.source(of: [
                "containerd", "snapshotter",
            ]) ?? main)
        facts.set(
            ContainerdFacts.registryConfigPath, .text(ifAny: settings.images["registry", "config_path"]?.text),
            from: settings.source(of: ["registry", "config_path"], inImages: true) ?? main)
        facts.set(
            ContainerdFacts.cniBinDirs, .list(settings.cniBinDirs),
            from: settings.source(of: ["cni", "bin_dirs"]) ?? settings.source(of: ["cni", "bin_dir"]) ?? main)
        facts.set(
            ContainerdFacts.cniConfDir, .text(settings.runtime["cni", "conf_dir"]?.text ?? "/etc/cni/net.d"),
            from: settings.source(of: ["cni", "conf_dir"]) ?? main)
        facts.set(
            ContainerdFacts.cniMaxConfigs, .integer(settings.runtime["cni", "max_conf_num"]?.integer ?? 1),
            from: settings.source(of: ["cni", "max_conf_num"]) ?? main)
    }
}
