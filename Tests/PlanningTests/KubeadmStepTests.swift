import Steps
import Testing
import YAML

@testable import PlanCases
@testable import Planning

/// Laws that hold for every plan, and answers whose meaning a golden alone would not explain.
struct KubeadmStepTests {
    @Test(arguments: KubeadmCase.all)
    func stepsKeepTheirLaws(_ tried: KubeadmCase) {
        let plan = tried.made
        var seen: Set<String> = []
        let machines = Set(tried.plan.machines.map(\.name))
        for step in plan.steps {
            #expect(seen.insert(step.id).inserted, "\(step.id) twice")
            #expect(machines.contains(step.machine), "\(step.id)")
            #expect(step.title.hasSuffix(".") && step.why.hasSuffix(".") && !step.actions.isEmpty, "\(step.id)")
            for file in step.files {
                #expect(file.placeholders.isEmpty || file.mode == 0o600, "\(step.id) \(file.path)")
                #expect(file.content.hasSuffix("\n"), "\(file.path)")
            }
            for case .run(var run) in step.actions {
                // No shell sees a command's words, but for a script that is one for it.
                if run.words.starts(with: ["sh", "-c"]) { run.words.removeSubrange(...2) }
                #expect(!run.words.contains { $0.contains("@@") || $0.contains("|") && !$0.hasPrefix("/") }, "\(run.words)")
            }
        }
    }

    /// kubeadm's own check refuses cgroup v1 from 1.35 on, whatever the kubelet is told.
    @Test(arguments: [(34, false), (35, true), (36, true)]) func cgroupV1IsPassedOverByName(_ minor: Int, _ expected: Bool) throws
    {
        let named = KubeadmCase("cgroup-v1", .stacked, minor) {
            $0.kubelet.config = [ConfigEntry("failCgroupV1", false)]
        }
        for tried in [named, KubeadmCase("cgroup-v2", .stacked, minor)] {
            let plan = tried.made
            for machine in tried.plan.machines {
                let texts = plan.files(on: machine.name).filter {
                    [KubeadmPath.initConfiguration, KubeadmPath.joinConfiguration].contains($0.path)
                }.map(\.content)
                #expect(!texts.isEmpty || machine.roles == [.loadBalancer], "\(machine.name)")
                for text in texts {
                    let isThere = text.contains("ignorePreflightErrors:") && text.contains("- SystemVerification")
                    #expect(isThere == (expected && tried.name == "cgroup-v1"), "\(machine.name): \(text)")
                }
            }
        }
    }

    /// A mark that stands bare in YAML would be an error: `@` begins no plain scalar.
    @Test(arguments: KubeadmCase.all)
    func marksAreQuotedTexts(_ tried: KubeadmCase) throws {
        for file in tried.made.steps.flatMap(\.files) where !file.placeholders.isEmpty {
            let documents = try YAMLDocument.parse(Array(file.content.utf8), file: file.path)
            #expect(documents.count == 1)
            for mark in file.placeholders {
                #expect(file.content.contains("\"\(mark.mark)\"") || file.content.contains("'\(mark.mark)'"))
            }
        }
    }

    @Test func whatACommandPrintedHoldsItsValues() {
        let output = Recording.text("kubeadm/init.txt")
        #expect(Placeholder.joinToken.value(in: output) == "abcdef.0123456789abcdef")
        #expect(
            Placeholder.caCertHash.value(in: output) == "sha256:c288db771fbc965cfc89a3f587e13a7c847fea3f058980b705d4580114eb9bce")
        #expect(Placeholder.certificateKey.value(in: output) == nil)
        let key = String(repeating: "0f", count: 32)
        #expect(Placeholder.certificateKey.value(in: "[upload-certs] Using certificate key:\n\(key)\n") == key)
        #expect(Placeholder.joinToken.value(in: "kubeadm join a:6443 --token") == nil)
        #expect(Placeholder.encryptionKey.value(in: key) == nil)
    }

    @Test(arguments: [
        ("10.244.0.0/16", nil), ("10.0.0.0/8", nil), ("10.0.0.0/7", 23), ("10.244.0.0/24", 28), ("10.244.0.0/23", nil),
        ("10.244.0.0/30", 32), ("fd00::/56", nil), ("fd00::/48", nil), ("fd00::/40", 56), ("fd00::/64", 68),
    ])
    func nodesGetAPieceThatKubeadmTakes(_ range: String, _ length: Int?) {
        var network = ClusterNetwork()
        network.podSubnets = [range]
        #expect(
            NodeRanges.arguments(network) == (length.map { [ExtraArgument(name: "node-cidr-mask-size", value: "\($0)")] } ?? []))
    }

    @Test(arguments: [
        (nil, [Machine.Role.controlPlane], 0, true), (nil, [.controlPlane], 1, false), (false, [.controlPlane], 0, false),
        (true, [.controlPlane], 1, true), (nil, [.controlPlane, .worker], 1, true), (nil, [.worker], 1, true),
    ])
    func podsRunOnControlPlanesWhereNoWorkerIs(_ answer: Bool?, _ roles: [Machine.Role], _ workers: Int, _ expected: Bool) {
        var plan = PlanExample.plan(.single, release: KubernetesVersion(minor: 36)).0
        plan.controlPlane.schedulesPods = answer
        plan.machines[0].roles = roles
        for number in 0..<workers { plan.machines.append(Machine(name: "w\(number)", addresses: [], roles: [.worker])) }
        #expect(NodeRegistration.schedulesPods(plan.machines[0], plan) == expected)
    }

    @Test func aTaintOfThePlanKeepsPodsAway() {
        let plan = PlanExample.plan(.stacked, release: KubernetesVersion(minor: 36)).0
        var worker = plan.machines(.worker)[0]
        worker.taints = [Machine.Taint(key: "a", effect: .preferNoSchedule)]
        #expect(NodeRegistration.schedulesPods(worker, plan))
        worker.taints = [Machine.Taint(key: "a", effect: .noSchedule)]
        #expect(!NodeRegistration.schedulesPods(worker, plan))
    }

    @Test func otherToolsMakeTheirOwnWay() {
        for tool in ClusterPlan.Tool.allCases where tool != .kubeadm {
            #expect(KubeadmCase("other", .external) { $0.tool = tool }.made.steps == [])
            #expect(KubeadmCase("other", .external, resets: true) { $0.tool = tool }.made.steps == [])
        }
    }

    /// etcd's key never leaves the first member, and the control planes get no more of etcd than they need.
    @Test func etcdsAuthorityStaysWhereItWasMade() throws {
        let plan = KubeadmCase("external", .external).made
        let carried = plan.steps.flatMap(\.actions).compactMap { action -> String? in
            if case .byHand(let text) = action, text.hasPrefix("Copy from") { return text }
            return nil
        }
        #expect(carried.count == 3)
        #expect(carried.allSatisfy { !$0.contains("ca.key") })
        let signing = try #require(plan.steps.first { $0.key == "sign-certificates-for-etcd2" })
        let last = try #require(signing.actions.last)
        #expect(ActionText.line(last) == "rm -f /etc/drydock/etcd/etcd2/pki/etcd/ca.key")
    }
}
