import Facts

extension Derivation {
    /// Which cgroup driver the kubelet really uses: since KubeletCgroupDriverFromCRI (on from 1.31, behind a gate from 1.28) the
    /// runtime's, where the runtime tells it; else its own setting, and cgroupfs where there is none. Source: kubernetes 1.36.2
    /// cmd/kubelet/app/server.go getCgroupDriverFromCRI, pkg/features/kube_features.go.
    static let kubeletCgroupDriver = Derivation(gives: [CgroupFacts.kubeletDriver]) { facts in
        let key = CgroupFacts.kubeletDriver
        switch facts[KubeletFacts.hasConfig] {
        case .missing(let reason): return facts.miss(key, reason)
        case .known(let value, let sources):
            guard value == .flag(true) else { return facts.set(key, .absent, from: sources) }
        }
        guard case .known(let own, let sources) = facts[KubeletFacts.cgroupDriver] else {
            return facts.miss(key, facts.reason(KubeletFacts.cgroupDriver) ?? "The kubelet's configuration was not read.")
        }
        let setting: Value = own == .absent ? "cgroupfs" : own
        let because = own == .absent ? [Source("the kubelet's default", "cgroupDriver is not set: cgroupfs")] : sources
        switch follows(facts) {
        case .success(false): facts.set(key, setting, from: because)
        case .success(true):
            if case .known(let driver, let told) = facts[RuntimeFacts.cgroupDriver] {
                facts.set(key, driver, from: told)
            } else {
                facts.miss(key, facts.reason(RuntimeFacts.cgroupDriver) ?? "The runtime's cgroup driver is not known.")
            }
        case .failure(let gap):
            // Whichever holds, it is the same.
            if facts.value(RuntimeFacts.cgroupDriver) == setting {
                facts.set(key, setting, from: because)
            } else {
                facts.miss(key, gap.reason)
            }
        }
    }

    private struct Unseen: Error { var reason: Reason }

    /// Whether this kubelet takes the driver that the runtime tells.
    private static func follows(_ facts: FactSet) -> Result<Bool, Unseen> {
        guard let minor = facts.integer(KubeletFacts.minor) else {
            return .failure(Unseen(reason: facts.reason(KubeletFacts.minor) ?? "The kubelet's version is not known."))
        }
        guard asks(minor, facts) else { return .success(false) }
        guard let tells = facts.flag(RuntimeFacts.hasRuntimeConfig) else {
            return .failure(
                Unseen(
                    reason: facts.reason(RuntimeFacts.hasRuntimeConfig)
                        ?? "It is not known whether the runtime reports its cgroup driver."))
        }
        return .success(tells)
    }

    private static func asks(_ minor: Int, _ facts: FactSet) -> Bool {
        let gate = facts.rows(KubeletFacts.featureGates)?.last { $0.text(.name) == "KubeletCgroupDriverFromCRI" }?.flag(.isOn)
        switch minor {
        case ..<28: return false
        case 28...30: return gate ?? false
        case 31...33: return gate ?? true
        default: return true
        }
    }
}
