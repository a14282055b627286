import Diagnosis
import Planning
import Text
import Wizard

/// What a cluster that was just made still lacks for daily use, and how it is reached from elsewhere.
enum RunbookNext {
    static func text(_ context: PlanContext) -> String {
        guard context.plan.existing == nil, let first = context.plan.firstControlPlane else { return "" }
        var out = "## What now\n\n"
        let host = first.address.contains(":") ? "[\(first.address)]" : first.address
        out +=
            MarkdownText.paragraph("kubectl on your own machine, with the administrator's rights; the file is as good as a key:")
            + "\n"
        let copy =
            first.user == "root"
            ? ["scp", "root@\(host):/etc/kubernetes/admin.conf", "cluster.conf"]
            : ["scp", "\(first.user)@\(host):.kube/config", "cluster.conf"]
        out += MarkdownText.code(
            [ShellLine.of(copy), "chmod 0600 cluster.conf", "kubectl --kubeconfig cluster.conf get nodes"], "sh")
        let endpoint = context.plan.endpoint
        if !endpoint.name.isEmpty, endpoint.inHostsFile {
            out +=
                "\n"
                + MarkdownText.paragraph(
                    "Your machine must know the name \(endpoint.name) too: put `\(endpoint.address.isEmpty ? first.address : endpoint.address) \(endpoint.name)` into its /etc/hosts."
                )
        }
        out += "\n"
        for item in context.knowledge.readiness.nextSteps(of: context.plan) {
            out += MarkdownText.item("\(item.title): \(item.says)")
        }
        return out
    }
}
