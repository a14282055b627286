import Text

/// Flags that are given still exist, and are given once where the form of kubeadm's configuration holds each once.
struct ArgumentsExist: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        guard let release = checked.release else { return [] }
        let plan = checked.plan
        let lists: [(Setting, [ExtraArgument])] = [
            (.apiServerFlags, plan.controlPlane.apiServer.extraArgs),
            (.controllerManagerFlags, plan.controlPlane.controllerManager.extraArgs),
            (.schedulerFlags, plan.controlPlane.scheduler.extraArgs), (.etcdFlags, plan.etcd.extraArgs),
            (.kubeletFlags, plan.kubelet.extraArgs),
        ]
        return lists.flatMap { setting, arguments in names(arguments, setting, release) } + kubelet(checked, release)
            + etcd(checked, release) + anonymous(plan, release)
    }

    /// kubeadm's probes of the API server ask without credentials, a balancer does, and so does a join for cluster-info (kubeadm issues 798
    /// and 3174).
    private func anonymous(_ plan: ClusterPlan, _ release: Release) -> [PlanProblem] {
        plan.controlPlane.apiServer.extraArgs.enumerated().compactMap { index, argument in
            guard argument.name == "anonymous-auth", ["false", "0", "f", "F", "FALSE", "False"].contains(argument.value) else {
                return nil
            }
            let out =
                release.minor < 32
                ? "Leave it out; before 1.32 anonymous requests can only be allowed or refused altogether."
                : "Leave it out. To narrow it, give authentication-config a file with an AuthenticationConfiguration whose anonymous part is allowed for the paths /livez, /readyz, /healthz and /api/v1/namespaces/kube-public/configmaps/cluster-info alone."
            return PlanProblem(
                .apiServerFlags, at: "[\(index)].value",
                "With anonymous-auth=\(argument.value) the API server refuses the probes that kubeadm gives it (401), so its pod is restarted and kubeadm init fails; a balancer finds no API server, and a join does not get cluster-info. \(out)"
            )
        }
    }

    private func names(_ arguments: [ExtraArgument], _ setting: Setting, _ release: Release) -> [PlanProblem] {
        var seen: Set<String> = []
        return arguments.enumerated().compactMap { index, argument in
            let path = "\(setting.id)[\(index)].name"
            if argument.name.hasPrefix("-") {
                return PlanProblem(
                    path,
                    "\"\(argument.name)\" begins with a dash, but flags are named without: \"\(argument.name.drop { $0 == "-" })\"."
                )
            }
            if argument.name.isEmpty { return PlanProblem(path, "A flag has no name.") }
            if !seen.insert(argument.name).inserted, release.configAPI == .v1beta3 {
                return PlanProblem(
                    path,
                    "The flag \(argument.name) appears twice, but kubeadm \(release.id) reads \(release.configAPI.rawValue), which holds each flag once. Keep one of them, or a release that reads v1beta4."
                )
            }
            return nil
        }
    }

    private func kubelet(_ checked: CheckedPlan, _ release: Release) -> [PlanProblem] {
        let removed = checked.knowledge.removedKubeletFlags(upTo: release.minor)
        return checked.plan.kubelet.extraArgs.enumerated().compactMap { index, argument in
            removed[argument.name].map {
                PlanProblem(
                    .kubeletFlags, at: "[\(index)].name",
                    "The kubelet's flag --\(argument.name) was removed in \($0): the kubelet of \(release.id) does not start with it. Leave it out."
                )
            }
        }
    }

    /// etcd 3.6 took no flag `--experimental-…` over (its release notes).
    private func etcd(_ checked: CheckedPlan, _ release: Release) -> [PlanProblem] {
        let own = release.etcd.at(checked.patch)
        let version = checked.plan.topology == .external && !checked.plan.etcd.version.isEmpty ? checked.plan.etcd.version : own
        guard !version.isEmpty, !VersionOrder.isOlder(version, than: "3.6.0") else { return [] }
        return checked.plan.etcd.extraArgs.enumerated().compactMap { index, argument in
            guard argument.name.hasPrefix("experimental-") else { return nil }
            return PlanProblem(
                .etcdFlags, at: "[\(index)].name",
                "etcd \(version) has no flag --\(argument.name): 3.6 removed all that begin with experimental. Use the flag or feature gate that replaced it."
            )
        }
    }
}
