import Planning
import Text

/// What to do with Kubespray's input, and what of the plan it cannot carry.
enum KubesprayGuide {
    static func text(_ context: PlanContext, _ tag: KubesprayTag) -> String {
        let name = Kubespray.name(context.plan)
        let inventory = "inventory/\(name)/inventory.ini"
        var out = "# Kubespray: \(context.plan.name)\n\n"
        out += MarkdownText.paragraph(
            "Input for Kubespray \(tag.text), the tag whose newest release is Kubernetes \(context.release.id). Another tag names "
                + "variables and groups in another way: do not mix them.")
        out += "\n## What will stand\n\n" + MarkdownText.code(TopologyDrawing.lines(context.plan), "text")
        out += "\n## Set up\n\n"
        out += MarkdownText.paragraph("On your own machine, with Python 3; `DIR` is the folder that this file lies below.") + "\n"
        out += MarkdownText.code(
            [
                "git clone --branch \(tag.text) --depth 1 https://github.com/kubernetes-sigs/kubespray.git", "cd kubespray",
                "python3 -m venv venv", "venv/bin/pip install -r requirements.txt",
                "cp -r DIR/kubespray/inventory/\(name) inventory/", "venv/bin/ansible -i \(inventory) -m ping all",
                "venv/bin/ansible-playbook -i \(inventory) -b cluster.yml",
            ], "sh")
        out +=
            "\n"
            + MarkdownText.paragraph(
                "A run takes about half an hour and may be run again. Check mode does not work with Kubespray.")
        out += "\n## Later\n\n"
        out += MarkdownText.table(
            ["What", "Command"],
            [
                ["Add a worker that is in the inventory now", "`ansible-playbook -i \(inventory) -b scale.yml --limit=NAME`"],
                ["Take a node away", "`ansible-playbook -i \(inventory) -b remove-node.yml -e node=NAME`"],
                ["Upgrade, one minor release after the other", "`ansible-playbook -i \(inventory) -b upgrade-cluster.yml`"],
                ["Take everything away", "`ansible-playbook -i \(inventory) -b reset.yml`"],
            ])
        let lacking = lacking(context, tag)
        if !lacking.isEmpty { out += "\n## What you must still do\n\n" + lacking.map(MarkdownText.item).joined() }
        return out
    }

    /// Answers of the plan that Kubespray's variables do not carry.
    static func lacking(_ context: PlanContext, _ tag: KubesprayTag) -> [String] {
        let plan = context.plan
        let variables = KubesprayVariables(context: context, tag: tag)
        var out: [String] = []
        if plan.endpoint.balancer == .haproxyKeepalived {
            out.append(
                "The plan wants haproxy and keepalived at \(plan.endpoint.address). Kubespray uses a balancer but sets none up: run one "
                    + "at that address before cluster.yml, or choose kube-vip, which Kubespray brings.")
        }
        if plan.endpoint.balancer == .own {
            out.append(
                "Your load balancer must answer at \(plan.endpoint.address), port \(plan.endpoint.port), before cluster.yml runs."
            )
        }
        if variables.manager == nil {
            out.append("Kubespray has no Mirantis Container Runtime: install it first, and set deploy_container_engine to false.")
        }
        if variables.plugin == nil {
            out.append(
                plan.network.addOn.name == "none"
                    ? "The plan names no network add-on: nodes stay not ready until you install one."
                    : "Kubespray does not install \(plan.network.addOn.name): the plugin is cni, so install the add-on yourself afterwards."
            )
        }
        if plan.network.addOn.replacesKubeProxy || plan.network.addOn.encryption != .none {
            out.append(
                "The plan wants more of \(plan.network.addOn.name) than these files say (no kube-proxy, or encryption). The variables for "
                    + "it differ from tag to tag: look them up in roles/network_plugin/\(plan.network.addOn.name) of \(tag.text)."
            )
        }
        if plan.network.families == [.ipv6], !tag.switchesFamilies {
            out.append("Kubespray makes clusters of IPv6 alone from v2.28; \(tag.text) needs ranges of IPv4 too.")
        }
        if plan.machines.contains(where: \.isWindows) {
            out.append("Kubespray has no Windows nodes: join them with kubeadm afterwards.")
        }
        if plan.etcdMachines.count.isMultiple(of: 2) {
            out.append("etcd has \(plan.etcdMachines.count) members; Kubespray refuses an even number.")
        }
        return out + notCarried(plan).sentences(plan)
    }

    /// Answers for which Kubespray has variables that these files do not set, each with where it goes (inventory/sample and roles/ of
    /// v2.31.0).
    private static func notCarried(_ plan: ClusterPlan) -> SettingsNotCarried {
        var carried: Set = [
            "purpose", "tool", "release", "topology", "machines", "existing", "endpoint.balancer", "endpoint.address",
            "runtime.name",
            "cgroupDriver", "network.podSubnets", "network.serviceSubnets", "network.dnsDomain", "network.addOn.name",
            "network.addOn.encryption", "network.addOn.replacesKubeProxy", "images.repository", "controlPlane.auditLog",
            "controlPlane.encryptionAtRest", "etcd.dataDir", "kubelet.keepSwap", "kubeProxy.mode",
        ]
        // The add-on enforces them by itself, which a law of plans checks.
        carried.insert("network.addOn.networkPolicy")
        if plan.endpoint.balancer != .none, !plan.endpoint.address.isEmpty {
            carried.formUnion(["endpoint.name", "endpoint.port"])
        }
        if plan.proxy.isUsed { carried.insert("proxy") }
        return SettingsNotCarried(
            carried: carried, places: places,
            otherwise: "Kubespray has variables of its own for such settings: look for one in roles/ of this tag.")
    }

    private static let places: [String: String] = {
        let keys = "The size of keys is certificates_key_size, and their life certificates_duration, in days."
        let flags =
            "Flags go into the component's variable that ends in _extra_args or _custom_flags, and a pod's folders into extra_volumes."
        let balancer =
            "Without a balancer Kubespray gives the API server no such name: it is set by apiserver_loadbalancer_domain_name, together with loadbalancer_apiserver."
        var out = [
            "endpoint.name": balancer, "endpoint.port": balancer,
            "endpoint.inHostsFile":
                "Tags up to v2.28 write names into /etc/hosts unless populate_inventory_to_hosts_file is false; where the roles of a later tag lack that variable, the file is left alone.",
            "endpoint.virtualRouterID": "It belongs to keepalived, which Kubespray does not set up.",
            "runtime.version": "The version is the variable that begins with the runtime's name, such as containerd_version.",
            "runtime.install": "Where the runtime is there already, set deploy_container_engine to false.",
            "network.addOn.version": "The version is the variable that begins with the add-on's name, such as calico_version.",
            "images.airGap":
                "Machines that reach no internet need registry_host, files_repo and the *_image_repo of offline.yml, and a mirror of what contrib/offline/generate_list.sh lists.",
            "controlPlane.certSANs": "List them in supplementary_addresses_in_ssl_keys.",
            "controlPlane.schedulesPods": "A control plane takes pods where it is in the group kube_node too.",
            "controlPlane.patches": "Patches are the list kubeadm_patches.",
            "featureGates": "List them in kube_feature_gates, as NAME=true.",
            "kubeadmFeatureGates": "List them in kubeadm_feature_gates, as NAME=true.",
            "certificates.handover": "Kubespray copies the certificates itself.",
            "etcd.certSANs": "List names in etcd_cert_alt_names, and addresses in etcd_cert_alt_ips.",
            "etcd.extraArgs": "Give them as etcd_extra_vars, in the form of environment variables.",
            "etcd.version": "The version is the variable etcd_version.",
            "etcd.endpoints": "Kubespray makes etcd itself: it does not use one that exists.",
            "etcd.snapshots": "Kubespray takes a snapshot before it upgrades etcd, and none by the day.",
            "kubelet.config": "Settings of the kubelet are variables that begin with kubelet_.",
            "kubelet.extraArgs": "Flags of the kubelet go into kubelet_custom_flags.",
            "kubeProxy.config": "Look for the variable that begins with kube_proxy_.",
            "proxy.exceptions": "Without a proxy there are no exceptions from it.",
        ]
        for name in ["algorithm", "validityHours", "caValidityHours"] { out["certificates.\(name)"] = keys }
        for component in ["apiServer", "controllerManager", "scheduler"] {
            for list in ["extraArgs", "extraVolumes"] { out["controlPlane.\(component).\(list)"] = flags }
        }
        return out
    }()
}
