import YAML

/// kubeadm's ClusterConfiguration: what all control planes have in common.
struct ClusterDocument {
    let context: PlanContext

    private var plan: ClusterPlan { context.plan }
    private var api: Release.ConfigAPI { context.release.configAPI }

    var entries: [ConfigEntry] {
        var out = [
            ConfigEntry("apiVersion", .text("kubeadm.k8s.io/\(api.rawValue)")),
            ConfigEntry("kind", "ClusterConfiguration"),
            ConfigEntry("clusterName", .text(plan.name)),
            ConfigEntry(
                "kubernetesVersion", .text("v\(context.version)"),
                comment: "Pinned, so that kubeadm asks no server on the internet for the newest."),
        ]
        if !plan.endpoint.name.isEmpty {
            out.append(
                ConfigEntry(
                    "controlPlaneEndpoint", .text(plan.endpoint.text),
                    comment: "It stands in every certificate and kubeconfig and cannot be given later."))
        }
        out.append(repository)
        out.append(ConfigEntry("networking", .map(networking)))
        out.append(ConfigEntry("apiServer", .map(apiServer)))
        if let entry = component("controllerManager", plan.controlPlane.controllerManager, NodeRanges.arguments(plan.network)) {
            out.append(entry)
        }
        if let entry = component("scheduler", plan.controlPlane.scheduler, []) { out.append(entry) }
        out.append(ConfigEntry("etcd", .map([etcd])))
        if Self.leavesOutKubeProxy(context), api == .v1beta4 {
            out.append(
                ConfigEntry(
                    "proxy", .map([ConfigEntry("disabled", true)]),
                    comment: "The network add-on carries Services in kube-proxy's stead."))
        }
        if !plan.kubeadmFeatureGates.isEmpty {
            out.append(ConfigEntry("featureGates", ComponentArguments.gatesMap(plan.kubeadmFeatureGates)))
        }
        return out + certificates
    }

    /// Whether the network add-on stands in for kube-proxy.
    static func leavesOutKubeProxy(_ context: PlanContext) -> Bool {
        context.plan.network.addOn.replacesKubeProxy || context.addOn?.alwaysReplacesKubeProxy == true
    }

    private var repository: ConfigEntry {
        ConfigEntry(
            "imageRepository", .text(context.repository),
            comment: plan.images.repository.isEmpty
                ? nil
                : "With a registry of your own kubeadm looks for CoreDNS at \(context.repository)/coredns, one level higher than "
                    + "registry.k8s.io has it.")
    }

    private var networking: [ConfigEntry] {
        [
            ConfigEntry("podSubnet", .text(plan.network.podSubnets.joined(separator: ","))),
            ConfigEntry("serviceSubnet", .text(plan.network.serviceSubnets.joined(separator: ","))),
            ConfigEntry("dnsDomain", .text(plan.network.dnsDomain)),
        ]
    }

    private var apiServer: [ConfigEntry] {
        var out: [ConfigEntry] = []
        let names = otherNames
        if !names.isEmpty {
            out.append(
                ConfigEntry(
                    "certSANs", .texts(names),
                    comment: "What clients may call the API server besides the endpoint, the node's name and its address."))
        }
        if api == .v1beta3 {
            out.append(
                ConfigEntry(
                    "timeoutForControlPlane", "4m0s",
                    comment: "How long kubeadm waits for the API server; raise it for slow disks."))
        }
        let own = APIServerFiles.arguments(plan.controlPlane)
        let files = APIServerFiles.volumes(plan.controlPlane)
        return out + settings(plan.controlPlane.apiServer, own, files)
    }

    /// Names and addresses that kubeadm does not put into the certificate by itself.
    private var otherNames: [String] {
        var out: [String] = []
        let balanced = plan.endpoint.address.isEmpty ? [] : [plan.endpoint.address]
        let others = plan.machines(.controlPlane).flatMap { $0.addresses.dropFirst() }
        for name in balanced + others + plan.controlPlane.certSANs where !out.contains(name) && name != plan.endpoint.name {
            out.append(name)
        }
        return out
    }

    private func component(_ key: String, _ settings: ComponentSettings, _ own: [ExtraArgument]) -> ConfigEntry? {
        let entries = self.settings(settings, own, [])
        return entries.isEmpty ? nil : ConfigEntry(key, .map(entries))
    }

    private func settings(_ settings: ComponentSettings, _ own: [ExtraArgument], _ files: [ExtraVolume]) -> [ConfigEntry] {
        var out: [ConfigEntry] = []
        let arguments = ComponentArguments.merged(own + ComponentArguments.gates(plan.featureGates), settings.extraArgs)
        if !arguments.isEmpty { out.append(ConfigEntry("extraArgs", ComponentArguments.value(arguments, api))) }
        let volumes = files + settings.extraVolumes
        if !volumes.isEmpty { out.append(ConfigEntry("extraVolumes", .list(volumes.map(Self.value)))) }
        return out
    }

    private static func value(_ volume: ExtraVolume) -> ConfigValue {
        var out = [
            ConfigEntry("name", .text(volume.name)), ConfigEntry("hostPath", .text(volume.hostPath)),
            ConfigEntry("mountPath", .text(volume.mountPath)),
        ]
        if volume.isReadOnly { out.append(ConfigEntry("readOnly", true)) }
        if !volume.pathType.isEmpty { out.append(ConfigEntry("pathType", .text(volume.pathType))) }
        return .map(out)
    }

    private var etcd: ConfigEntry {
        if plan.topology == .external { return ConfigEntry("external", .map(externalEtcd)) }
        var local = [ConfigEntry("dataDir", .text(plan.etcd.dataDir))]
        if !plan.etcd.extraArgs.isEmpty {
            local.append(ConfigEntry("extraArgs", ComponentArguments.value(plan.etcd.extraArgs, api)))
        }
        if !plan.etcd.certSANs.isEmpty {
            local.append(
                ConfigEntry(
                    "serverCertSANs", .texts(plan.etcd.certSANs),
                    comment: "What clients may call etcd besides the machine's name and address."))
        }
        return ConfigEntry("local", .map(local))
    }

    private var externalEtcd: [ConfigEntry] {
        let endpoints =
            plan.etcd.endpoints.isEmpty
            ? plan.etcdMachines.map { EtcdMember.url($0, plan, port: EtcdMember.clientPort) } : plan.etcd.endpoints
        return [
            ConfigEntry(
                "endpoints", .texts(endpoints), comment: "All members, so that the API server goes on when one of them is gone."),
            ConfigEntry("caFile", .text(KubeadmPath.etcdAuthority)),
            ConfigEntry("certFile", .text(KubeadmPath.etcdClientCertificate)),
            ConfigEntry("keyFile", .text(KubeadmPath.etcdClientKey)),
        ]
    }

    /// Only v1beta4 has these fields; the checks refuse them for v1beta3 before.
    private var certificates: [ConfigEntry] {
        guard api == .v1beta4 else { return [] }
        let settings = plan.certificates
        var out: [ConfigEntry] = []
        if !settings.algorithm.isEmpty { out.append(ConfigEntry("encryptionAlgorithm", .text(settings.algorithm))) }
        if let hours = settings.validityHours {
            out.append(ConfigEntry("certificateValidityPeriod", .text("\(hours)h0m0s")))
        }
        if let hours = settings.caValidityHours {
            out.append(ConfigEntry("caCertificateValidityPeriod", .text("\(hours)h0m0s")))
        }
        return out
    }
}
