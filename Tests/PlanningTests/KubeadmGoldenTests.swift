import GoldenSupport
import Steps
import Testing

@testable import Planning

/// Every plan's files and steps as a person has looked at them: each distinct text is kept once, under its hash.
struct KubeadmGoldenTests {
    private static let made: [(name: String, plan: Plan)] = KubeadmCase.all.map { ($0.name, $0.made) }

    @Test(arguments: KubeadmCase.all.map(\.name))
    func aPlanIsAsItWas(_ name: String) throws {
        let plan = try #require(Self.made.first { $0.name == name }).plan
        for text in Self.texts(plan) {
            let difference = GoldenStore.difference(text.content, as: text.name)
            #expect(difference == nil)
        }
        let list = Self.texts(plan).map { "\($0.place) \($0.name)\n" }.joined()
        let difference = Golden.difference(text: list, "kubeadm/plans/\(name)")
        #expect(difference == nil)
    }

    @Test func noPlanIsLeftOver() {
        let plans = Set(Self.made.map { "\($0.name).txt" })
        #expect(Recording.goldens("kubeadm/plans").filter { !plans.contains($0) } == [])
    }

    /// The names of the texts that these tests look at.
    static var kept: Set<String> { Set(made.flatMap { texts($0.plan) }.map(\.name)) }

    @Test(arguments: KubeadmCase.all)
    func kubeadmWouldReadEveryFile(_ tried: KubeadmCase) {
        for text in Self.texts(tried.made) where Self.isKubeadms(text.content) {
            #expect(KubeadmSchema.problems(text.content) == [], "\(text.place)")
        }
    }

    private static func isKubeadms(_ text: String) -> Bool {
        text.hasPrefix("apiVersion: kubeadm.k8s.io/") || text.hasPrefix("apiVersion: kubelet.config.k8s.io/")
    }

    /// The steps, then the files of each machine.
    private static func texts(_ plan: Plan) -> [(place: String, name: String, content: String)] {
        let steps = GoldenStore.text(plan.steps)
        var out = [(place: "steps", name: "steps-\(GoldenStore.hash(steps))", content: steps)]
        var machines: [String] = []
        for step in plan.steps where !machines.contains(step.machine) { machines.append(step.machine) }
        for machine in machines {
            for file in plan.files(on: machine) {
                let mode = "0\(String(file.mode, radix: 8))\(file.keepsExisting ? " kept" : "")"
                out.append(
                    (
                        place: "\(machine) \(file.path) \(mode)", name: GoldenStore.name(file),
                        content: file.content
                    ))
            }
        }
        return out
    }
}
