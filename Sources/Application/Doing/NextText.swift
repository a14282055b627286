import Diagnosis
import Planning
import Text
import Wizard

/// What a person does next with a cluster that was just made and tried.
enum NextText {
    static func text(_ context: PlanContext, _ paint: Paint) -> String {
        let plan = context.plan
        guard plan.tool == .kubeadm, plan.existing == nil, let first = plan.firstControlPlane else { return "" }
        var lines = [""]
        func say(_ text: String) { lines += Wrap.lines(text, width: min(Output.width, 100)) }
        say("The cluster is made and was tried: its nodes are ready, and names, pods and a Service answered. What now:")
        lines += ["", paint.bold("kubectl on your own machine, with all rights; the file is as good as a key:")]
        lines += commands(first).map { "    \($0)" }
        if !plan.endpoint.name.isEmpty, plan.endpoint.inHostsFile {
            let address = plan.endpoint.address.isEmpty ? first.address : plan.endpoint.address
            say("Your machine must know the name \(plan.endpoint.name) too. Put this line into its /etc/hosts:")
            lines.append("    \(address) \(plan.endpoint.name)")
        }
        lines += ["", paint.bold("One more worker, by a token that lives for 24 hours; on \(first.name):")]
        lines.append("    kubeadm token create --print-join-command")
        for item in context.knowledge.readiness.nextSteps(of: plan) {
            lines += ["", paint.bold(item.title)]
            say(item.says)
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func commands(_ first: Machine) -> [String] {
        let host = first.address.contains(":") ? "[\(first.address)]" : first.address
        let place = first.user == "root" ? "/etc/kubernetes/admin.conf" : ".kube/config"
        return [
            ShellLine.of(["scp", "\(first.user)@\(host.isEmpty ? first.name : host):\(place)", "cluster.conf"]),
            "chmod 0600 cluster.conf", "kubectl --kubeconfig cluster.conf get nodes",
        ]
    }
}
