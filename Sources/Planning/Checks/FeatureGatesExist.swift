import Facts
import Text
import YAML

/// Feature gates that are named exist in the release, and are not locked to the other value: a component that is given such a gate does not
/// start.
struct FeatureGatesExist: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        guard let release = checked.release else { return [] }
        let known = checked.knowledge.gates
        return named(checked.plan).compactMap { problem($0, release, known) } + kubeadm(checked, release)
    }

    /// A gate as the plan names it, wherever it does.
    private struct NamedGate {
        var path, name: String
        /// Nil where it is no boolean.
        var value: Bool?
    }

    private func named(_ plan: ClusterPlan) -> [NamedGate] {
        let own = plan.featureGates.sorted { $0.key < $1.key }.map {
            NamedGate(path: "\(Setting.componentGates.id).\($0.key)", name: $0.key, value: $0.value)
        }
        let flags: [(Setting, [ExtraArgument])] = [
            (.apiServerFlags, plan.controlPlane.apiServer.extraArgs),
            (.controllerManagerFlags, plan.controlPlane.controllerManager.extraArgs),
            (.schedulerFlags, plan.controlPlane.scheduler.extraArgs), (.kubeletFlags, plan.kubelet.extraArgs),
        ]
        let arguments = flags.flatMap { setting, arguments in
            arguments.enumerated().filter { $0.element.name == "feature-gates" }.flatMap { index, argument in
                gates(argument.value, "\(setting.id)[\(index)].value")
            }
        }
        return own + arguments + fields(plan.kubelet.config, .kubeletConfiguration)
            + fields(plan.kubeProxy.config, .proxyConfiguration)
    }

    /// `A=true,B=false`, as a flag takes it. A name before a colon is the component it is for.
    private func gates(_ text: String, _ path: String) -> [NamedGate] {
        text.split(separator: ",").map { part in
            let sides = part.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " } }
            let name = sides.first?.split(separator: ":").last.map(String.init) ?? ""
            return NamedGate(path: path, name: name, value: sides.count == 2 ? Bool(sides[1].lowercased()) : nil)
        }
    }

    private func fields(_ config: [ConfigEntry], _ setting: Setting) -> [NamedGate] {
        config.filter { $0.key == "featureGates" }.flatMap { entry -> [NamedGate] in
            guard case .map(let gates) = entry.value else { return [] }
            return gates.map { gate in
                var value: Bool?
                if case .flag(let flag) = gate.value { value = flag }
                return NamedGate(path: "\(setting.id).featureGates.\(gate.key)", name: gate.key, value: value)
            }
        }
    }

    private func problem(_ gate: NamedGate, _ release: Release, _ known: KnownGates) -> PlanProblem? {
        switch known.verdict(on: gate.name, gate.value, minor: release.minor) {
        case .taken: return nil
        case .notJudged:
            return .warning(
                gate.path,
                "Whether \(release.id) has the feature gate \(gate.name) was not judged: drydock knows the gates of releases up to 1.\(known.newest). A component that does not know it does not start."
            )
        case .removed(let since):
            return PlanProblem(
                gate.path,
                "The feature gate \(gate.name) was removed in 1.\(since): a component of \(release.id) that is given it does not start. Leave it out."
            )
        case .comes(let first):
            return PlanProblem(
                gate.path,
                "The feature gate \(gate.name) came with 1.\(first): a component of \(release.id) that is given it does not start. Leave it out, or use a later release."
            )
        case .locked(let lock):
            return PlanProblem(
                gate.path,
                "The feature gate \(gate.name) is locked to \(lock.value) since 1.\(lock.since): a component of \(release.id) that is given \(!lock.value) does not start. Leave it out."
            )
        case .unknown(let near):
            return PlanProblem(
                gate.path,
                "Kubernetes \(release.id) has no feature gate \(gate.name): a component that is given it does not start."
                    + (near.map { " Did you mean \($0)?" } ?? ""))
        }
    }

    private func kubeadm(_ checked: CheckedPlan, _ release: Release) -> [PlanProblem] {
        let removed = checked.knowledge.removedKubeadmGates(upTo: release.minor)
        return checked.plan.kubeadmFeatureGates.keys.sorted().filter { !release.kubeadmGates.contains($0) }.map { gate in
            let path = "\(Setting.kubeadmGates.id).\(gate)"
            if let since = removed[gate] {
                return PlanProblem(path, "kubeadm's feature gate \(gate) was removed in \(since). Leave it out.")
            }
            let near = NearestWord.to(gate, among: release.kubeadmGates).map { " Did you mean \($0)?" } ?? ""
            let names =
                release.kubeadmGates.isEmpty ? "it knows none" : "it knows \(release.kubeadmGates.joined(separator: ", "))"
            return PlanProblem(path, "kubeadm of \(release.id) has no feature gate \(gate): \(names).\(near)")
        }
    }
}
