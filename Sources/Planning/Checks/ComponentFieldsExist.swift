import Facts
import Text
import YAML

/// Settings of kubelets and kube-proxy are fields that the release has, and hold what they take: kubeadm reads both strictly ("strict
/// decoding error: unknown field"), and stops after all packages are in.
struct ComponentFieldsExist: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        guard let release = checked.release else { return [] }
        let plan = checked.plan
        let proxy = ConfigFields(
            program: "kube-proxy", release: release.id, fields: Set(Self.proxy.filter { $0.value <= release.minor }.keys),
            later: Self.proxy.filter { $0.value > release.minor }, nested: Self.proxyParts)
        return kubelet(plan.kubelet.config, release, checked.knowledge.kubeletFields)
            + proxy.unknown(plan.kubeProxy.config, Setting.proxyConfiguration.id, "")
    }

    private func kubelet(_ config: [ConfigEntry], _ release: Release, _ known: KubeletFields) -> [PlanProblem] {
        // Of a release whose fields are not known no field is called missing.
        guard release.minor <= known.newest else { return [] }
        let since = known.since
        let fields = ConfigFields(
            program: "the kubelet", release: release.id, fields: Set(since.filter { $0.value <= release.minor }.keys),
            later: since.filter { $0.value > release.minor }, nested: KubeletFields.nested)
        let path = Setting.kubeletConfiguration.id
        return fields.unknown(config, path, "") + config.compactMap { value($0, path) }
    }

    private func value(_ entry: ConfigEntry, _ path: String) -> PlanProblem? {
        let path = "\(path).\(entry.key)"
        switch entry.value {
        case .null, .integer, .flag, .text, .block, .number: break
        case .list, .map: return nil
        }
        if KubeletFields.numbers.contains(entry.key) {
            if case .integer = entry.value { return nil }
            if case .null = entry.value { return nil }
            return PlanProblem(path, "\(entry.key) holds a whole number, and kubeadm refuses anything else.")
        }
        if KubeletFields.flags.contains(entry.key) {
            if case .flag = entry.value { return nil }
            if case .null = entry.value { return nil }
            return PlanProblem(path, "\(entry.key) holds true or false, and kubeadm refuses anything else.")
        }
        if let words = KubeletFields.words[entry.key], case .text(let text) = entry.value, !text.isEmpty, !words.contains(text) {
            return PlanProblem(
                path,
                "\"\(text)\" is not a value of \(entry.key): the kubelet accepts \(words.joined(separator: ", ")), and does not start with another."
            )
        }
        return nil
    }

    /// Fields of KubeProxyConfiguration v1alpha1 with the minor that knows each first; 22 stands for all before (k8s.io/kube-proxy,
    /// config/v1alpha1/types.go).
    private static let proxy: [String: Int] = {
        let old = """
            apiVersion kind featureGates clientConnection logging hostnameOverride bindAddress healthzBindAddress metricsBindAddress \
            bindAddressHardFail enableProfiling showHiddenMetricsForVersion mode iptables ipvs winkernel detectLocalMode detectLocal \
            clusterCIDR nodePortAddresses oomScoreAdj conntrack configSyncPeriod portRange udpIdleTimeout windowsRunAsService
            """
        var out: [String: Int] = ["nftables": 29]
        for name in old.split(separator: " ") { out[String(name)] = 22 }
        return out
    }()

    private static let proxyParts: [String: Set<String>] = [
        "clientConnection": ["kubeconfig", "acceptContentTypes", "contentType", "qps", "burst"],
        "iptables": ["masqueradeBit", "masqueradeAll", "localhostNodePorts", "syncPeriod", "minSyncPeriod"],
        "ipvs": [
            "syncPeriod", "minSyncPeriod", "scheduler", "excludeCIDRs", "strictARP", "tcpTimeout", "tcpFinTimeout", "udpTimeout",
        ],
        "nftables": ["masqueradeBit", "masqueradeAll", "syncPeriod", "minSyncPeriod"],
        "conntrack": [
            "maxPerCore", "min", "tcpEstablishedTimeout", "tcpCloseWaitTimeout", "tcpBeLiberal", "udpTimeout", "udpStreamTimeout",
        ],
        "detectLocal": ["bridgeInterface", "interfaceNamePrefix"],
        "winkernel": ["networkName", "sourceVip", "enableDSR", "rootHnsEndpointName", "forwardHealthCheckVip"],
    ]
}

/// The fields of one kind of configuration, against which a plan's settings are held.
private struct ConfigFields {
    var program: String
    var release: String
    /// Of the first level.
    var fields: Set<String>
    /// Fields that come later, with their minor.
    var later: [String: Int]
    /// The fields within a field, by path; `[]` stands for each member of a list.
    var nested: [String: Set<String>]

    func unknown(_ entries: [ConfigEntry], _ place: String, _ path: String) -> [PlanProblem] {
        let known = path.isEmpty ? fields : nested[path]
        guard let known else { return [] }
        return entries.flatMap { entry -> [PlanProblem] in
            let place = "\(place).\(entry.key)"
            if known.contains(entry.key) {
                let inner = path.isEmpty ? entry.key : "\(path).\(entry.key)"
                switch entry.value {
                case .map(let parts): return unknown(parts, place, inner)
                case .list(let members):
                    return members.enumerated().flatMap { index, member -> [PlanProblem] in
                        if case .map(let parts) = member { unknown(parts, "\(place)[\(index)]", "\(inner)[]") } else { [] }
                    }
                default: return []
                }
            }
            if path.isEmpty, let since = later[entry.key] {
                return [
                    PlanProblem(
                        place,
                        "\(entry.key) came with 1.\(since): kubeadm of \(release) refuses a configuration of \(program) that has it. Leave it out, or use a later release."
                    )
                ]
            }
            let near = NearestWord.to(entry.key, among: known.sorted()).map { " Did you mean \($0)?" } ?? ""
            return [
                PlanProblem(
                    place, "\(entry.key) is not a field of \(program)'s configuration: kubeadm of \(release) refuses it.\(near)")
            ]
        }
    }
}
