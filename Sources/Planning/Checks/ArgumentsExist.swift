import Facts
import Text

/// Flags that are given still exist, and are given once where the form of kubeadm's configuration holds each once.
struct ArgumentsExist: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        guard let release = checked.release else { return [] }
        let plan = checked.plan
        let lists = [
            ProgramArguments(
                setting: .apiServerFlags, program: "kube-apiserver", words: "kube-apiserver",
                arguments: plan.controlPlane.apiServer.extraArgs),
            ProgramArguments(
                setting: .controllerManagerFlags, program: "kube-controller-manager", words: "kube-controller-manager",
                arguments: plan.controlPlane.controllerManager.extraArgs),
            ProgramArguments(
                setting: .schedulerFlags, program: "kube-scheduler", words: "kube-scheduler",
                arguments: plan.controlPlane.scheduler.extraArgs),
            ProgramArguments(
                setting: .kubeletFlags, program: "kubelet", words: "the kubelet", arguments: plan.kubelet.extraArgs),
        ]
        return lists.flatMap { names($0.arguments, $0.setting, release) } + names(plan.etcd.extraArgs, .etcdFlags, release)
            + exist(checked, release, lists) + etcd(checked, release) + anonymous(plan, release)
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

    /// Flags that the release no longer, not yet or never had: a program stops at its start with one that it does not know.
    private func exist(_ checked: CheckedPlan, _ release: Release, _ lists: [ProgramArguments]) -> [PlanProblem] {
        let known = checked.knowledge.flags
        let releases = checked.knowledge.knownReleases
        return lists.flatMap { list in
            list.arguments.enumerated().compactMap { index, argument -> PlanProblem? in
                guard !argument.name.isEmpty, !argument.name.hasPrefix("-") else { return nil }
                let path = "\(list.setting.id)[\(index)].name"
                let flag = "flag --\(argument.name)"
                if let gone = releases.removal(of: argument.name, program: list.program, minor: release.minor) {
                    return PlanProblem(
                        path,
                        "\(list.start)'s \(flag) was removed in 1.\(gone.since): \(list.words) of \(release.id) does not start with it. Leave it out."
                    )
                }
                switch known.verdict(on: argument.name, of: list.program, minor: release.minor) {
                case .taken: return nil
                case .notJudged: return unjudged(path, "\(list.words) of \(release.id)", flag, "releases up to 1.\(known.newest)")
                case .comes(let first):
                    return PlanProblem(
                        path,
                        "\(list.start)'s \(flag) came with 1.\(first): \(list.words) of \(release.id) does not start with it. Leave it out, or use a later release."
                    )
                case .unknown(let near): return unknown(path, "\(list.start) of \(release.id)", flag, near)
                }
            }
        }
    }

    private func unjudged(_ path: String, _ program: String, _ flag: String, _ range: String) -> PlanProblem {
        .warning(
            path,
            "Whether \(program) has the \(flag) was not judged: drydock knows the flags of \(range). With a flag that it does not know it does not start."
        )
    }

    private func unknown(_ path: String, _ program: String, _ flag: String, _ near: String?) -> PlanProblem {
        PlanProblem(
            path, "\(program) has no \(flag), and does not start with it." + (near.map { " Did you mean --\($0)?" } ?? ""))
    }

    /// etcd's flags go by its own version. They are known of the series that releases bring.
    private func etcd(_ checked: CheckedPlan, _ release: Release) -> [PlanProblem] {
        let own = release.etcd.at(checked.patch)
        let version = checked.plan.topology == .external && !checked.plan.etcd.version.isEmpty ? checked.plan.etcd.version : own
        guard let series = SeriesVersion(version) else { return [] }
        let known = checked.knowledge.flags
        let minor = checked.knowledge.releases.last { SeriesVersion($0.etcd.at(0)).map { $0 == series } ?? false }?.minor
        return checked.plan.etcd.extraArgs.enumerated().compactMap { index, argument in
            let path = "\(Setting.etcdFlags.id)[\(index)].name"
            let (program, flag) = ("etcd \(version)", "flag --\(argument.name)")
            guard !argument.name.isEmpty, !argument.name.hasPrefix("-") else { return nil }
            if let gone = EtcdFlagRemoval.of(argument.name, in: series) {
                return PlanProblem(
                    path, "\(program) has no \(flag): \(gone.since.text) removed it. What to give instead: \(gone.instead).")
            }
            let verdict = minor.map { known.verdict(on: argument.name, of: "etcd", minor: min($0, known.newest)) } ?? .notJudged
            switch verdict {
            case .taken: return nil
            case .notJudged: return unjudged(path, program, flag, "other series")
            case .comes:
                return PlanProblem(
                    path, "\(program) has no \(flag): it came with a later series. Leave it out, or use a later etcd.")
            case .unknown(let near): return unknown(path, program, flag, near)
            }
        }
    }
}

/// The flags that a plan gives to a program.
private struct ProgramArguments {
    var setting: Setting
    /// As `KnownFlags` names it.
    var program: String
    /// As a sentence names it.
    var words: String
    var arguments: [ExtraArgument]

    /// `words` at the beginning of a sentence.
    var start: String { program == "kubelet" ? "The kubelet" : words }
}
