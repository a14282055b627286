import Planning
import YAML

extension PlanChecksTests {
    static let releaseCases: [Case] = [
        Case("a release that is not known", at: "spec.release", "1.22 is not known") {
            $0.release = KubernetesVersion(minor: 22)
        },
        Case("the newest release", at: "spec.release", "release notes alone", isError: false) {
            $0.release = KubernetesVersion(minor: 37)
        },
        Case("a patch beyond the newest", at: "spec.release", "1.36.9 is newer", isError: false) {
            $0.release = KubernetesVersion(minor: 36, patch: 9)
        },
        Case("the newest patch", at: "spec.release", nil) { $0.release = KubernetesVersion(minor: 36, patch: 3) },
        Case("a release past its end", at: "spec.release", "ended on 2025-10-28", isError: false) {
            $0.release = KubernetesVersion(minor: 31)
        },
    ]

    static let machineCases: [Case] = [
        Case("two control planes", at: "spec.topology", "there are 2") { $0.machines.remove(at: 2) },
        Case("four control planes", at: "spec.topology", "Use 3 or 5") { plan in
            plan.machines[3].roles = [.controlPlane]
        },
        Case("three control planes", at: "spec.topology", nil) { _ in },
        Case("two in the topology single", .single, at: "spec.topology", "but 2 machines") { plan in
            plan.machines.append(Machine(name: "cp2", addresses: ["192.0.2.12"], roles: [.controlPlane]))
        },
        Case("no control plane", .single, at: "spec.machines", "No machine has the role") { $0.machines[0].roles = [.worker] },
        Case("external without etcd", .external, at: "spec.topology", "there is none") { plan in
            plan.machines.removeAll { $0.roles == [.etcd] }
        },
        Case("external with two members", .external, at: "spec.topology", "2 survive") { $0.machines.removeLast() },
        Case("external with one member", .external, at: "spec.topology", "does not survive any loss", isError: false) {
            $0.machines.removeLast(2)
        },
        Case("external with three members", .external, at: "spec.topology", nil) { _ in },
        Case("etcd in the topology stacked", at: "spec.machines[3].roles", "runs on the control planes") {
            $0.machines[3].roles = [.etcd]
        },
        Case("etcd on a control plane in external", .external, at: "spec.machines[0].roles", "machines of its own") {
            $0.machines[0].roles = [.controlPlane, .etcd]
        },
        Case("a control plane that works", at: "spec.machines[0].roles", nil) {
            $0.machines[0].roles = [.controlPlane, .worker]
        },
        Case("a balancer that works", at: "spec.machines[3].roles", "machine of its own") {
            $0.machines[3].roles = [.worker, .loadBalancer]
        },
        Case("a control plane on Windows", at: "spec.machines[0].roles", "only workers on Windows") {
            $0.machines[0].os = .windows
        },
        Case("a role twice", at: "spec.machines[3].roles", "twice") { $0.machines[3].roles = [.worker, .worker] },
        Case("no role", at: "spec.machines[3].roles", "no role") { $0.machines[3].roles = [] },
        Case("a name with a capital", at: "spec.machines[0].name", "RFC 1123") { $0.machines[0].name = "CP1" },
        Case("a name with a dash at its end", at: "spec.machines[0].name", "RFC 1123") { $0.machines[0].name = "cp-" },
        Case("a name with dots", at: "spec.machines[0].name", nil) { $0.machines[0].name = "cp1.example.internal" },
        Case("a name twice", at: "spec.machines[4].name", "also the name of machine 1") { $0.machines[4].name = "cp1" },
        Case("an address that is none", at: "spec.machines[3].address", "not an IP address") {
            $0.machines[3].addresses = ["192.0.2"]
        },
        Case("an address twice", at: "spec.machines[4].address", "also the address of cp1") {
            $0.machines[4].addresses = ["192.0.2.11"]
        },
        Case("a loopback address", at: "spec.machines[4].address", "loopback") { $0.machines[4].addresses = ["127.0.1.1"] },
        Case("two of one family", at: "spec.machines[4].address[1]", "two addresses") {
            $0.machines[4].addresses = ["192.0.2.50", "192.0.2.51"]
        },
        Case("no address", at: "spec.machines[4].address", "has no address") { $0.machines[4].addresses = [] },
        Case("a label's key with two slashes", at: "spec.machines[3].labels.a/b/c", "not a key of a label") {
            $0.machines[3].labels = ["a/b/c": ""]
        },
        Case("a label's value with a blank", at: "spec.machines[3].labels.rack", "not a value") {
            $0.machines[3].labels = ["rack": "row 1"]
        },
        Case("a label of the cluster's namespace", at: "spec.machines[3].labels.node-role.kubernetes.io/worker", "may not set") {
            $0.machines[3].labels = ["node-role.kubernetes.io/worker": ""]
        },
        Case("a zone's label", at: "spec.machines[3].labels.topology.kubernetes.io/zone", nil) {
            $0.machines[3].labels = ["topology.kubernetes.io/zone": "a"]
        },
        Case("a label of the nodes' namespace", at: "spec.machines[3].labels.storage.node.kubernetes.io/fast", nil) {
            $0.machines[3].labels = ["storage.node.kubernetes.io/fast": "yes"]
        },
        Case("a taint's key that is none", at: "spec.machines[3].taints[0]", "not a key of a taint") {
            $0.machines[3].taints = [.init(key: "-a", effect: .noSchedule)]
        },
        Case("a taint twice", at: "spec.machines[3].taints[1]", "appears twice") {
            $0.machines[3].taints = [.init(key: "a", effect: .noSchedule), .init(key: "a", value: "b", effect: .noSchedule)]
        },
        Case("a taint with two effects", at: "spec.machines[3].taints[1]", nil) {
            $0.machines[3].taints = [.init(key: "a", effect: .noSchedule), .init(key: "a", effect: .noExecute)]
        },
    ]

    static let endpointCases: [Case] = [
        Case("haproxy on the API server's port", at: "spec.endpoint.port", "the API server's own") { $0.endpoint.port = 6443 },
        Case("haproxy on machines of its own", at: "spec.endpoint.port", nil) { plan in
            plan.endpoint.port = 6443
            plan.machines.append(Machine(name: "lb1", addresses: ["192.0.2.5"], roles: [.loadBalancer]))
        },
        Case("kube-vip on another port", at: "spec.endpoint.port", "Nothing in front of") { $0.endpoint.balancer = .kubeVIP },
        Case("kube-vip on the API server's port", at: "spec.endpoint.port", nil) { plan in
            plan.endpoint.balancer = .kubeVIP
            plan.endpoint.port = 6443
        },
        Case(
            "keepalived without interfaces, said once", at: "spec.machines[0].interface", "for cp1, cp2, cp3, so", isError: false
        ) { plan in
            for index in plan.machines.indices { plan.machines[index].interface = "" }
        },
        Case("keepalived with one of them", at: "spec.machines[0].interface", "for cp1, cp3, so", isError: false) { plan in
            for index in [0, 2] { plan.machines[index].interface = "" }
        },
        Case("keepalived with all", at: "spec.machines[0].interface", nil) { plan in
            for index in plan.machines.indices { plan.machines[index].interface = "ens3" }
        },
        Case("a worker without an interface", at: "spec.machines[3].interface", nil) { _ in },
        Case("a port that is none", at: "spec.endpoint.port", "is not a port") { $0.endpoint.port = 70000 },
        Case("keepalived without an address", at: "spec.endpoint.address", "none is given") { $0.endpoint.address = "" },
        Case("kube-vip without an address", at: "spec.endpoint.address", "none is given") { plan in
            plan.endpoint.balancer = .kubeVIP
            plan.endpoint.address = ""
        },
        Case("an address that a machine has", at: "spec.endpoint.address", "address of cp2") {
            $0.endpoint.address = "192.0.2.12"
        },
        Case("an address that is none", at: "spec.endpoint.address", "not an IP address") { $0.endpoint.address = "vip" },
        Case("a router id of zero", at: "spec.endpoint.virtualRouterID", "1 to 255") { $0.endpoint.virtualRouterID = 0 },
        Case("a router id of 255", at: "spec.endpoint.virtualRouterID", nil) { $0.endpoint.virtualRouterID = 255 },
        Case("the endpoint is a node's name", at: "spec.endpoint.name", "cp1 itself") { $0.endpoint.name = "cp1" },
        Case("the endpoint is a node's address", at: "spec.endpoint.name", "cp2 itself") { $0.endpoint.name = "192.0.2.12" },
        Case("the endpoint is the only node's name", .single, at: "spec.endpoint.name", nil) { $0.endpoint.name = "cp1" },
        Case("the endpoint has an underscore", at: "spec.endpoint.name", "neither a DNS name") {
            $0.endpoint.name = "api_server"
        },
        Case("the endpoint is half an address", at: "spec.endpoint.name", "neither a DNS name") { $0.endpoint.name = "192.0.2" },
        Case("no endpoint for three", at: "spec.endpoint.name", "no name") { $0.endpoint.name = "" },
        Case("no endpoint for one", .single, at: "spec.endpoint.name", "never get a second", isError: false) {
            $0.endpoint.name = ""
        },
        Case("balancers without haproxy", at: "spec.endpoint.balancer", "role load-balancer") { plan in
            plan.endpoint.balancer = .kubeVIP
            plan.machines.append(Machine(name: "lb1", addresses: ["192.0.2.5"], roles: [.loadBalancer]))
        },
        Case("a balancer of one's own for /etc/hosts", at: "spec.endpoint.address", "inHostsFile: false") { plan in
            plan.endpoint.balancer = .own
            plan.endpoint.address = ""
        },
        Case("a balancer of one's own that DNS knows", at: "spec.endpoint.address", nil) { plan in
            plan.endpoint.balancer = .own
            plan.endpoint.address = ""
            plan.endpoint.inHostsFile = false
        },
    ]

    static let rangeCases: [Case] = [
        Case("a range inside itself", at: "spec.network.podSubnets[0]", "Write the range itself: 10.244.0.0/16") {
            $0.network.podSubnets = ["10.244.3.1/16"]
        },
        Case("a range that is none", at: "spec.network.serviceSubnets[0]", "not a range") {
            $0.network.serviceSubnets = ["10.96.0.0"]
        },
        Case("no range", at: "spec.network.podSubnets", "There is no range") { $0.network.podSubnets = [] },
        Case("two of one family", at: "spec.network.podSubnets", "of the family IPv4") {
            $0.network.podSubnets = ["10.244.0.0/16", "10.245.0.0/16"]
        },
        Case("Services too wide", at: "spec.network.serviceSubnets[0]", "/12 at most") {
            $0.network.serviceSubnets = ["10.0.0.0/11"]
        },
        Case("Services too few", at: "spec.network.serviceSubnets[0]", "has 8 addresses") {
            $0.network.serviceSubnets = ["10.96.0.0/29"]
        },
        Case("sixteen Services", at: "spec.network.serviceSubnets[0]", nil) { $0.network.serviceSubnets = ["10.96.0.0/28"] },
        Case("eight pods", at: "spec.network.podSubnets[0]", "kubeadm wants 14") { $0.network.podSubnets = ["10.244.0.0/29"] },
        Case("a pod range smaller than a node's", at: "spec.network.podSubnets[0]", "smaller than the /24") {
            $0.network.podSubnets = ["10.244.0.0/25"]
        },
        Case("a pod range of half a continent", at: "spec.network.podSubnets[0]", "16 bits longer") {
            $0.network.podSubnets = ["11.0.0.0/7"]
        },
        Case("four nodes' room for five", at: "spec.network.podSubnets[0]", "holds 4 nodes") {
            $0.network.podSubnets = ["10.244.0.0/22"]
        },
        Case("eight nodes' room for five", at: "spec.network.podSubnets[0]", nil) { $0.network.podSubnets = ["10.244.0.0/21"] },
        Case("more pods than a node's range", at: "spec.network.podSubnets[0]", "maxPods is 300") {
            $0.kubelet.config = [ConfigEntry("maxPods", 300)]
        },
        Case("a shorter node mask", at: "spec.network.podSubnets[0]", nil) { plan in
            plan.kubelet.config = [ConfigEntry("maxPods", 300)]
            plan.controlPlane.controllerManager.extraArgs = [ExtraArgument(name: "node-cidr-mask-size", value: "23")]
        },
        Case("pods within Services", at: "spec.network.serviceSubnets[0]", "overlap") {
            $0.network.podSubnets = ["10.97.0.0/16"]
        },
        Case("pods beside Services", at: "spec.network.serviceSubnets[0]", nil) { $0.network.podSubnets = ["10.112.0.0/16"] },
        Case("pods where machines are", at: "spec.network.podSubnets[0]", "the address of cp1") { plan in
            plan.network.podSubnets = ["192.0.0.0/16"]
        },
        Case("pods where the endpoint is", at: "spec.network.podSubnets[0]", "the endpoint's address") {
            $0.endpoint.address = "10.244.9.9"
        },
        Case("the add-on's own range", at: "spec.network.addOn.name", "Kube-OVN itself") { plan in
            plan.network.addOn.name = "kube-ovn"
            plan.network.podSubnets = ["100.64.0.0/16"]
        },
        Case("families in another order", at: "spec.network.serviceSubnets", "same order") { plan in
            plan.network.podSubnets = ["10.244.0.0/16", "fd00:10:244::/56"]
            plan.network.serviceSubnets = ["fd00:10:96::/112", "10.96.0.0/12"]
        },
        Case("machines of one family alone", at: "spec.machines[0].address", "IPv4 alone") { dualStack(&$0) },
        Case("machines of both families", at: "spec.machines[0].address", nil) { plan in
            dualStack(&plan)
            plan.machines[0].addresses.append("2001:db8::11")
        },
        Case("machines in another order", at: "spec.machines[0].address", "primary family is IPv4") { plan in
            dualStack(&plan)
            plan.machines[0].addresses = ["2001:db8::11", "192.0.2.11"]
        },
        Case("IPv6 pods on IPv4 machines", at: "spec.machines[0].address", "primary family is IPv6") { plan in
            plan.network.podSubnets = ["fd00:10:244::/56"]
            plan.network.serviceSubnets = ["fd00:10:96::/112"]
        },
    ]

    @Sendable static func dualStack(_ plan: inout ClusterPlan) {
        plan.network.podSubnets = ["10.244.0.0/16", "fd00:10:244::/56"]
        plan.network.serviceSubnets = ["10.96.0.0/12", "fd00:10:96::/112"]
    }
}
