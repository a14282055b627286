import Knowledge
import Steps
import Testing

@testable import PlanCases
@testable import Planning

/// What is done to a cluster that is there: refused where it cannot be, and in an order in which it can.
struct LivingClusterTests {
    private func problems(
        _ task: ExistingCluster.Task, machines: [Machine]? = nil, _ edit: (inout ExistingCluster) -> Void
    ) -> [PlanProblem] {
        var plan = PlanExample.plan(.stacked, release: KubernetesVersion(minor: 36)).0
        var existing = ExistingCluster()
        existing.task = task
        edit(&existing)
        plan.existing = existing
        if let machines { plan.machines = machines }
        return PlanChecks.all(plan, Knowledge.planning).filter(\.isError)
    }

    private func steps(_ name: String) throws -> [Step] { try #require(KubeadmCase.all.first { $0.name == name }).made.steps }

    @Test(arguments: [
        (34, "skips a minor release", "Upgrade to 1.35 first"), (30, "skips minor releases", "Upgrade to 1.31 first"),
        (37, "is older", "never taken back"),
    ])
    func anUpgradeGoesOneMinorOn(_ from: Int, _ words: String, _ instead: String) {
        let found = problems(.upgrade) { $0.controlPlaneVersion = KubernetesVersion(minor: from) }
        #expect(
            found.contains { $0.path == "spec.release" && $0.sentence.contains(words) && $0.sentence.contains(instead) },
            "\(found)")
    }

    @Test func theNextMinorAndANewerPatchAreTaken() {
        #expect(problems(.upgrade) { $0.controlPlaneVersion = KubernetesVersion(minor: 35, patch: 2) } == [])
        #expect(problems(.upgrade) { $0.controlPlaneVersion = KubernetesVersion(minor: 36, patch: 0) } == [])
        #expect(!problems(.upgrade) { $0.controlPlaneVersion = KubernetesVersion(minor: 36, patch: 99) }.isEmpty)
        #expect(problems(.upgrade) { _ in }.map(\.path) == ["spec.existing.controlPlaneVersion"])
    }

    @Test func whatATaskNeedsIsAskedFor() {
        #expect(problems(.restoreEtcd) { _ in }.map(\.path) == ["spec.existing.snapshot"])
        #expect(
            problems(.restoreEtcd) { $0.snapshot = "/var/backups/etcd/newest.db" }.map(\.path) == [
                "spec.existing.snapshot"
            ])
        #expect(problems(.restoreEtcd) { $0.snapshot = "/root/a.db" } == [])
        #expect(problems(.backUpEtcd) { $0.copyTo = "-oProxyCommand=x:/y" }.map(\.path) == ["spec.existing.copyTo"])
        #expect(problems(.backUpEtcd) { $0.copyTo = "backup@192.0.2.50:/srv" } == [])
        #expect(
            problems(.renewCertificates) { $0.renewBelowDays = 365 }.map(\.path) == ["spec.existing.renewBelowDays"])
        #expect(problems(.renewCertificates) { _ in } == [])
        #expect(problems(.renewCertificates, machines: []) { _ in }.contains { $0.path == "spec.machines" })
        #expect(problems(.remove) { $0.through = "nobody" }.map(\.path) == ["spec.existing.through"])
        #expect(problems(.remove) { $0.through = "worker1" }.map(\.path) == ["spec.existing.through"])
        let moved = problems(.changeAddress) { $0.formerAddress = "192.0.2.99" }
        #expect(moved.contains { $0.sentence.contains("kubeadm cannot move one of several") })
    }

    /// Each machine by itself: the next one begins when this one works.
    @Test func oneControlPlaneAfterTheOther() throws {
        let planes = try steps("renew-stacked-1.28").filter { ["renew-certificates", "restart-control-plane"].contains($0.key) }
        #expect(planes.map(\.machine) == ["cp1", "cp1", "cp2", "cp2", "cp3", "cp3"])
        let all = try steps("upgrade-stacked-1.35").map(\.id)
        let order = [
            "cp1/look-for-what-breaks", "cp1/take-etcd-snapshot", "cp1/upgrade-kubeadm", "cp1/upgrade-cluster", "cp1/drain-node",
            "cp1/upgrade-kubelet", "cp1/uncordon-node", "cp1/check-node", "cp2/upgrade-kubeadm", "cp2/upgrade-control-plane",
            "cp3/check-node", "worker1/upgrade-kubeadm", "cp1/drain-worker1", "worker1/upgrade-node",
            "worker1/remove-kubelet-flags",
            "worker1/upgrade-kubelet", "cp1/uncordon-worker1", "cp1/check-worker1", "worker2/upgrade-kubeadm",
            "cp1/show-versions",
        ]
        let places = order.compactMap(all.firstIndex)
        #expect(places.count == order.count)
        #expect(places == places.sorted())
    }

    @Test func aStepChangesNothingTwice() throws {
        for example in KubeadmCase.living {
            for step in example.made.steps where step.phase == .change && step.risk != .looks {
                #expect(step.check != nil || step.actions.allSatisfy(\.isJournalled), "\(example.name): \(step.id)")
            }
            let ids = example.made.steps.map(\.id)
            #expect(Set(ids).count == ids.count, "\(example.name)")
        }
    }

    @Test func superAdminIsRenewedWhereThereIsOne() throws {
        func files(_ name: String) throws -> [String] {
            let check = try #require(try steps(name).first { $0.key == "renew-certificates" }?.check)
            if case .succeeds(let words) = check { return words }
            return []
        }
        #expect(try files("renew-single").suffix(2) == ["--", "/etc/kubernetes/super-admin.conf"])
        #expect(try !files("renew-stacked-1.28").contains("/etc/kubernetes/super-admin.conf"))
        // External etcd's certificates are none of kubeadm's on a control plane.
        #expect(try !files("renew-external").contains { $0.contains("etcd") && !$0.contains("\n") })
    }

    /// etcdctl has no restore from 3.6 on, and only etcdutl of 3.6 takes the revision up.
    @Test func theReleaseSaysWhatRestores() throws {
        func words(_ name: String) throws -> [String] {
            let step = try #require(try steps(name).first { $0.key == "restore-snapshot" })
            if case .run(let run)? = step.actions.first { return run.words }
            return []
        }
        #expect(try words("restore-single-1.33").contains("etcdctl") && !words("restore-single-1.33").contains("--bump-revision"))
        #expect(try words("restore-stacked").contains("etcdutl") && words("restore-stacked").contains("--mark-compacted"))
        let all = try steps("restore-stacked")
        let placed = try #require(all.lastIndex { $0.key == "put-restored-data-in-place" })
        let started = try #require(all.firstIndex { $0.key == "start-etcd" })
        #expect(placed < started, "no member starts before all have their new data")
    }

    @Test func noTokenStandsInAPlanThatGoesThroughAControlPlane() throws {
        let all = try steps("join-control-plane-through")
        #expect(!all.contains { step in step.actions.contains { if case .byHand = $0 { true } else { false } } })
        #expect(all.first { $0.key == "make-control-plane-token" }?.machine == "cp1")
        #expect(!all.contains { $0.machine == "cp1" && $0.phase == .prepare })
    }
}
