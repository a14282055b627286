import Facts
import Steps
import Testing

@testable import PlanCases
@testable import Planning

struct MachineStepTests {
    /// All that a plan may be made for, without those that the knowledge has no series for.
    private func contexts(_ body: (MachineCase, PlanContext, Plan) throws -> Void) throws {
        for os in MachineCase.systems {
            for release in MachineCase().knowledge.releases {
                for kind in RuntimeChoice.Kind.allCases {
                    let one = MachineCase(minor: release.minor, os, runtime: kind)
                    let (plan, context) = try one.made()
                    if context.runtime != nil { try body(one, context, plan) }
                }
            }
        }
    }

    @Test func everyStepIsWhole() throws {
        var count = 0
        try contexts { _, _, plan in
            #expect(Set(plan.steps.map(\.id)).count == plan.steps.count)
            for step in plan.steps {
                count += 1
                #expect(step.check != nil, "\(step.id) has no check")
                #expect(step.title.hasSuffix("."), "\(step.title)")
                #expect(step.why.hasSuffix("."), "\(step.why)")
                #expect(!step.actions.isEmpty, "\(step.id)")
            }
        }
        #expect(count > 10_000)
    }

    /// Where SELinux may enforce, containers' files need its policy before the runtime makes them.
    @Test func theSELinuxPolicyComesBeforeTheRuntime() throws {
        try contexts { one, context, plan in
            let node = try #require(context.linuxNodes.first)
            let keys = plan.steps(on: node.name).map(\.key)
            let policy = keys.firstIndex(of: "install-selinux-policy")
            let family = node.os.family
            #expect((policy != nil) == (family == .dnf || family == .zypper), "\(one)")
            if let policy, let runtime = keys.firstIndex(where: { $0.hasPrefix("install-containerd") }) {
                #expect(policy < runtime)
            }
        }
    }

    @Test func noStepHasAShellLineOrAPassword() throws {
        try contexts { _, _, plan in
            for case .run(let run) in plan.steps.flatMap(\.actions) {
                #expect(!["sh", "bash", "/bin/sh"].contains(run.words[0]))
                #expect(
                    !run.words.contains {
                        $0.contains("@@") || $0.contains("|") && run.words[0] != "awk" && run.words[0] != "sed"
                    })
            }
        }
    }

    @Test func everyRuntimeOfAReleaseHasASeries() {
        let knowledge = MachineCase().knowledge
        for release in knowledge.releases {
            #expect(!knowledge.runtimes(.containerd, for: release.minor).isEmpty, "containerd for \(release.id)")
            #expect(!knowledge.runtimes(.docker, for: release.minor).isEmpty, "Docker for \(release.id)")
            #expect(knowledge.runtimes(.crio, for: release.minor).isEmpty == (release.minor < 28), "CRI-O for \(release.id)")
            #expect(knowledge.runtimes(.mcr, for: release.minor).isEmpty == (release.minor < 24), "MCR for \(release.id)")
        }
    }

    @Test(arguments: [
        ("1.6", "12", ContainerdSource.system), ("1.7", "13", .system), ("2.2", "12", .docker(suite: "bookworm")),
        ("2.2", "", .archive), ("2.3", "12", .archive), ("2.0", "13", .archive),
    ])
    func containerdComesFromWhoHasItsSeries(_ series: String, _ version: String, _ source: ContainerdSource) throws {
        let one = MachineCase(version: version, series: series)
        let context = try one.context()
        #expect(ContainerdSource.of(one.plan.machines[0], try #require(context.runtime), context).0 == source)
    }

    @Test func aDropInIsWrittenOnlyWhereTheFileThatIsThereWasSeenToImportIt() throws {
        var one = MachineCase(series: "2.2")
        one.plan.runtime.installs = false
        var context = try one.context()
        let series = try #require(context.runtime)
        var facts = FactSet()
        facts.set(ContainerdFacts.configExists, true)
        facts.set(ContainerdFacts.criIsDisabled, false)
        facts.set(ContainerdFacts.configVersion, 2)
        facts.set(ContainerdFacts.configFiles, .list(["/etc/containerd/config.toml"]))
        context.facts["cp1"] = facts
        #expect(!ContainerdSettings.config(one.plan.machines[0], series, context).isDropIn)
        facts.set(ContainerdFacts.configFiles, .list(["/etc/containerd/config.toml", "/etc/containerd/conf.d/a.toml"]))
        context.facts["cp1"] = facts
        let config = ContainerdSettings.config(one.plan.machines[0], series, context)
        #expect(config.isDropIn)
        // A part of a higher version than its file's would stop the daemon.
        #expect(config.version == 2)
        one.plan.runtime.installs = true
        let installed = try #require(PlanContext(one.plan, knowledge: one.knowledge, facts: context.facts, now: nil))
        #expect(!ContainerdSettings.config(one.plan.machines[0], series, installed).isDropIn)
    }

    @Test func swapStaysWhereKubeletsKeepIt() throws {
        var one = MachineCase()
        #expect(try one.made().plan.steps.contains { $0.key == "turn-swap-off" })
        one.plan.kubelet.keepsSwap = true
        #expect(try !one.made().plan.steps.contains { $0.key == "turn-swap-off" })
    }

    @Test func theEndpointIsNamedOnlyWhereItsAddressIsKnown() throws {
        var one = MachineCase()
        #expect(HostNames.endpointLine(try one.context()) == "192.0.2.11 cluster-endpoint \(HostNames.mark)")
        one.plan.endpoint.address = "192.0.2.10"
        #expect(HostNames.endpointLine(try one.context())?.hasPrefix("192.0.2.10 ") == true)
        one.plan.endpoint.name = "192.0.2.10"
        #expect(HostNames.endpointLine(try one.context()) == nil)
        one.plan.endpoint.name = "api"
        one.plan.endpoint.address = ""
        one.plan.existing = ExistingCluster()
        #expect(HostNames.endpointLine(try one.context()) == nil)
        one.plan.existing = nil
        one.plan.endpoint.inHostsFile = false
        #expect(HostNames.endpointLine(try one.context()) == nil)
    }

    @Test func aProxyReachesTheRuntimeAndLeavesTheClusterOut() throws {
        var one = MachineCase()
        one.plan.proxy.https = "http://user:50%@proxy.example:3128"
        let (plan, _) = try one.made()
        let file = try #require(plan.files(on: "cp1").first { $0.path.hasSuffix("containerd.service.d/10-proxy.conf") })
        #expect(file.mode == 0o600)
        #expect(file.content.contains("Environment=\"HTTPS_PROXY=http://user:50%%@proxy.example:3128\""))
        for direct in ["10.96.0.0/12", "10.244.0.0/16", "192.0.2.21", "cluster-endpoint", ".svc"] {
            #expect(file.content.contains(direct), "\(direct)")
        }
    }

    @Test func anAirGapFetchesNothing() throws {
        try contexts { one, _, _ in
            var one = one
            one.plan.images.isAirGapped = true
            for action in try one.made().plan.steps.flatMap(\.actions) {
                if case .fetch(let fetch) = action {
                    #expect(fetch.url.hasPrefix("file:///var/lib/drydock/bundle/files/"), "\(fetch.url)")
                }
                if case .packages(let set) = action {
                    #expect(set.folder?.hasPrefix("/var/lib/drydock/bundle/packages/") == true)
                }
                if case .run(let run) = action {
                    #expect(!["apt-get", "env", "dnf", "curl"].contains(run.words[0]), "\(run.words)")
                    #expect(run.words[0] != "zypper" || run.words.contains("addlock"), "\(run.words)")
                }
            }
        }
    }

    /// cri-dockerd publishes archives for two architectures.
    @Test func noArchiveIsFetchedThatIsNotThere() throws {
        var one = MachineCase(runtime: .docker)
        for (architecture, isFetched) in [(Machine.Architecture.arm64, true), (.ppc64le, false)] {
            for index in one.plan.machines.indices { one.plan.machines[index].architecture = architecture }
            let step = try #require(try one.made().plan.steps.first { $0.key == "install-cri-dockerd" })
            let fetches = step.actions.contains { if case .fetch = $0 { true } else { false } }
            #expect(fetches == isFetched)
        }
    }
}
