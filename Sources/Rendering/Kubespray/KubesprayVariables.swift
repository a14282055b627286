import Planning
import YAML

/// Kubespray's variables, file by file as its sample inventory has them; only what differs from its defaults or must not drift.
struct KubesprayVariables {
    var context: PlanContext
    var tag: KubesprayTag
    private var plan: ClusterPlan { context.plan }

    init(context: PlanContext, tag: KubesprayTag) {
        self.context = context
        self.tag = tag
    }

    var files: [(name: String, entries: [ConfigEntry])] {
        [("all/all", all), ("all/etcd", etcd), ("k8s_cluster/k8s-cluster", cluster), ("k8s_cluster/addons", addOns)]
    }

    private var all: [ConfigEntry] {
        var out: [ConfigEntry] = []
        if hasBalancer {
            out.append(
                ConfigEntry(
                    "apiserver_loadbalancer_domain_name", .text(plan.endpoint.name),
                    comment: "Stands in every certificate and kubeconfig."))
            out.append(
                ConfigEntry(
                    "loadbalancer_apiserver",
                    .map([
                        ConfigEntry("address", .text(plan.endpoint.address)), ConfigEntry("port", .integer(plan.endpoint.port)),
                    ])))
            out.append(ConfigEntry("loadbalancer_apiserver_localhost", false))
        } else {
            out.append(
                ConfigEntry(
                    "loadbalancer_apiserver_localhost", true,
                    comment: "No balancer stands before the API servers, so each node brings its own to reach all of them."))
        }
        if plan.proxy.isUsed {
            if !plan.proxy.http.isEmpty { out.append(ConfigEntry("http_proxy", .text(plan.proxy.http))) }
            if !plan.proxy.https.isEmpty { out.append(ConfigEntry("https_proxy", .text(plan.proxy.https))) }
            out.append(
                ConfigEntry(
                    "additional_no_proxy", .text(plan.proxy.exceptions.joined(separator: ",")),
                    comment: "Kubespray adds the cluster's own names and addresses."))
        }
        if !plan.images.repository.isEmpty { out.append(ConfigEntry("kube_image_repo", .text(plan.images.repository))) }
        return out
    }

    private var etcd: [ConfigEntry] {
        [
            ConfigEntry("etcd_deployment_type", "host", comment: "etcd as a service of the machine; it needs no other runtime."),
            ConfigEntry("etcd_data_dir", .text(plan.etcd.dataDir)),
        ]
    }

    private var cluster: [ConfigEntry] {
        var out = [
            ConfigEntry(
                "kube_version", .text((tag.versionHasPrefix ? "v" : "") + version),
                comment: tag.versionHasPrefix ? "Tags up to v2.27 want the v." : "From v2.28 without a v."),
            ConfigEntry(
                "cluster_name", .text(plan.network.dnsDomain), comment: "The DNS domain of Services, in spite of its name."),
        ]
        if let manager { out.append(ConfigEntry("container_manager", .text(manager))) }
        if plan.cgroupDriver == .cgroupfs { out.append(ConfigEntry("kubelet_cgroup_driver", "cgroupfs")) }
        out += network
        if plan.kubelet.keepsSwap { out.append(ConfigEntry("kubelet_fail_swap_on", false)) }
        if plan.controlPlane.auditLog { out.append(ConfigEntry("kubernetes_audit", true)) }
        if plan.controlPlane.encryptionAtRest {
            out.append(
                ConfigEntry("kube_encrypt_secret_data", true, comment: "Secrets are encrypted before etcd stores them."))
        }
        return out
    }

    private var network: [ConfigEntry] {
        var out = [
            ConfigEntry("kube_network_plugin", .text(plugin ?? "cni")),
            ConfigEntry(
                "kube_proxy_mode", .text(plan.kubeProxy.mode.rawValue),
                comment: "Set, because Kubespray's default is ipvs, which Kubernetes deprecates from 1.35."),
        ]
        if plan.endpoint.balancer == .kubeVIP {
            out.append(
                ConfigEntry("kube_proxy_strict_arp", true, comment: "Only the holder of kube-vip's address may answer for it."))
        }
        let families = plan.network.families
        for (index, family) in families.enumerated() {
            let suffix = family == .ipv6 ? "_ipv6" : ""
            if index < plan.network.serviceSubnets.count {
                out.append(ConfigEntry("kube_service_addresses\(suffix)", .text(plan.network.serviceSubnets[index])))
            }
            out.append(ConfigEntry("kube_pods_subnet\(suffix)", .text(plan.network.podSubnets[index])))
        }
        if tag.switchesFamilies {
            out.append(ConfigEntry("ipv4_stack", .flag(families.contains(.ipv4))))
            out.append(ConfigEntry("ipv6_stack", .flag(families.contains(.ipv6))))
        } else if plan.isDualStack {
            out.append(ConfigEntry("enable_dual_stack_networks", true))
        }
        return out
    }

    private var addOns: [ConfigEntry] {
        guard plan.endpoint.balancer == .kubeVIP else { return [] }
        var out = [
            ConfigEntry("kube_vip_enabled", true), ConfigEntry("kube_vip_controlplane_enabled", true),
            ConfigEntry("kube_vip_arp_enabled", true), ConfigEntry("kube_vip_address", .text(plan.endpoint.address)),
        ]
        if let interface = plan.firstControlPlane?.interface, !interface.isEmpty {
            out.append(ConfigEntry("kube_vip_interface", .text(interface)))
        }
        return out
    }

    /// The plan's patch, or the newest that the tag can make.
    var version: String {
        let newest = context.release.kubesprayPatch ?? context.patch
        return "\(context.release.id).\(min(context.patch, newest))"
    }

    private var hasBalancer: Bool { plan.endpoint.balancer != .none && !plan.endpoint.address.isEmpty }

    /// Nil where Kubespray has no such runtime.
    var manager: String? {
        switch plan.runtime.kind {
        case .containerd: "containerd"
        case .crio: "crio"
        case .docker: "docker"
        case .mcr: nil
        }
    }

    /// Nil where Kubespray has no such add-on: then it lays the plugins' ground and the add-on is installed by hand.
    var plugin: String? {
        let name = plan.network.addOn.name
        return ["calico", "cilium", "flannel", "kube-ovn", "kube-router"].contains(name) ? name : nil
    }

    static func host(_ machine: Machine) -> [ConfigEntry] {
        var labels = machine.labels
        if !machine.zone.isEmpty, labels["topology.kubernetes.io/zone"] == nil {
            labels["topology.kubernetes.io/zone"] = machine.zone
        }
        var out: [ConfigEntry] = []
        if !labels.isEmpty {
            let entries = labels.sorted { $0.key < $1.key }.map { ConfigEntry($0.key, .text($0.value)) }
            out.append(ConfigEntry("node_labels", .map(entries)))
        }
        if let taints = machine.taints, !taints.isEmpty { out.append(ConfigEntry("node_taints", .texts(taints.map(\.text)))) }
        return out
    }
}
