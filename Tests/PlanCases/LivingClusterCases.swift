import Planning

/// What is done to a cluster that is there, on the releases at which something of it changes.
extension KubeadmCase {
    static let living = renewals + backups + resets + upgrades + members + addresses

    private static func task(_ task: ExistingCluster.Task) -> (inout ClusterPlan) -> Void { { existing(&$0, task) } }

    /// super-admin.conf came with 1.29.
    private static let renewals = [
        KubeadmCase("renew-single", .single, 36, task(.renewCertificates)),
        KubeadmCase("renew-stacked-1.28", .stacked, 28, task(.renewCertificates)),
        KubeadmCase("renew-external", .external, 36, task(.renewCertificates)),
    ]

    /// etcdctl restores up to etcd 3.5, which 1.33 has; etcdutl from 3.6 on.
    private static let backups = [
        KubeadmCase("back-up-single", .single, 36, task(.backUpEtcd)),
        KubeadmCase("back-up-external-1.33", .external, 33) {
            existing(&$0, .backUpEtcd)
            $0.existing?.copyTo = "backup@192.0.2.50:/srv/etcd"
        },
        KubeadmCase("restore-single-1.33", .single, 33) {
            existing(&$0, .restoreEtcd)
            $0.existing?.snapshot = "/var/backups/etcd/etcd-2026-11-30T030000Z.db"
        },
        KubeadmCase("restore-stacked", .stacked, 36) {
            existing(&$0, .restoreEtcd)
            $0.existing?.snapshot = "/root/etcd.db"
        },
    ]

    private static func upgrade(_ minor: Int) -> (inout ClusterPlan) -> Void {
        { plan in
            existing(&plan, .upgrade)
            plan.existing?.controlPlaneVersion = KubernetesVersion(minor: minor - 1)
        }
    }

    /// The kubelet refuses cgroup v1 and --pod-infra-container-image from 1.35 on; packages came with 1.24; `kubelet-config` lost its minor.
    private static let upgrades = [
        KubeadmCase("upgrade-single", .single, 36, upgrade(36)), KubeadmCase("upgrade-stacked-1.35", .stacked, 35, upgrade(35)),
        KubeadmCase("upgrade-external-1.24", .external, 24, upgrade(24)),
    ]

    private static func through(
        _ task: ExistingCluster.Task, _ role: Machine.Role, _ topology: ClusterPlan.Topology = .stacked
    ) -> (inout ClusterPlan) -> Void {
        { plan in
            existing(&plan, task)
            plan.existing?.through = role == .etcd ? "etcd1" : "cp1"
            plan.machines = [
                Machine(
                    name: plan.existing?.through ?? "", addresses: ["192.0.2.11"], roles: [role == .etcd ? .etcd : .controlPlane]),
                Machine(name: "other", addresses: ["192.0.2.31"], roles: [role]),
            ]
        }
    }

    private static let members = [
        KubeadmCase("join-worker-through", .stacked, 36, through(.joinWorker, .worker)),
        KubeadmCase("join-control-plane-through", .stacked, 30, through(.joinControlPlane, .controlPlane)),
        KubeadmCase("remove-worker-through", .stacked, 36, through(.remove, .worker)),
        KubeadmCase("remove-control-plane-through", .stacked, 36, through(.remove, .controlPlane)),
        KubeadmCase("remove-etcd-through", .external, 36, through(.remove, .etcd)),
    ]

    private static let addresses = [
        KubeadmCase("move-control-plane", .single, 36) {
            existing(&$0, .changeAddress)
            $0.existing?.formerAddress = "192.0.2.99"
            $0.machines.append(Machine(name: "worker1", addresses: ["192.0.2.21"], roles: [.worker]))
        },
        KubeadmCase("move-control-plane-1.30", .single, 30) {
            existing(&$0, .changeAddress)
            $0.existing?.formerAddress = "192.0.2.99"
        },
        KubeadmCase("move-worker", .stacked, 36) {
            through(.changeAddress, .worker)(&$0)
            $0.existing?.formerAddress = "192.0.2.98"
        },
    ]

    private static let resets = [
        KubeadmCase("existing-reset", .stacked, 36, task(.reset))
    ]
}
