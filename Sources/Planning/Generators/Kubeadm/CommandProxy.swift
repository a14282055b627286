/// The proxy for commands that kubeadm runs; the control plane's containers inherit it from `kubeadm init` and `kubeadm join`.
enum CommandProxy {
    /// A command with the proxy in its environment; the bare command where the plan has no proxy.
    static func around(_ words: [String], _ context: PlanContext) -> [String] {
        // Go reads both spellings, and one is enough for what kubeadm starts.
        let environment = ProxyDropIn.environment(context).filter { $0.name.first?.isUppercase == true }
        return environment.isEmpty ? words : ["env"] + environment.map { "\($0.name)=\($0.value)" } + words
    }
}
