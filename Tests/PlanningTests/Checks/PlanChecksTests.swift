import Facts
import Knowledge
import Planning
import Testing

@testable import PlanCases

/// Each law with plans that break it and plans that come near it.
struct PlanChecksTests {
    static let knowledge: PlanKnowledge = {
        var knowledge = Knowledge.planning
        // The laws on runtimes are tested with series of their own.
        knowledge.runtimes = [
            series(.containerd, "1.7", ["1.24": "1.7.0", "1.36": "1.7.28"]), series(.containerd, "2.3", ["1.36": "2.3.0"]),
            series(.containerd, "1.6", ["1.23": "1.6.0"], end: "2025-08-23"), series(.crio, "1.36", ["1.36": "1.36.0"]),
            series(.docker, "29", ["1.36": "29.0.0"]),
        ]
        for minor in 25...37 where minor != 36 {
            knowledge.runtimes[0].supports.append(.init(minor: minor, atLeast: "1.7.0"))
        }
        return knowledge
    }()

    private static func series(_ kind: RuntimeChoice.Kind, _ name: String, _ supports: [String: String], end: String? = nil)
        -> RuntimeSeries
    {
        RuntimeSeries(
            id: "\(kind.rawValue)-\(name)", kind: kind.rawValue, series: name, latest: "\(name).1", endOfLife: end,
            configVersion: nil, importsDropIns: false, hasRuntimeConfig: true, defaultSandbox: "",
            supports: supports.map { .init(minor: KubernetesVersion($0.key)?.minor ?? 0, atLeast: $0.value) }, notes: [],
            sources: [])
    }

    /// An edit of an example, where its problem stands, words of the sentence; no words where there is no problem.
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var topology: ClusterPlan.Topology
        var path: String
        var words: String?
        var isError: Bool
        var edit: @Sendable (inout ClusterPlan) -> Void

        init(
            _ name: String, _ topology: ClusterPlan.Topology = .stacked, at path: String, _ words: String?, isError: Bool = true,
            _ edit: @escaping @Sendable (inout ClusterPlan) -> Void
        ) {
            testDescription = name
            self.topology = topology
            self.path = path
            self.words = words
            self.isError = isError
            self.edit = edit
        }
    }

    static let cases =
        releaseCases + machineCases + endpointCases + rangeCases + addOnCases + settingCases + toolCases + existingCases

    @Test(arguments: cases) func aLawFiresWhereItIsBrokenAlone(_ example: Case) {
        var (plan, _) = PlanExample.plan(example.topology, release: KubernetesVersion(minor: 36))
        example.edit(&plan)
        let problems = PlanChecks.all(plan, Self.knowledge, now: Instant(year: 2026, month: 11, day: 24))
        let shown = problems.map { "\($0.path): \($0.sentence)" }
        if let words = example.words {
            #expect(
                problems.contains { $0.path == example.path && $0.sentence.contains(words) && $0.isError == example.isError },
                "\(shown)")
        } else {
            #expect(!problems.contains { $0.path == example.path }, "\(shown)")
        }
        for problem in problems {
            let sentence = problem.sentence
            #expect(sentence.hasSuffix(".") || sentence.hasSuffix("?") || sentence.contains("with: kube"), "\(sentence)")
        }
    }

    @Test(arguments: ClusterPlan.Topology.allCases, Knowledge.planning.releases.map(\.minor))
    func anExampleOfAnyReleaseHasNoError(_ topology: ClusterPlan.Topology, _ minor: Int) {
        let (plan, _) = PlanExample.plan(topology, release: KubernetesVersion(minor: minor))
        #expect(PlanChecks.all(plan, Knowledge.planning).filter(\.isError) == [])
    }

    @Test func withoutATimeNoLifetimeIsJudged() {
        let (plan, _) = PlanExample.plan(.single, release: KubernetesVersion(minor: 25))
        #expect(!PlanChecks.all(plan, Self.knowledge).contains { $0.sentence.contains("ended") })
        let now = Instant(year: 2026, month: 11, day: 24)
        #expect(
            PlanChecks.all(plan, Self.knowledge, now: now).contains { $0.sentence.contains("ended on 2023-10-28") && !$0.isError }
        )
    }

    @Test func aRangeIsHeldAgainstWhatMachinesReach() {
        var (plan, _) = PlanExample.plan(.stacked, release: KubernetesVersion(minor: 36))
        for index in plan.machines.indices { plan.machines[index].interface = "eth0" }
        let given = plan
        let source = Source("/proc/net/route")
        func problems(
            _ destination: String, isOwn: Bool = false, nameserver: String = "192.0.2.1", address: String = "192.0.2.11"
        ) -> [String] {
            var facts = FactSet()
            facts.set(
                NetworkFacts.routes,
                [
                    Row<NetworkFacts.Route>(
                        [.destination: .text(destination), .interface: "eth0", .isPodNetwork: .flag(isOwn)], from: source)
                ], from: source)
            facts.set(DNSFacts.nameservers, .list([nameserver]), from: source)
            facts.set(MachineIdentityFacts.localAddresses, .list(["127.0.0.1", address]), from: source)
            return PlanChecks.all(given, Self.knowledge, facts: ["cp1": facts]).map { "\($0.path) \($0.sentence)" }
        }
        #expect(
            problems("10.244.7.0/24").contains {
                $0.hasPrefix("spec.network.podSubnets[0]") && $0.contains("10.244.7.0/24") && $0.contains("cp1")
            })
        #expect(problems("10.100.0.0/16").contains { $0.hasPrefix("spec.network.serviceSubnets[0]") })
        #expect(problems("10.0.0.0/8").count == 2)
        #expect(problems("0.0.0.0/0") == [])
        #expect(problems("10.245.0.0/16") == [])
        #expect(problems("10.244.7.0/24", isOwn: true) == [])
        #expect(problems("192.0.2.0/24", nameserver: "10.96.0.53").contains { $0.contains("nameserver of cp1") })
        #expect(problems("192.0.2.0/24", address: "10.244.0.1").contains { $0.contains("which cp1 has") })
    }
}
