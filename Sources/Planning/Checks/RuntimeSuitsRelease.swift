import Facts
import Text

/// The runtime has a series for the release, and the one that was named is such.
struct RuntimeSuitsRelease: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        // Knowledge without any runtime says nothing of one.
        guard let release = checked.release, !checked.knowledge.runtimes.isEmpty else { return [] }
        let choice = checked.plan.runtime
        let kind = choice.kind
        // Docker Engine up to 1.23 needs nothing beside itself.
        if kind == .docker, release.hasDockershim { return [] }
        let suiting = checked.knowledge.runtimes(kind, for: release.minor)
        if suiting.isEmpty {
            return [
                PlanProblem(
                    .runtimeName,
                    "No series of \(kind.rawValue) that drydock knows is for Kubernetes \(release.id). \(others(checked, release))"
                )
            ]
        }
        if choice.version.isEmpty { return end(suiting[0], checked) }
        let path = Setting.runtimeVersion.id
        let names = suiting.map(\.series).joined(separator: ", ")
        guard let series = checked.knowledge.series(choice, for: release.minor) else {
            return [
                PlanProblem(
                    path,
                    "\"\(choice.version)\" is not a series of \(kind.rawValue) that drydock knows. For Kubernetes \(release.id) these are: \(names)."
                )
            ]
        }
        guard let support = series.supports.first(where: { $0.minor == release.minor }) else {
            return [
                PlanProblem(path, "\(kind.rawValue) \(series.series) is not for Kubernetes \(release.id). These are: \(names).")
            ]
        }
        if (VersionOrder.numbers(choice.version)?.count ?? 0) > 2, VersionOrder.isOlder(choice.version, than: support.atLeast) {
            return [
                PlanProblem(
                    path,
                    "\(kind.rawValue) \(choice.version) is too old for Kubernetes \(release.id), which needs \(support.atLeast) or later of that series."
                )
            ]
        }
        return end(series, checked)
    }

    private func others(_ checked: CheckedPlan, _ release: Release) -> String {
        let kinds = RuntimeChoice.Kind.allCases.filter { !checked.knowledge.runtimes($0, for: release.minor).isEmpty }
        return kinds.isEmpty ? "Use another release." : "Use \(kinds.map(\.rawValue).joined(separator: " or "))."
    }

    private func end(_ series: RuntimeSeries, _ checked: CheckedPlan) -> [PlanProblem] {
        // Another tool brings its own.
        guard checked.plan.tool == .kubeadm, let now = checked.now, let text = series.endOfLife,
            let end = Instant(rfc3339: text + "T00:00:00Z"), end < now
        else {
            return []
        }
        return [.warning(Setting.runtimeVersion.id, "Support of \(series.kind) \(series.series) ended on \(text).")]
    }
}
