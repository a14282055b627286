import GoldenSupport
import Testing

@testable import Planning

/// Every plan's files and steps as a person has looked at them: each distinct text is kept once, under its hash.
struct KubeadmGoldenTests {
    private static let made: [(name: String, plan: Plan)] = KubeadmCase.all.map { ($0.name, $0.made) }

    @Test(arguments: KubeadmCase.all.map(\.name))
    func aPlanIsAsItWas(_ name: String) throws {
        let plan = try #require(Self.made.first { $0.name == name }).plan
        for text in Self.texts(plan) {
            let difference = Golden.difference(text: text.content, "kubeadm/files/\(text.name)")
            #expect(difference == nil)
        }
        let list = Self.texts(plan).map { "\($0.place) \($0.name)\n" }.joined()
        let difference = Golden.difference(text: list, "kubeadm/plans/\(name)")
        #expect(difference == nil)
    }

    @Test func noGoldenIsLeftOver() {
        let wanted = Set(Self.made.flatMap { Self.texts($0.plan) }.map { "\($0.name).txt" })
        #expect(Recording.goldens("kubeadm/files").filter { !wanted.contains($0) } == [])
        let plans = Set(Self.made.map { "\($0.name).txt" })
        #expect(Recording.goldens("kubeadm/plans").filter { !plans.contains($0) } == [])
    }

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
        let steps = StepText.of(plan)
        var out = [(place: "steps", name: "steps-\(StepText.hash(steps))", content: steps)]
        var machines: [String] = []
        for step in plan.steps where !machines.contains(step.machine) { machines.append(step.machine) }
        for machine in machines {
            for file in plan.files(on: machine) {
                let base = file.path.split(separator: "/").last ?? ""
                let mode = "0\(String(file.mode, radix: 8))\(file.keepsExisting ? " kept" : "")"
                out.append(
                    (
                        place: "\(machine) \(file.path) \(mode)", name: "\(base)-\(StepText.hash(file.content))",
                        content: file.content
                    ))
            }
        }
        return out
    }
}

/// Steps as lines.
enum StepText {
    static func of(_ plan: Plan) -> String { plan.steps.map(of).joined(separator: "\n") }

    private static func of(_ step: Step) -> String {
        var lines = [
            "\(step.phase.rawValue) \(step.id) (\(step.risk.rawValue), \(step.seconds) s)", "  \(step.title)", "  \(step.why)",
        ]
        for action in step.actions {
            lines.append("  - \(ActionText.line(action))")
            if case .run(let run) = action {
                if let path = run.unlessExists { lines.append("      unless there is \(path)") }
                if let words = run.unless { lines.append("      unless \(ShellLine.of(words))") }
                if !run.makes.isEmpty { lines.append("      makes \(run.makes.map(\.rawValue).joined(separator: " "))") }
            }
        }
        if let check = step.check { lines.append("  check: \(ShellLine.of(check))") }
        lines += step.undo.map { "  undo: \(ShellLine.of($0))" }
        return lines.joined(separator: "\n") + "\n"
    }

    /// FNV-1a of 64 bits, as 16 digits.
    static func hash(_ text: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
