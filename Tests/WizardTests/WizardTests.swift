import Diagnosis
import Facts
import Knowledge
import Planning
import Testing
import YAML

@testable import Wizard

struct WizardTests {
    private func facts(addresses: [String] = ["127.0.0.1", "10.1.2.3", "::1"], systemd: Bool = true) -> FactSet {
        var facts = FactSet()
        let source = Source("test")
        facts.set(MachineIdentityFacts.localAddresses, .list(addresses), from: source)
        facts.set(UnitFacts.systemdRuns, .flag(systemd), from: source)
        facts.set(CgroupFacts.version, "v2", from: source)
        facts.set(MachineFacts.osFamily, .list(["ubuntu", "debian"]), from: source)
        return facts
    }

    private func wizard(_ facts: FactSet? = nil) -> Wizard {
        Wizard(knowledge: Knowledge.planning, facts: facts ?? self.facts(), nodeName: "node-a")
    }

    @Test func tenKeysLeadFromTheFirstPageToAPlanWithoutErrors() {
        var wizard = wizard()
        for _ in 1...10 { wizard.next() }
        #expect(wizard.step == .review)
        #expect(wizard.problems.filter(\.isError) == [])
        #expect(wizard.plan.machines.map(\.name) == ["node-a"])
        #expect(wizard.plan.machines[0].addresses == ["10.1.2.3"])
        #expect(wizard.plan.machines[0].os == .ubuntu)
        #expect(wizard.answered.isEmpty)
    }

    @Test func defaultsFollowWhatWasSeen() {
        #expect(wizard().plan.cgroupDriver == .systemd)
        #expect(wizard(facts(systemd: false)).plan.cgroupDriver == .cgroupfs)
        let crowded = wizard(facts(addresses: ["10.244.7.7", "10.100.0.9"]))
        #expect(crowded.plan.network.podSubnets == ["172.20.0.0/16"])
        #expect(crowded.plan.network.serviceSubnets == ["172.21.0.0/16"])
        let pods = crowded.questions(.network).first { $0.id == "spec.network.podSubnets" }
        #expect(pods?.because.text.contains("10.244.7.7") == true)
        #expect(pods?.because.origin == .machine)
    }

    @Test func aChangedEarlyAnswerCarriesThroughAndMarksWhatToLookAtAgain() {
        var wizard = wizard()
        for _ in 1...10 { wizard.next() }
        wizard.go(to: .topology)
        wizard.answer("spec.topology", "stacked")
        #expect(wizard.plan.endpoint.balancer == .haproxyKeepalived)
        #expect(wizard.plan.endpoint.port == 8443)
        #expect(wizard.plan.machines(.controlPlane).count == 3)
        #expect(wizard.stale[.endpoint] != nil)
        #expect(wizard.stale[.machines] != nil)
        #expect(wizard.stale[.release] == nil)
        wizard.next()
        #expect(wizard.step == .review, "an answer that was changed from the review leads back to it")
    }

    @Test func whatAPersonAnsweredIsNeverLost() {
        var wizard = wizard()
        wizard.answer("spec.topology", "external")
        wizard.answer("etcd-members", "5")
        wizard.answer("spec.endpoint.balancer", "kube-vip")
        wizard.answer("spec.endpoint.name", "api.example.org")
        wizard.answer("spec.topology", "single")
        wizard.answer("spec.topology", "external")
        #expect(wizard.plan.endpoint.balancer == .kubeVIP)
        #expect(wizard.plan.endpoint.name == "api.example.org")
        #expect(wizard.plan.machines[0].name == "node-a")
        wizard.forget("spec.endpoint.balancer")
        #expect(wizard.plan.endpoint.balancer == .haproxyKeepalived)
    }

    /// Someone looks at another topology, or takes another purpose by mistake, and goes back.
    @Test(arguments: ["spec.topology", "spec.purpose"])
    func describedMachinesComeBackWithTheirPlaces(_ question: String) {
        var wizard = wizard()
        wizard.answer("spec.purpose", "survive")
        wizard.answer("spec.topology", "external")
        if question == "spec.purpose" { wizard.forget("spec.topology") }
        var machines = wizard.plan.machines
        for index in machines.indices {
            machines[index].addresses = ["10.0.0.\(index + 1)"]
            machines[index].osVersion = "12"
            machines[index].interface = "eth1"
        }
        wizard.setMachines(machines)
        let before = wizard.plan.machines
        let (other, own) = question == "spec.topology" ? ("single", "external") : ("try", "survive")
        wizard.answer(question, other)
        #expect(wizard.plan.machines(.controlPlane).count == 1)
        wizard.answer(question, own)
        #expect(wizard.plan.machines.filter { !$0.addresses.isEmpty } == wizard.plan.machines)
        for machine in before { #expect(wizard.plan.machines.contains(machine), "\(machine.name)") }
    }

    @Test func howManyOfThemWereAskedForIsRemembered() {
        var wizard = wizard()
        wizard.answer("spec.topology", "external")
        wizard.answer("etcd-members", "5")
        wizard.answer("spec.topology", "single")
        wizard.answer("spec.topology", "external")
        #expect(wizard.plan.machines(.etcd).count == 5)
        wizard.setMachines(wizard.plan.machines.filter { $0.name != "etcd5" && $0.name != "etcd4" })
        wizard.answer("spec.endpoint.name", "api.example.org")
        #expect(wizard.plan.machines(.etcd).count == 3, "the list of machines is the later word")
    }

    @Test func whatIsKnownOfThisMachineIsNotAskedFor() {
        var facts = facts()
        let source = Source("test")
        facts.set(MachineFacts.osID, "ubuntu", from: source)
        facts.set(MachineFacts.osVersion, "24.04", from: source)
        facts.set(MachineFacts.architecture, "aarch64", from: source)
        facts.set(
            NetworkFacts.routes,
            [
                Row<NetworkFacts.Route>([.destination: "0.0.0.0/0", .gateway: "10.1.2.1", .interface: "eth0"], from: source),
                Row<NetworkFacts.Route>([.destination: "10.1.2.0/24", .interface: "eth1"], from: source),
            ], from: source)
        let machine = wizard(facts).plan.machines[0]
        #expect(machine.os == .ubuntu && machine.osVersion == "24.04")
        #expect(machine.architecture == .arm64)
        #expect(machine.interface == "eth1")
        facts.set(MachineFacts.osID, "linuxmint", from: source)
        facts.set(MachineFacts.osVersion, "22", from: source)
        #expect(wizard(facts).plan.machines[0].osVersion.isEmpty, "derivatives number their versions differently")
    }

    @Test func aMachineThatIsNoneOfTheClustersDecidesNothing() {
        var facts = facts(systemd: false)
        facts.set(RuntimeFacts.installed, .list(["crio"]), from: Source("test"))
        var wizard = wizard(facts)
        #expect(wizard.plan.cgroupDriver == .cgroupfs)
        #expect(wizard.plan.runtime.kind == .crio)
        wizard.setMachines([Machine(name: "cp1", addresses: ["10.0.0.1"], roles: [.controlPlane])])
        #expect(wizard.plan.cgroupDriver == .systemd)
        #expect(wizard.plan.runtime.kind == .containerd)
    }

    /// What is offered and taken as it comes must be able to be made.
    @Test(arguments: ["try", "fleet", "cloud", "managed"])
    func aPurposeWithItsDefaultsHasNoErrorButWhatIsYetToBeSaid(_ purpose: String) {
        var wizard = wizard()
        wizard.answer("spec.purpose", purpose)
        let errors = wizard.problems.filter { $0.isError && !$0.path.hasSuffix(".address") }
        #expect(errors == [])
        wizard.setMachines([Machine(name: "cp1", addresses: ["10.0.0.1"], roles: [.controlPlane])])
        for other in ["survive", purpose] { wizard.answer("spec.purpose", other) }
        #expect(!wizard.problems.contains { $0.isError && $0.path == "spec.machines" })
        wizard.answer("spec.purpose", "survive")
        #expect(wizard.plan.machines.contains { $0.name == "cp1" && $0.addresses == ["10.0.0.1"] })
    }

    @Test func everyErrorLeadsToAPage() {
        var wizard = wizard()
        wizard.answer("spec.purpose", "fleet")
        wizard.answer("spec.release", "1.37")
        let error = wizard.problems.first { $0.path == "spec.tool" }
        #expect(error.flatMap { wizard.step(of: $0) } == .purpose)
    }

    @Test func aPlanIsTakenUpWhereItWasLeft() throws {
        var wizard = wizard()
        wizard.answer("spec.release", "1.34")
        for _ in 1...5 { wizard.next() }
        let (file, problems) = PlanFile.read(Array(wizard.text.utf8), name: "plan.yaml")
        #expect(problems == [])
        let again = Wizard(
            knowledge: Knowledge.planning, facts: facts(), nodeName: "node-a", plan: try #require(file).plan,
            progress: file?.progress)
        #expect(again.step == wizard.step)
        #expect(again.plan == wizard.plan)
        #expect(again.answered == ["spec.release"])
        #expect(again.canGo(to: .topology) && !again.canGo(to: .review))
    }

    @Test func noAnswerIsOfferedThatHasNoMeaning() {
        var wizard = wizard()
        for purpose in ["try", "survive", "fleet", "cloud", "managed", "join-worker", "join-control-plane", "remove"] {
            wizard.answer("spec.purpose", purpose)
            for step in wizard.steps {
                for question in wizard.questions(step) {
                    guard case .choice(let choices) = question.kind else { continue }
                    #expect(Set(choices.map(\.id)).count == choices.count, "\(question.id)")
                    for choice in choices where choice.unavailable == nil {
                        var other = wizard
                        other.answer(question.id, choice.id)
                        let now = other.questions(step).first { $0.id == question.id }
                        #expect(now == nil || now?.value == choice.id, "\(question.id) \(choice.id)")
                    }
                }
            }
        }
    }

    @Test func everySkippedPageSaysWhy() {
        var wizard = wizard()
        wizard.answer("spec.purpose", "join-worker")
        for step in WizardStep.allCases where !wizard.steps.contains(step) {
            #expect(step.page.skipped(wizard)?.hasSuffix(".") == true)
        }
        #expect(wizard.steps.contains(.runtime) && !wizard.steps.contains(.topology))
    }

    @Test func aJoinCommandIsTakenApartAndItsTokenForgotten() {
        var wizard = wizard()
        wizard.answer("spec.purpose", "join-worker")
        wizard.answer(
            "join",
            "kubeadm join 10.0.0.1:6443 --token abcdef.0123456789abcdef \\\n  --discovery-token-ca-cert-hash sha256:\(String(repeating: "a", count: 64))"
        )
        #expect(wizard.plan.existing?.endpoint == "10.0.0.1:6443")
        #expect(wizard.plan.existing?.caCertHashes == ["sha256:" + String(repeating: "a", count: 64)])
        #expect(!wizard.text.contains("0123456789abcdef"))
    }

    @Test func aJoinCommandInAWrongFieldIsNotKept() {
        var wizard = wizard()
        wizard.answer("spec.purpose", "join-worker")
        wizard.answer("spec.existing.endpoint", "kubeadm join 10.0.0.1:6443 --token abcdef.0123456789abcdef")
        #expect(!wizard.text.contains("0123456789abcdef"))
        #expect(wizard.problems(of: "spec.existing.endpoint").contains { $0.isError && $0.sentence.contains("join command") })
    }

    @Test(arguments: [
        ("spec.endpoint.port", "six", "not a whole number"), ("spec.endpoint.port", "70000", "1 to 65535"),
        ("spec.featureGates", "A=flase", "true or false"), ("spec.featureGates", "A", "name=value"),
        ("spec.controlPlane.apiServer.extraVolumes", "a:b:c", "not a volume"),
        ("spec.certificates.caValidityHours", "-1", "not a whole"),
        ("spec.kubelet.config", "maxPods", "no value"),
        ("spec.controlPlane.patches.kube-scheduler.yaml", "priority", "is not a patch"),
        ("spec.controlPlane.patches.etcd.yaml", "{spec: ", "cannot be read"),
    ])
    func aTextThatIsNoAnswerIsSaidAndChangesNothing(_ question: String, _ text: String, _ words: String) {
        var wizard = wizard()
        let before = wizard.plan
        wizard.answer(question, text)
        #expect(wizard.plan == before)
        #expect(wizard.problems(of: question).contains { $0.isError && $0.sentence.contains(words) })
        #expect(WizardStep.allCases.flatMap { wizard.questions($0) }.first { $0.id == question }?.value == text)
        wizard.forget(question)
        #expect(wizard.problems(of: question) == [])
    }

    @Test func flagsKeepCommasOfTheirValues() {
        var wizard = wizard()
        let text = "enable-admission-plugins=NodeRestriction,PodSecurity, v=2"
        wizard.answer("spec.controlPlane.apiServer.extraArgs", text)
        #expect(
            wizard.plan.controlPlane.apiServer.extraArgs == [
                ExtraArgument(name: "enable-admission-plugins", value: "NodeRestriction,PodSecurity"),
                ExtraArgument(name: "v", value: "2"),
            ])
        #expect(wizard.questions(.more).first { $0.id == "spec.controlPlane.apiServer.extraArgs" }?.value == text)
    }

    @Test func fieldsHaveTypesAndThoseOfThePlanFileStay() {
        var plan = PlanExample.plan(.single, release: KubernetesVersion(minor: 36)).0
        plan.kubelet.config = [
            ConfigEntry("evictionHard", .map([ConfigEntry("memory.available", "5%")])), ConfigEntry("maxPods", 90),
        ]
        var wizard = Wizard(knowledge: Knowledge.planning, facts: facts(), nodeName: "node-a", plan: plan)
        wizard.answer("spec.kubelet.config", "maxPods=200, serializeImagePulls=false, logFormat=json")
        #expect(
            wizard.plan.kubelet.config == [
                ConfigEntry("maxPods", 200), ConfigEntry("serializeImagePulls", false), ConfigEntry("logFormat", "json"),
                ConfigEntry("evictionHard", .map([ConfigEntry("memory.available", "5%")])),
            ])
        wizard.answer("spec.controlPlane.scheduler.extraVolumes", "a:/b:/c:ro")
        #expect(
            wizard.plan.controlPlane.scheduler.extraVolumes == [
                ExtraVolume(name: "a", hostPath: "/b", mountPath: "/c", isReadOnly: true)
            ])
    }

    @Test func aProxysPasswordReachesNoPlan() {
        var wizard = Wizard(knowledge: Knowledge.planning, facts: facts(), nodeName: "node-a")
        wizard.answer("spec.proxy.https", "http://user:hunter2@proxy.example:3128")
        #expect(wizard.plan.proxy.https.isEmpty)
        #expect(!wizard.text.contains("hunter2"))
        #expect(wizard.problems(of: "spec.proxy.https").contains { $0.isError && $0.sentence.contains("must not hold secrets") })
        #expect(wizard.problems.allSatisfy { !$0.sentence.contains("hunter2") })
        wizard.answer("spec.proxy.https", "http://proxy.example:3128")
        #expect(wizard.plan.proxy.https == "http://proxy.example:3128" && wizard.problems(of: "spec.proxy.https").isEmpty)
    }

    @Test func aPatchIsKeptThroughThePlanFileAndALongerOneStays() throws {
        var wizard = wizard()
        let question = "spec.controlPlane.patches.kube-apiserver.yaml"
        wizard.answer(question, "{spec: {priority: 1000}}")
        let text = wizard.text
        let (file, problems) = PlanFile.read(Array(text.utf8), name: "plan.yaml")
        #expect(problems == [])
        var plan = try #require(file?.plan)
        #expect(plan.controlPlane.patches == ["kube-apiserver.yaml": "{spec: {priority: 1000}}\n"])
        var again = Wizard(knowledge: Knowledge.planning, facts: facts(), nodeName: "node-a", plan: plan)
        #expect(again.questions(.more).first { $0.id == question }?.value == "{spec: {priority: 1000}}")
        again.answer(question, "")
        #expect(again.plan.controlPlane.patches.isEmpty)
        plan.controlPlane.patches = ["etcd.yaml": "spec:\n  priority: 1000\n"]
        let long = Wizard(knowledge: Knowledge.planning, facts: facts(), nodeName: "node-a", plan: plan)
        #expect(!long.questions(.more).contains { $0.id.contains("etcd.yaml") })
        #expect(WizardStep.more.page.facts(long).contains { $0.contains("etcd.yaml") })
    }

    @Test func theRuntimesOfThisMachineAndOfCapturesAreSaid() {
        let source = Source("test")
        var here = facts()
        here.set(ContainerdFacts.version, "1.7.24", from: source)
        here.set(RuntimeFacts.installed, .list(["containerd"]), from: source)
        here.set(RuntimeFacts.listening, .list(["/run/containerd/containerd.sock"]), from: source)
        here.set(RuntimeFacts.hasRuntimeConfig, .flag(false), from: source)
        var there = FactSet()
        there.set(NodeFacts.name, "worker1", from: source)
        there.set(RuntimeFacts.name, "cri-o", from: source)
        there.set(RuntimeFacts.version, "1.36.1", from: source)
        there.set(RuntimeFacts.cgroupDriver, "systemd", from: source)
        there.set(RuntimeFacts.hasRuntimeConfig, .flag(true), from: source)
        let plan = PlanExample.plan(.stacked, release: KubernetesVersion(minor: 36)).0
        let wizard = Wizard(knowledge: Knowledge.planning, facts: here, nodeName: "cp1", captures: [there], plan: plan)
        let said = WizardStep.runtime.page.facts(wizard)
        #expect(said.contains { $0.hasPrefix("containerd 1.7.24 is installed here; the plan replaces it with 2.") })
        #expect(said.contains { $0.hasPrefix("It does not report its cgroup driver to the kubelet") })
        #expect(WizardStep.machines.page.facts(wizard).contains { $0.hasPrefix("worker1: what was seen") })
        there.set(NodeFacts.name, "stranger", from: source)
        let none = Wizard(knowledge: Knowledge.planning, facts: here, nodeName: "cp1", captures: [there], plan: plan)
        #expect(WizardStep.machines.page.facts(none).contains { $0.hasPrefix("Captures were read, but") })
        #expect(said.last == "On worker1 cri-o 1.36.1 answers, with the cgroup driver systemd, which it reports to the kubelet.")
    }

    @Test func aMachineWithoutSystemdMissesItAndItsRecipeIsThere() throws {
        let need = try #require(wizard(facts(systemd: false)).needs.first { $0.title == "Init system" })
        #expect(need.state == .missed)
        #expect(need.recipe == "boot-with-systemd")
        #expect(wizard().needs.first { $0.title == "Init system" }?.state == .met)
        #expect(wizard(facts(systemd: false)).missedNeeds == ["Init system"])
    }

    /// The same small machine can be a worker, and no control plane.
    @Test func needsFollowTheRoleThatIsPlanned() throws {
        var facts = facts()
        facts.set(MachineFacts.cpus, 1, from: Source("test"))
        facts.set(NodeFacts.role, "none", from: Source("test"))
        var wizard = wizard(facts)
        #expect(wizard.needs.first { $0.title == "Processors" }?.state == .missed)
        let first = Machine(name: "cp1", addresses: ["10.1.2.4"], roles: [.controlPlane])
        wizard.setMachines([first, Machine(name: "node-a", addresses: ["10.1.2.3"], roles: [.worker])])
        #expect(wizard.needs.first { $0.title == "Processors" }?.state == .met)
    }

    @Test func labelsAndTaintsAreReadAsTheyAreWritten() {
        #expect(Machine.labels("rack=1, disk=ssd x") == ["rack": "1", "disk": "ssd", "x": ""])
        #expect(
            Machine.Taint.list("gpu=true:NoExecute, a:PreferNoSchedule") == [
                Machine.Taint(key: "gpu", value: "true", effect: .noExecute), Machine.Taint(key: "a", effect: .preferNoSchedule),
            ])
        #expect(Machine.Taint.list(" ") == nil)
        #expect(Machine.Taint.list("gpu=true:NoSchedul")?.first?.value == "true:NoSchedul", "the check of taints refuses it")
    }
}
