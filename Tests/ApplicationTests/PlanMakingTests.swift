import Facts
import FoundationEssentials
import Hosts
import Knowledge
import Planning
import Rendering
import Screens
import Steps
import Testing
import YAML

@testable import Application

/// Whoever asks, the same answers and the same captures make the same files.
@Suite struct PlanMakingTests {
    private static let capture = CapturingTests.nodes.appending(path: "control-plane-1.36").path

    /// Awaited: tests share few threads, and one that blocks its own may keep the look itself from running.
    private func look() async throws -> FactSet {
        var facts = await Examination(knowledge: Knowledge.base).withoutLogs.look(at: try RecordedHost(capture: Self.capture))
        // A machine that is free: one of another cluster is refused.
        facts.set(NodeFacts.role, "none")
        facts.set(NodeFacts.isJoined, false)
        // Its own configuration takes in the folder beside it, so that a plan need not replace it.
        facts.set(ContainerdFacts.configExists, true)
        facts.set(ContainerdFacts.criIsDisabled, false)
        facts.set(ContainerdFacts.configVersion, 3)
        facts.set(ContainerdFacts.configFiles, .list(["/etc/containerd/config.toml", "/etc/containerd/conf.d/a.toml"]))
        return facts
    }

    private func folder() throws -> URL {
        let url = FileManager.default.temporaryDirectory.appending(path: "drydock-plans-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url
    }

    private func files(_ folder: URL) throws -> [String: Data] {
        var out: [String: Data] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
            if let bytes = try? Data(contentsOf: folder.appending(path: path)) { out[path] = bytes }
        }
        return out
    }

    /// A plan for the recorded machine, which has a runtime of its own.
    private func answers(_ looks: [FactSet]) throws -> ClusterPlan {
        var plan = PlanExample.plan(.single, release: KubernetesVersion(minor: 36)).0
        plan.machines[0].name = try #require(looks.first?.text(NodeFacts.name))
        plan.machines[0].roles = [.controlPlane, .worker]
        plan.network.podSubnets = ["10.90.0.0/16"]
        plan.network.serviceSubnets = ["10.91.0.0/16"]
        plan.runtime.installs = false
        return plan
    }

    @Test func theWizardsExportAndPlanWriteTheSameBytes() async throws {
        let looks = [try await look()]
        let text = PlanWriter.text(try answers(looks))
        let place = try folder()
        defer { try? FileManager.default.removeItem(at: place) }
        let input = place.appending(path: "plan.yaml")
        try Data(text.utf8).write(to: input)
        let settings = Settings(
            isPlain: true, isASCII: true, noColor: true, hasMouse: false, isReadOnly: true, knowledgeFolders: [])
        let status = try PlanJob(settings: settings, format: .text).run(
            input.path, out: place.appending(path: "command").path, isReset: false, overwrites: false, Knowledge.base,
            looks: looks)
        #expect(status == 0)
        var session = Session(program: "drydock", nodeName: "elsewhere")
        session.learn([], [], Knowledge.planning)
        session.captures = looks
        let said = PlanKeeping(named: input.path).export(
            text, to: place.appending(path: "export").path, PlanMaking(session))
        #expect(said.contains("were written"), "\(said)")
        let command = try files(place.appending(path: "command"))
        var export = try files(place.appending(path: "export"))
        #expect(export.removeValue(forKey: "plan.yaml") != nil, "what no file holds yet is kept beside the rest")
        #expect(Set(command.keys) == Set(export.keys))
        for (path, bytes) in command { #expect(export[path] == bytes, "\(path)") }
        let runbook = try #require(command["RUNBOOK.md"].map { String(decoding: $0, as: UTF8.self) })
        #expect(runbook.contains("and from what was seen of"))
    }

    /// The review shows what the export writes.
    @Test func theReviewKnowsWhatWasSeen() async throws {
        let looks = [try await look()]
        let plan = try answers(looks)
        var session = Session(program: "drydock", nodeName: "elsewhere")
        session.learn([], [], Knowledge.planning)
        session.captures = looks
        let seen = try #require(PlanMaking(session).context(plan))
        #expect(seen.facts[plan.machines[0].name] != nil)
        let others = PlanMaking(knowledge: Knowledge.planning, looks: [], now: Instant(seconds: 0))
        let unseen = try #require(others.context(plan))
        func written(_ context: PlanContext) -> [String] {
            RenderedPlan.plan(context).files(on: plan.machines[0].name).map(\.path)
        }
        #expect(written(seen) != written(unseen), "what was seen decides where containerd's settings go")
    }
}
