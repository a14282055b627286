import Facts

/// Whether the runtime cannot get its sandbox image, from what it lists: no log is needed for that.
enum SandboxImage {
    /// A kubelet that has just started may be pulling it, in seconds.
    static let patience = 180

    static let derivation = Derivation(gives: [RefusalFacts.lacksSandboxImage]) { facts in
        let isUp = (facts.rows(PodFacts.containers) ?? []).contains { $0.flag(.isPodReady) == true }
        if isUp { return facts.set(RefusalFacts.lacksSandboxImage, false, from: facts.sources(PodFacts.containers)) }
        for key in [PodFacts.containers, RuntimeFacts.sandboxImage, RefusalFacts.images, UnitFacts.units, TimeFacts.now] {
            if let reason = facts.reason(key) { return facts.miss(RefusalFacts.lacksSandboxImage, reason) }
        }
        let image = facts.text(RuntimeFacts.sandboxImage) ?? ""
        let isHere = (facts.list(RefusalFacts.images) ?? []).contains { ImageName.areSame($0, image) }
        var hadTime = false
        if let now = facts.instant(TimeFacts.now), let kubelet = facts.unit("kubelet.service"),
            kubelet.text(.active) == "active",
            case .instant(let started) = kubelet[.started]
        {
            hadTime = now - started >= patience
        }
        facts.set(
            RefusalFacts.lacksSandboxImage, .flag(!image.isEmpty && !isHere && hadTime),
            from: facts.sources(RefusalFacts.images))
    }
}
