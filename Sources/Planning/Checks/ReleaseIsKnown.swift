import Facts

/// drydock knows the release, its patch, and when its support ends.
struct ReleaseIsKnown: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        let path = Setting.release.id
        let version = checked.plan.release
        guard let release = checked.release else {
            return [
                PlanProblem(
                    path, "The release \(version) is not known here: \(checked.knowledge.releaseRange) are. Use one of those.")
            ]
        }
        var out: [PlanProblem] = []
        if let patch = version.patch, patch > release.latestPatch {
            out.append(
                .warning(
                    path,
                    "The patch \(version) is newer than any that this drydock knows; the newest is \(release.id).\(release.latestPatch). Its images and packages may differ from what the plan says."
                ))
        }
        if !release.isVerified {
            out.append(
                .warning(
                    path,
                    "What drydock knows of \(release.id) comes from its release notes alone. Read the plan with more care, or use \(checked.knowledge.defaultRelease?.id ?? release.id)."
                ))
        }
        if let now = checked.now, let end = Instant(rfc3339: release.endOfLife + "T00:00:00Z"), end < now {
            out.append(
                .warning(
                    path,
                    "Support of \(release.id) ended on \(release.endOfLife): bugs in it are no longer fixed. Use a later release for a new cluster."
                ))
        }
        return out
    }
}
