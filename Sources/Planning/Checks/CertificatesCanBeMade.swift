/// kubeadm of the release can make the certificates as asked.
struct CertificatesCanBeMade: PlanCheck {
    /// kubeadm v1beta4, ClusterConfiguration.encryptionAlgorithm.
    private static let algorithms = ["RSA-2048", "RSA-3072", "RSA-4096", "ECDSA-P256", "ECDSA-P384"]

    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        guard let release = checked.release else { return [] }
        let settings = checked.plan.certificates
        var out: [PlanProblem] = []
        let given: [(Setting, Bool)] = [
            (.keyAlgorithm, !settings.algorithm.isEmpty), (.certificateLifetime, settings.validityHours != nil),
            (.authorityLifetime, settings.caValidityHours != nil),
        ]
        if release.configAPI == .v1beta3 {
            for (setting, isGiven) in given where isGiven {
                out.append(
                    PlanProblem(
                        setting,
                        "kubeadm \(release.id) reads v1beta3, which has no \(setting.name) for certificates. Leave it out, or use 1.31 or later."
                    ))
            }
        } else if !settings.algorithm.isEmpty, !release.keyAlgorithms.contains(settings.algorithm) {
            let known = release.keyAlgorithms.joined(separator: ", ")
            let why = Self.algorithms.contains(settings.algorithm) ? "later releases have it" : "kubeadm does not know it"
            out.append(
                PlanProblem(
                    .keyAlgorithm,
                    "\"\(settings.algorithm)\" is not a key algorithm of kubeadm \(release.id) (\(why)). It has \(known)."))
        }
        return out + lifetimes(settings)
    }

    private func lifetimes(_ settings: CertificateSettings) -> [PlanProblem] {
        let leaf = settings.validityHours ?? 8760
        let authority = settings.caValidityHours ?? 87600
        guard leaf > authority else { return [] }
        return [
            PlanProblem(
                .certificateLifetime,
                "Certificates valid for \(leaf) hours would outlive their authorities, which are valid for \(authority).")
        ]
    }
}
