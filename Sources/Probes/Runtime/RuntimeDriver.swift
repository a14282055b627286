import Facts

/// The runtime's cgroup driver and whether it tells it, where the runtime itself cannot be asked: by its configuration and release.
struct RuntimeDriver {
    let kind: RuntimeKind?
    let known: FactSet

    /// Sets the driver, where it comes from, and whether this release has the CRI method RuntimeConfig.
    func setFromConfiguration(_ facts: inout FactSet) {
        setDriver(&facts)
        setMethod(&facts)
    }

    /// From the configuration files.
    func setDriver(_ facts: inout FactSet) {
        let keys = [RuntimeFacts.cgroupDriver, RuntimeFacts.cgroupDriverFrom]
        switch kind {
        case .containerd:
            if let flag = known.flag(ContainerdFacts.systemdCgroup) {
                set(flag ? "systemd" : "cgroupfs", known.sources(ContainerdFacts.systemdCgroup), &facts)
            } else {
                facts.miss(
                    keys,
                    known.reason(ContainerdFacts.systemdCgroup)
                        ?? "containerd's configuration has no runc handler, from which its cgroup driver would follow.")
            }
        case .crio:
            copy(CRIOFacts.cgroupManager, else: "CRI-O's configuration does not set its cgroup manager.", &facts)
        case .criDockerd, .docker, .dockershim:
            copy(DockerFacts.cgroupDriver, else: "Docker's configuration leaves the cgroup driver to Docker.", &facts)
        case .other, nil:
            facts.miss(keys, "The runtime could not be asked, and its configuration is not known.")
        }
    }

    private func copy(_ key: FactKey, else sentence: Reason, _ facts: inout FactSet) {
        if let text = known.text(key) {
            set(text, known.sources(key), &facts)
        } else {
            facts.miss([RuntimeFacts.cgroupDriver, RuntimeFacts.cgroupDriverFrom], known.reason(key) ?? sentence)
        }
    }

    private func set(_ driver: String, _ sources: [Source], _ facts: inout FactSet) {
        facts.set(RuntimeFacts.cgroupDriver, .text(driver), from: sources)
        facts.set(RuntimeFacts.cgroupDriverFrom, "configuration", from: sources)
    }

    /// containerd has RuntimeConfig since 2.0, CRI-O since 1.28.
    private func setMethod(_ facts: inout FactSet) {
        switch kind {
        case .containerd: compare(ContainerdFacts.major, 2, &facts)
        case .crio: compare(CRIOFacts.minor, 28, &facts)
        default: facts.miss(RuntimeFacts.hasRuntimeConfig, "The runtime could not be asked whether it reports its cgroup driver.")
        }
    }

    private func compare(_ key: FactKey, _ least: Int, _ facts: inout FactSet) {
        if let number = known.integer(key) {
            facts.set(RuntimeFacts.hasRuntimeConfig, .flag(number >= least), from: known.sources(key))
        } else {
            facts.miss(RuntimeFacts.hasRuntimeConfig, known.reason(key) ?? "The runtime's version is not known.")
        }
    }
}
