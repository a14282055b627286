/// The proxy for commands that kubeadm runs; the control plane's containers inherit it from `kubeadm init` and `kubeadm join`.
enum CommandProxy {
    /// A command with the proxy in its environment; the bare command where the plan has no proxy.
    static func around(_ words: [String], _ plan: ClusterPlan) -> [String] {
        guard plan.proxy.isUsed else { return words }
        var out = ["env"]
        if !plan.proxy.http.isEmpty { out.append("HTTP_PROXY=\(plan.proxy.http)") }
        if !plan.proxy.https.isEmpty { out.append("HTTPS_PROXY=\(plan.proxy.https)") }
        return out + ["NO_PROXY=\(exceptions(plan).joined(separator: ","))"] + words
    }

    /// What is reached directly: the machines, the endpoint, pods, Services and what the plan names.
    static func exceptions(_ plan: ClusterPlan) -> [String] {
        var out: [String] = []
        let endpoint = [plan.endpoint.name, plan.endpoint.address].filter { !$0.isEmpty }
        let machines = plan.machines.flatMap { [$0.name] + $0.addresses }
        let cluster = plan.network.podSubnets + plan.network.serviceSubnets + [".svc", ".\(plan.network.dnsDomain)"]
        for name in ["localhost", "127.0.0.1", "::1"] + machines + endpoint + cluster + plan.proxy.exceptions
        where !out.contains(name) { out.append(name) }
        return out
    }
}
