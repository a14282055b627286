import Facts

/// An upgrade goes to the next minor release or to another patch of the same, and what was seen of the machines can run it.
struct UpgradeIsOneMinor: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        guard let existing = checked.plan.existing, existing.task == .upgrade, let release = checked.release else { return [] }
        guard let from = existing.controlPlaneVersion else {
            return [
                PlanProblem(
                    "spec.existing.controlPlaneVersion",
                    "The version that the cluster has is missing: kubectl version shows it as the server's, such as 1.35.4.")
            ]
        }
        return order(from, release, checked) + seen(from, release, checked) + changes(from, checked)
    }

    private func order(_ from: KubernetesVersion, _ release: Release, _ checked: CheckedPlan) -> [PlanProblem] {
        let to = "\(release.id).\(checked.patch)"
        if release.minor < from.minor {
            return [
                PlanProblem(
                    .release,
                    "The cluster has \(from), and \(to) is older: a cluster is never taken back to an older minor release.")
            ]
        }
        if release.minor > from.minor + 1 {
            return [
                PlanProblem(
                    .release,
                    "From \(from) to \(to) skips \(release.minor - from.minor - 1 == 1 ? "a minor release" : "minor releases"), and kubeadm goes one at a time. Upgrade to 1.\(from.minor + 1) first."
                )
            ]
        }
        if release.minor == from.minor, let patch = from.patch, patch >= checked.patch {
            return [PlanProblem(.release, "The cluster has \(from) already; \(to) is no step on.")]
        }
        return []
    }

    /// What somebody has to know who comes from the release before.
    private func changes(_ from: KubernetesVersion, _ checked: CheckedPlan) -> [PlanProblem] {
        let on = checked.knowledge.releases.filter { $0.minor > from.minor && $0.minor <= checked.plan.release.minor }
        return on.flatMap { release in release.changes.map { .warning(Setting.release.id, "New in \(release.id): \($0)") } }
    }

    private func seen(_ from: KubernetesVersion, _ release: Release, _ checked: CheckedPlan) -> [PlanProblem] {
        checked.plan.machines.enumerated().flatMap { index, machine -> [PlanProblem] in
            guard let facts = checked.facts[machine.name] else { return [] }
            let path = "spec.machines[\(index)]"
            var out: [PlanProblem] = []
            if let server = facts.text(APIServerFacts.version).flatMap({ KubernetesVersion($0) }), server.minor != from.minor,
                server.minor != release.minor
            {
                out.append(
                    PlanProblem(path, "The API server on \(machine.name) is of \(server), but the plan begins at \(from)."))
            }
            if let kubelet = facts.integer(KubeletFacts.minor), release.minor - kubelet > release.kubeletSkew {
                out.append(
                    PlanProblem(
                        path,
                        "The kubelet of \(machine.name) is of 1.\(kubelet), and an API server of \(release.id) takes kubelets that are \(release.kubeletSkew) minor releases older at most. Upgrade that kubelet first."
                    ))
            }
            if release.refusesCgroupV1, facts.text(CgroupFacts.version) == "v1", facts.flag(KubeletFacts.failCgroupV1) != false {
                out.append(
                    PlanProblem(
                        path,
                        "\(machine.name) has cgroup v1, on which the kubelet of \(release.id) does not start unless its configuration says failCgroupV1: false. Boot the machine with cgroup v2 first."
                    ))
            }
            return out + runtime(machine, path, facts, release, checked) + flags(machine, path, facts, release)
        }
    }

    private func runtime(
        _ machine: Machine, _ path: String, _ facts: FactSet, _ release: Release, _ checked: CheckedPlan
    ) -> [PlanProblem] {
        guard let kind = RuntimeChoice.Kind(seen: facts), let version = facts.text(RuntimeFacts.version) else { return [] }
        let series = version.drop { $0 == "v" }.split(separator: ".").prefix(2).joined(separator: ".")
        // A series that drydock does not know may be newer than what it knows.
        guard let known = checked.knowledge.runtimes.first(where: { $0.kind == kind.rawValue && $0.series == series }),
            !known.supports.contains(where: { $0.minor == release.minor })
        else { return [] }
        return [
            .warning(
                path,
                "\(machine.name) has \(kind.rawValue) \(version), whose series \(series) is not made for \(release.id). Upgrade the runtime first."
            )
        ]
    }

    private func flags(_ machine: Machine, _ path: String, _ facts: FactSet, _ release: Release) -> [PlanProblem] {
        (facts.rows(ManifestFacts.flags) ?? []).compactMap { row in
            guard let component = row.text(.component), let flag = row.text(.flag),
                release.removedFlags.contains(where: { $0.program == component && $0.name == flag })
            else { return nil }
            return PlanProblem(
                path,
                "\(component) on \(machine.name) is given --\(flag), which \(release.id) does not have: it would not start. Remove it from the cluster's configuration first."
            )
        }
    }
}
