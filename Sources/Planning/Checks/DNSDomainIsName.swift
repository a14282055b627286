/// The cluster's domain is a DNS name that no one else answers for, and the cluster's name can stand in a kubeconfig.
struct DNSDomainIsName: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        let plan = checked.plan
        var out: [PlanProblem] = []
        let domain = plan.network.dnsDomain
        let path = Setting.dnsDomain.id
        if !NameForm.isDNSName(domain) {
            out.append(
                PlanProblem(
                    path,
                    "\"\(domain)\" is not a DNS name such as cluster.local: lower-case letters, digits and dashes, with dots in between."
                ))
        } else if plan.endpoint.name == domain || plan.endpoint.name.hasSuffix(".\(domain)") {
            out.append(
                PlanProblem(
                    path,
                    "The endpoint \(plan.endpoint.name) lies in the cluster's own domain \(domain), so pods would look for it in cluster DNS. Use another domain for one of them."
                ))
        } else if domain.hasSuffix(".local") == false, domain == "local" || !domain.contains(".") {
            out.append(
                .warning(
                    path,
                    "The cluster's domain \"\(domain)\" has one part only, and such a name may also be found elsewhere. cluster.local is usual."
                ))
        }
        if !NameForm.isDNSName(plan.name) {
            out.append(
                PlanProblem(
                    "metadata.name", "\"\(plan.name)\" is not a name for a cluster: lower-case letters, digits, dashes and dots.")
            )
        }
        return out
    }
}
