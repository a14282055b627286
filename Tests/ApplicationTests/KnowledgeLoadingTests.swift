import Diagnosis
import Facts
import FoundationEssentials
import Glibc
import Hosts
import Knowledge
import KnowledgeFormat
import Lookup
import Planning
import Probes
import Rendering
import Steps
import Testing
import Wizard
import YAML

@testable import Application

/// Folders of knowledge laid over what is compiled in: what of them comes into force, and what becomes of a file with a fault.
@Suite struct KnowledgeLoadingTests {
    /// What `load` makes, without the system's folder.
    private func laidOver(_ folder: borrowing OverlayFolder) throws -> KnowledgeBase {
        try KnowledgeLoading.laidOver([folder.path])
    }

    private func plan(_ release: String) throws -> ClusterPlan {
        var plan = PlanExample.plan(.stacked, release: try #require(KubernetesVersion(release))).0
        for index in plan.machines.indices { plan.machines[index].interface = "eth0" }
        return plan
    }

    @Test func aReleaseAndItsRuntimeArePlannedWith() throws {
        let folder = try OverlayFolder()
        try folder.writeNewRelease()
        let knowledge = try laidOver(folder)
        #expect(knowledge.overlays.map(\.leftOut) == [[]])
        #expect(knowledge.overlays.map(\.holds) == ["1 release, 1 runtime"])
        let plan = try plan("1.38")
        #expect(PlanChecks.all(plan, knowledge.planning).filter(\.isError) == [])
        let context = try #require(PlanContext(plan, knowledge: knowledge.planning, facts: [:], now: nil))
        #expect(context.version == "1.38.2")
        #expect(context.runtime?.latest == "2.4.1")
        let made = RenderedPlan.plan(context)
        #expect(made.documents.contains { $0.content.contains("Kubernetes 1.38 (2027-01-15)") })
        #expect(made.steps.flatMap(\.files).contains { $0.content.contains("pause:3.10.2") || $0.content.contains("1.38.2") })
        // Without the folder nobody knows it.
        #expect(PlanContext(plan, knowledge: Knowledge.planning, facts: [:], now: nil) == nil)
    }

    @Test func theWizardOffersIt() throws {
        let folder = try OverlayFolder()
        try folder.writeNewRelease()
        let wizard = Wizard(knowledge: try laidOver(folder).planning)
        #expect(wizard.plan.release.minor == 38)
        #expect(Wizard(knowledge: Knowledge.planning).plan.release.minor == 36)
    }

    @Test func aDiagnosisHoldsANodeAgainstIt() throws {
        let folder = try OverlayFolder()
        try folder.writeNewRelease()
        let known = try laidOver(folder).releases
        #expect(known.removal(of: "old-wishes", program: "kube-apiserver", minor: 38)?.instead == "--wishes")
        #expect(known.removal(of: "old-wishes", program: "kube-apiserver", minor: 37) == nil)
        #expect(known.kubeletFields.newest == 38)
        #expect(known.kubeletFields.since["podWishes"] == 38)
        #expect(
            known.containerd.last
                == ContainerdSeries(major: 2, minor: 4, configVersion: 5, defaultSandbox: "registry.k8s.io/pause:3.11"))
        #expect(Knowledge.releases.kubeletFields.newest == 37)
    }

    /// A release whose kubelet's fields nobody looked up makes none of them a wrong one.
    @Test func aReleaseThatIsSilentAboutFieldsLeavesThemUnjudged() throws {
        let folder = try OverlayFolder()
        try folder.write("releases/1.38.yaml", from: "releases/1.37.yaml", ("kubeletFields: [defaultPodSysctls]\n", ""))
        let knowledge = try laidOver(folder)
        #expect(knowledge.planning.releases.last?.id == "1.38")
        #expect(knowledge.releases.kubeletFields.newest == 37)
    }

    @Test func aFaultIsFoundOnANodeByTheFolderAlone() async throws {
        let folder = try OverlayFolder()
        // What the recorded kubelet of 1.36 is given, and no release of ours removed.
        try folder.write(
            "releases/1.36.yaml", from: "releases/1.36.yaml",
            ("kubeletFields:", "removedFlags:\n  - {program: kubelet, flags: [kubeconfig], instead: nothing}\nkubeletFields:"))
        let host = try RecordedHost(capture: CapturingTests.nodes.appending(path: "control-plane-1.36").path)
        let usual = await Examination(knowledge: Knowledge.base).withoutLogs.examine(host).report
        let laid = await Examination(knowledge: try laidOver(folder)).withoutLogs.examine(host).report
        let rule = "kubelet-flag-was-removed"
        #expect(!usual.findings.contains { $0.id == rule })
        #expect(laid.findings.contains { $0.id == rule }, "\(laid.findings.map(\.id))")
    }

    @Test func newerVersionsOfAddOnsAreTaken() throws {
        let folder = try OverlayFolder()
        try folder.write(
            "add-ons/flannel.yaml", from: "add-ons/flannel.yaml", ("version: \"v0.28.9\"", "version: \"v0.29.0\""),
            ("{version: \"v0.28.9\"", "{version: \"v0.29.0\""), ("- version: \"v0.28.9\"", "- version: \"v0.29.0\""),
            ("flannel:v0.28.9", "flannel:v0.29.0"))
        let knowledge = try laidOver(folder).planning
        #expect(knowledge.addOn("flannel")?.version == "v0.29.0")
        var plan = try plan("1.36")
        plan.network.addOn.name = "flannel"
        let context = try #require(PlanContext(plan, knowledge: knowledge, facts: [:], now: nil))
        let texts = RenderedPlan.plan(context).documents.map(\.content)
        #expect(texts.contains { $0.contains("v0.29.0") })
        #expect(!texts.contains { $0.contains("v0.28.9") })
    }

    @Test func wordsOfProgramsAreExplained() throws {
        let folder = try OverlayFolder()
        try folder.write(
            "texts/site.yaml",
            """
            program: kubelet
            sources: ["our own build, read 2026-11-30"]
            texts:
              - text: "the wishing well of %q has dried up"
                leads: [kubelet-is-unhealthy]

            """)
        let explainer = Explainer(knowledge: try laidOver(folder), catalogue: Knowledge.catalogue)
        let answer = explainer.explain(Array("the wishing well of \"north\" has dried up".utf8))
        #expect(answer.matches.first?.id == "kubelet-is-unhealthy")
    }

    @Test func aFileWithAFaultCostsItselfOnly() throws {
        let folder = try OverlayFolder()
        try folder.writeNewRelease()
        try folder.write("releases/1.36.yaml", from: "releases/1.36.yaml", ("latestPatch: 3", "latestPatch: nine"))
        try folder.write("rules/host/swap-is-odd.yaml", "title: Swap is odd\nseverity: eror\n")
        try folder.write("texts/torn.yaml", "program: [kubelet\n")
        try folder.write("notes/README.yaml", "a: b\n")
        let knowledge = try laidOver(folder)
        #expect(knowledge.planning.releases.last?.id == "1.38")
        #expect(knowledge.planning.releases.first { $0.id == "1.36" } == Knowledge.planning.releases.first { $0.id == "1.36" })
        #expect(!knowledge.rules.contains { $0.id == "swap-is-odd" })
        let overlay = try #require(knowledge.overlays.first)
        #expect(overlay.says == "\(folder.path): 1 release, 1 runtime; 4 files of it are left out.")
        let said = overlay.leftOut.map(\.description).joined(separator: "\n")
        #expect(said.contains("releases/1.36.yaml:1: error: \"latestPatch\" must be a whole number"))
        #expect(said.contains("rules/host/swap-is-odd.yaml:2: error: \"eror\" is no severity"))
        #expect(said.contains("Did you mean \"error\"?"))
        #expect(said.contains("texts/torn.yaml:"))
        #expect(said.contains("notes/README.yaml:1: error: A knowledge file lies in"))
    }

    /// A rule that leads to a recipe with a fault stays, and loses the recipe.
    @Test func whatNamesALeftOutFileLosesTheName() throws {
        let folder = try OverlayFolder()
        try folder.write(
            "rules/kubelet/trial.yaml", from: "rules/kubelet/kubelet-is-unhealthy.yaml",
            ("recipes: [read-kubelet-log, restart-kubelet]", "recipes: [read-kubelet-log, mend-trial]"))
        try folder.write("recipes/kubelet/mend-trial.yaml", "title: Mend\n")
        let knowledge = try laidOver(folder)
        let rule = try #require(knowledge.rules.first { $0.id == "trial" })
        #expect(rule.recipes == ["read-kubelet-log"])
        #expect(Set(knowledge.overlays.flatMap { $0.leftOut.map(\.file) }) == ["\(folder.path)/recipes/kubelet/mend-trial.yaml"])
    }

    @Test func recipesOfAFolderAreToldApart() throws {
        let folder = try OverlayFolder()
        try folder.write("recipes/kubelet/start-kubelet.yaml", from: "recipes/kubelet/start-kubelet.yaml")
        let knowledge = try laidOver(folder)
        #expect(knowledge.overlaidRecipes == ["start-kubelet"])
        #expect(knowledge.recipes.count == Knowledge.recipes.count)
        #expect(Knowledge.base.overlaidRecipes == [])
    }

    @Test func whatIsNoFileIsLeftOutAndNothingIsWaitedFor() throws {
        let folder = try OverlayFolder()
        try folder.write("rules/host/large.yaml", String(repeating: "# nothing\n", count: 200_000))
        #expect(mkfifo(folder.path + "/rules/host/pipe.yaml", 0o600) == 0)
        #expect(symlink("/nowhere/at/all", folder.path + "/rules/host/gone.yaml") == 0)
        try FileManager.default.createDirectory(
            atPath: folder.path + "/rules/host/folder.yaml", withIntermediateDirectories: true)
        for path in [".git/rules/host/x.yaml", "proofs/host/x.yaml", "nodes/x/overlay.yaml"] { try folder.write(path, "a: b\n") }
        let said = try laidOver(folder).overlays.flatMap { $0.leftOut.map(\.description) }
        #expect(said.count == 4)
        for name in ["large", "pipe", "gone", "folder"] {
            #expect(said.contains { $0.contains("rules/host/\(name).yaml:1: error: ") })
        }
    }

    @Test func aFolderThatIsNotThereIsRefused() {
        #expect(throws: Refusal.self) { try KnowledgeLoading.laidOver(["/nowhere/at/all"]) }
    }

    /// Each folder is laid over those before it.
    @Test func theLastFolderCounts() throws {
        let first = try OverlayFolder()
        let second = try OverlayFolder()
        for (folder, version) in [(first.path, "v0.29.0"), (second.path, "v0.30.0")] {
            let ours = try String(contentsOf: OverlayFolder.knowledge.appending(path: "add-ons/flannel.yaml"), encoding: .utf8)
            let file = URL(filePath: folder).appending(path: "add-ons/flannel.yaml")
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(ours.replacing("v0.28.9", with: version).utf8).write(to: file)
        }
        let knowledge = try KnowledgeLoading.laidOver([first.path, second.path])
        #expect(knowledge.planning.addOn("flannel")?.version == "v0.30.0")
        #expect(knowledge.overlays.count == 2)
    }
}
