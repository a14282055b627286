import Knowledge
import Steps
import Testing
import Wizard
import YAML

@testable import PlanCases
@testable import Planning

/// What follows from the rows of the table of settings.
struct SettingTests {
    /// Another answer than the plan's: the example that stands in an empty field or one a little shorter, the other state of a flag, or
    /// the last choice.
    private static func sample(_ question: SettingQuestion, _ plan: ClusterPlan) -> String {
        let now = question.value(plan)
        let example = question.words.example
        return switch question.kind {
        case .flag: now == "yes" ? "no" : "yes"
        case .line: now == example ? String(example.dropLast()) : example
        case .choice(let choices): choices.last?.id ?? ""
        }
    }

    /// An answer is taken, shown, written into the plan file and read back; so each example is one that can be given.
    @Test(arguments: Setting.questions.map(\.id)) func anAnswerComesBack(_ id: String) throws {
        let question = try #require(Setting.question(id))
        var plan = PlanExample.plan(.stacked, release: KubernetesVersion(minor: 36)).0
        let answer = Self.sample(question, plan)
        let before = plan
        #expect(question.refusal(answer) == nil)
        question.put(answer, &plan)
        #expect(plan != before)
        #expect(question.value(plan) == answer)
        let (file, problems) = PlanFile.read(Array(PlanWriter.text(plan).utf8), name: "plan.yaml")
        #expect(problems == [])
        #expect(file?.plan == plan)
    }

    /// What is taken back leaves nothing in the file.
    @Test(arguments: Setting.questions.map(\.id)) func theDefaultIsNotWritten(_ id: String) throws {
        let question = try #require(Setting.question(id))
        let before = PlanExample.plan(.stacked, release: KubernetesVersion(minor: 36)).0
        var plan = before
        let unanswered = question.followsPlan ? "" : question.value(plan)
        question.put(Self.sample(question, plan), &plan)
        question.put(unanswered, &plan)
        #expect(PlanWriter.text(plan) == PlanWriter.text(before))
    }

    /// An answer that is taken back in the wizard is the default again, of which the page gives the reason.
    @Test(arguments: Setting.questions.map(\.id)) func anAnswerThatIsTakenBackIsTheDefault(_ id: String) throws {
        var wizard = Wizard(knowledge: Knowledge.planning)
        wizard.answer("spec.purpose", "survive")
        let before = wizard.plan
        wizard.answer(id, Self.sample(try #require(Setting.question(id)), wizard.plan))
        #expect(wizard.plan != before)
        wizard.forget(id)
        #expect(wizard.plan == before)
    }

    @Test func placesAndPathsAreTakenOnce() {
        let places = Setting.questions.map { "\($0.words.theme) \($0.words.place)" }
        #expect(Set(places).count == places.count)
        #expect(Set(Setting.all.map(\.path)).count == Setting.all.count)
    }

    /// A word that plan files take and no choice offers could not be answered.
    @Test func choicesAreTheWordsOfTheirSetting() throws {
        for setting in Setting.all {
            guard case .choice(let choices) = setting.question?.kind else { continue }
            #expect(setting.field?.schema["enum"] != nil, "\(setting.path)")
            guard case .list(let words) = setting.field?.schema["enum"] else { continue }
            #expect(words.count == choices.count, "\(setting.path)")
            #expect(words.allSatisfy { word in choices.contains { .text($0.id) == word } }, "\(setting.path)")
        }
    }

    /// Every value that these parts of a plan store has a row: none is kept out of plan files by being forgotten.
    @Test func everyStoredValueHasARow() {
        let plan = ClusterPlan()
        let parts: [(name: String, value: Any)] = [
            ("endpoint", plan.endpoint), ("runtime", plan.runtime), ("network", plan.network), ("images", plan.images),
            ("controlPlane", plan.controlPlane), ("etcd", plan.etcd), ("kubelet", plan.kubelet), ("kubeProxy", plan.kubeProxy),
            ("certificates", plan.certificates), ("proxy", plan.proxy),
        ]
        for part in parts {
            let rows = Setting.all.filter { $0.field != nil && $0.path.hasPrefix(part.name + ".") }
            #expect(rows.count == Self.stored(part.value), "\(part.name)")
        }
    }

    /// The same of the plan itself; its name is the file's.
    @Test func everyPartHasARow() {
        let groups = Set(Setting.all.filter { $0.field != nil }.map { $0.path.prefix { $0 != "." } })
        for child in Mirror(reflecting: ClusterPlan()).children where child.label != "name" {
            #expect(groups.contains(Substring(child.label ?? "")), "\(child.label ?? "")")
        }
    }

    /// How many values a part stores; what has parts of its own counts by them.
    private static func stored(_ value: Any) -> Int {
        let mirror = Mirror(reflecting: value)
        guard mirror.displayStyle == .struct else { return 1 }
        return mirror.children.reduce(0) { $0 + stored($1.value) }
    }

    /// A setting that was added by its row and by the generators that write etcd's configuration.
    @Test(arguments: [(ClusterPlan.Topology.stacked, 36), (.stacked, 28), (.external, 36)])
    func namesOfEtcdsCertificateReachKubeadm(_ topology: ClusterPlan.Topology, _ minor: Int) {
        let made = KubeadmCase("etcd-names", topology, minor) { $0.etcd.certSANs = ["backup.example.org"] }.made
        let files = Set(made.steps.map(\.machine)).flatMap { made.files(on: $0) }.filter { $0.content.contains("serverCertSANs") }
        #expect(!files.isEmpty)
        for file in files where file.path.hasSuffix(".yaml") {
            #expect(file.content.contains("backup.example.org"), "\(file.path)")
            #expect(KubeadmSchema.problems(file.content) == [], "\(file.path)")
        }
    }

    /// What a person reads about a plan file with a mistake in each form of a setting.
    @Test func mistakesAreSaidWithTheirLines() {
        let text = """
            apiVersion: drydock.dev/v1
            kind: ClusterPlan
            spec:
              release: "1.36"
              topology: single
              machines: []
              endpoint: {port: six, balancer: f5}
              network: {podSubnet: [10.1.0.0/16], addOn: {version: "1"}}
              images: {airGap: perhaps, registry: x}
              controlPlane:
                apiServer: {extraArgs: [{name: v, value: [2]}], extraVolumes: {}}
                patches: {etcd.yaml: [1]}
                certSANs: {}
              etcd: {dataDir: ""}
              kubelet: {config: maxPods}
              kubeProxy: {mode: ebpf}
              certificates: {validityHours: -1, handover: post}
              featureGates: {A: maybe}
            """
        let said = PlanFile.read(Array(text.utf8), name: "plan.yaml").problems.sorted { $0.line < $1.line }
        #expect(
            said.map { "\($0.line): \($0.sentence)" } == [
                "7: The field \"name\" is missing.",
                "7: \"port\" must be a whole number, but this is six.",
                "7: \"f5\" is no balancer; expected one of none, own, haproxy-keepalived, kube-vip.",
                "8: The field \"name\" is missing.",
                "8: There is no field \"podSubnet\" here. Did you mean \"podSubnets\"?",
                "9: \"airGap\" must be true or false, but this is perhaps.",
                "9: There is no field \"registry\" here.",
                "11: \"value\" must be a text, but this is a list.",
                "11: \"extraVolumes\" must be a list, but this is a mapping.",
                "12: \"etcd.yaml\" must be a text, but this is a list.",
                "13: \"certSANs\" must be a text, but this is a mapping.",
                "14: \"dataDir\" must not be empty.",
                "15: \"config\" must be a mapping, but this is a text.",
                "16: \"ebpf\" is no mode; expected one of iptables, ipvs, nftables.",
                "17: \"validityHours\" must be a whole number, but this is -1.",
                "17: \"post\" is no handover; expected one of upload, manual.",
                "18: The feature gate A must be true or false.",
            ])
    }
}
