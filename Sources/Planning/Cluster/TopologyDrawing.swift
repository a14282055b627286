/// The cluster as a drawing of plain characters: what stands before the API servers, what runs where. For pages and the runbook.
public enum TopologyDrawing {
    /// Machines of one role beyond this many are counted, not drawn.
    private static let mostDrawn = 5

    public static func lines(_ plan: ClusterPlan) -> [String] {
        var out: [String] = []
        let controlPlanes = plan.machines(.controlPlane)
        out += centred(["clients and nodes", "|", plan.endpoint.text, "|"], controlPlanes.count)
        if let balancer = balancer(plan) { out += centred([balancer, "|"], controlPlanes.count) }
        let programs = plan.topology == .external ? ["api-server"] : ["api-server", "etcd"]
        out += boxes(controlPlanes, programs)
        if plan.topology == .external {
            let etcd = plan.machines(.etcd)
            out += centred(["|"], max(controlPlanes.count, etcd.count))
            out += boxes(etcd, ["etcd"])
            if !plan.etcd.endpoints.isEmpty {
                out += centred(["[ your etcd at \(plan.etcd.endpoints[0]) ]"], controlPlanes.count)
            }
        }
        let workers = plan.machines(.worker).filter { !$0.roles.contains(.controlPlane) }
        if !workers.isEmpty { out += [""] + boxes(workers, ["kubelet", "pods"]) }
        return out.map { line in String(line.reversed().drop { $0 == " " }.reversed()) }
    }

    private static func balancer(_ plan: ClusterPlan) -> String? {
        let address = plan.endpoint.address.isEmpty ? "" : " at \(plan.endpoint.address)"
        switch plan.endpoint.balancer {
        case .none: return nil
        case .own: return "[ your load balancer\(address) ]"
        case .haproxyKeepalived: return "[ haproxy and keepalived\(address) ]"
        case .kubeVIP: return "[ kube-vip\(address) ]"
        }
    }

    private static let width = 14

    private static func centred(_ lines: [String], _ count: Int) -> [String] {
        let total = max(1, min(count, mostDrawn)) * (width + 1) - 1
        return lines.map { line in String(repeating: " ", count: max(0, (total - line.count) / 2)) + line }
    }

    private static func boxes(_ machines: [Machine], _ programs: [String]) -> [String] {
        guard !machines.isEmpty else { return [] }
        let drawn = machines.prefix(mostDrawn)
        let edge = drawn.map { _ in "+" + String(repeating: "-", count: width - 2) + "+" }.joined(separator: " ")
        func row(_ text: (Machine) -> String) -> String {
            drawn.map { machine in "|" + padded(text(machine)) + "|" }.joined(separator: " ")
        }
        var out = [edge, row { $0.name }]
        if drawn.contains(where: { !$0.zone.isEmpty }) { out.append(row { $0.zone.isEmpty ? "" : "zone \($0.zone)" }) }
        out += programs.map { program in row { _ in program } } + [edge]
        if machines.count > mostDrawn { out[1] += " and \(machines.count - mostDrawn) more" }
        return out
    }

    private static func padded(_ text: String) -> String {
        let room = width - 4
        let cut = text.count > room ? String(text.prefix(room - 1)) + "~" : text
        return " " + cut + String(repeating: " ", count: room - cut.count) + " "
    }
}
