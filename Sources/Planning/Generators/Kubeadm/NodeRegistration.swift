import Addresses
import YAML

/// How a machine is registered as a node: the `nodeRegistration` of kubeadm's init and join.
struct NodeRegistration {
    let context: PlanContext
    let machine: Machine

    var entries: [ConfigEntry] {
        var out = [
            ConfigEntry("name", .text(machine.name)),
            ConfigEntry(
                "criSocket", .text(machine.isWindows ? CRISocket.windows : context.criSocket),
                comment: "Named, because kubeadm stops where it finds more than one runtime."),
        ]
        if let taints { out.append(taints) }
        if isToldToBearCgroupV1 {
            out.append(
                ConfigEntry(
                    "ignorePreflightErrors", ["SystemVerification"],
                    comment:
                        "kubeadm refuses cgroup v1 too, whatever failCgroupV1 says, unless this check is passed over by name."))
        }
        let arguments = ComponentArguments.merged(nodeAddresses, context.plan.kubelet.extraArgs)
        if !arguments.isEmpty {
            out.append(ConfigEntry("kubeletExtraArgs", ComponentArguments.value(arguments, context.release.configAPI)))
        }
        return out
    }

    /// From 1.35 on two things stop a node on cgroup v1: the kubelet, unless failCgroupV1 is false, and kubeadm's own check of the
    /// system, which says "You must also explicitly skip this validation" (kubeadm 1.35 and 1.36 run on such machines).
    private var isToldToBearCgroupV1: Bool {
        !machine.isWindows && context.release.refusesCgroupV1 && context.plan.kubelet.config["failCgroupV1"] == .flag(false)
    }

    /// Absent leaves kubeadm's own taints to a control plane; an empty list means none.
    private var taints: ConfigEntry? {
        if let taints = machine.taints {
            return ConfigEntry("taints", .list(taints.map(Self.value)), comment: "As the plan has them for this machine.")
        }
        guard machine.roles.contains(.controlPlane), Self.schedulesPods(machine, context.plan) else { return nil }
        return ConfigEntry("taints", [], comment: "None: ordinary pods may run on this control plane.")
    }

    private static func value(_ taint: Machine.Taint) -> ConfigValue {
        var out = [ConfigEntry("key", .text(taint.key))]
        if !taint.value.isEmpty { out.append(ConfigEntry("value", .text(taint.value))) }
        return .map(out + [ConfigEntry("effect", .text(taint.effect.rawValue))])
    }

    /// Whether ordinary pods may run on a machine.
    static func schedulesPods(_ machine: Machine, _ plan: ClusterPlan) -> Bool {
        if let taints = machine.taints { return !taints.contains { $0.effect != .preferNoSchedule } }
        if !machine.roles.contains(.controlPlane) { return machine.roles.contains(.worker) }
        if let answer = plan.controlPlane.schedulesPods { return answer }
        // Of a cluster that is there already the plan does not list the workers, so their number says nothing.
        return machine.roles.contains(.worker) || (plan.existing == nil && plan.machines(.worker).isEmpty)
    }

    /// `--node-ip`, where the kubelet's own choice, the address of the default route's interface, may be another.
    private var nodeAddresses: [ExtraArgument] {
        let families = context.plan.network.families
        guard families.count == 2 || families.first == .ipv6 || !machine.interface.isEmpty else { return [] }
        let addresses = families.compactMap { Self.address(of: machine, $0) }
        return addresses.isEmpty ? [] : [ExtraArgument(name: "node-ip", value: addresses.joined(separator: ","))]
    }

    private static func address(of machine: Machine, _ family: ClusterNetwork.Family) -> String? {
        machine.addresses.first { IPAddress($0)?.isIPv6 == (family == .ipv6) }
    }

    /// The address that the API server and etcd give as theirs. It has to be of the first family of the Service ranges.
    static func advertised(_ machine: Machine, _ plan: ClusterPlan) -> String {
        plan.network.families.first.flatMap { address(of: machine, $0) } ?? machine.address
    }
}

/// An address or name as it stands in a URL.
enum HostText {
    static func of(_ host: String) -> String { host.contains(":") ? "[\(host)]" : host }
}
