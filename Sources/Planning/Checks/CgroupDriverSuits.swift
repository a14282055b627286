import YAML

/// One manager of cgroups: systemd, where systemd is PID 1.
struct CgroupDriverSuits: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        let plan = checked.plan
        var out: [PlanProblem] = []
        if plan.cgroupDriver == .cgroupfs {
            out.append(
                .warning(
                    Setting.cgroupDriver.id,
                    "With cgroupfs beside systemd, two managers share the same cgroups, and a node under load can become unstable. Use systemd wherever systemd is PID 1."
                ))
        }
        if case .text(let driver) = plan.kubelet.config["cgroupDriver"], driver != plan.cgroupDriver.rawValue {
            out.append(
                PlanProblem(
                    .kubeletConfiguration, at: ".cgroupDriver",
                    "The kubelet's configuration says \(driver), but spec.cgroupDriver, which the runtime follows, says \(plan.cgroupDriver.rawValue). Both must be the same: leave the first out."
                ))
        }
        return out
    }
}
