import Diagnosis
import Editing
import Facts
import Hosts
import Knowledge
import Proofs
import Steps
import Testing
import YAML

/// `cured:` in a proof: the files are made as the recipe's steps leave them, and the node is judged again.
@Suite struct CureTests {
    private static let config = "/var/lib/kubelet/config.yaml"

    private static func step(_ actions: [Action]) -> Step {
        Step("x", on: "wb-cp1", phase: .fix, title: "Do it", why: "It is wrong.", risk: .edits, actions: actions)
    }

    private static func set(_ key: String, _ value: EditValue) -> Action {
        .edit(FileChange(config, FileEdit(.yaml, [.set(EditPath(keys: key), value)])))
    }

    /// A kubelet on cgroupfs beside containerd 1.7 on systemd, and what comes of these steps.
    private func failures(_ steps: [Step]?) async throws -> [String] {
        let proof = """
            fires:
            - why: the kubelet on cgroupfs
              node: worker-1.35-containerd-1.7
              change: {\(Self.config): {set: {cgroupDriver: cgroupfs}}}
              cured: trial
            near: []
            """
        let claims = try ProofReader.read(
            Array(proof.utf8), file: "trial.yaml", rule: "kubelet-cgroup-driver-differs", nodes: TestsFolder.proofs.nodes.names)
        let run = ProofRun(
            rules: Knowledge.rules, ladder: Knowledge.ladder, releases: Knowledge.releases, nodes: TestsFolder.proofs.nodes
        ) {
            recipe, facts, finding in
            // What fills a step is there: the facts of the node, and the finding with its evidence.
            guard recipe == "trial", facts.text(KubeletFacts.cgroupDriver) == "cgroupfs", !finding.evidence.isEmpty else {
                return nil
            }
            return steps
        }
        return await run.outcomes(claims).flatMap(\.failures).map(\.description)
    }

    @Test func anEditCures() async throws {
        #expect(
            try await failures([
                Self.step([Self.set("cgroupDriver", "systemd"), .run(Run(["systemctl", "restart", "kubelet"]))])
            ]) == [])
    }

    @Test func aWholeFileCures() async throws {
        let host = try TestsFolder.proofs.nodes.node("worker-1.35-containerd-1.7")
        let text = String(decoding: host.bytes(ofFile: Self.config) ?? [], as: UTF8.self)
        #expect(try await failures([Self.step([.write(PlannedFile(Self.config, text))])]) == [])
    }

    @Test func whatIsNotCuredIsSaid() async throws {
        let said = try await failures([Self.step([Self.set("clusterDomain", "x.example")])])
        #expect(said.count == 1)
        #expect(
            said.first?.hasPrefix(
                "trial.yaml:5: error: kubelet-cgroup-driver-differs is to be clear after trial, but it still fires: ") == true)
        #expect(said.first?.hasSuffix(" Of a recipe only its writes and edits are done here, no command.") == true)
    }

    @Test func whatIsNewlyFoundIsSaid() async throws {
        let said = try await failures([Self.step([Self.set("cgroupDriver", "systemd"), Self.set("evictonHard", "x")])])
        #expect(
            said.contains { $0.contains("After trial, kubelet-config-has-unknown-field is found, which was not before: ") },
            "\(said)")
    }

    @Test(
        arguments: [
            ([.run(Run(["true"]))], "The recipe trial changes no file of this node."),
            ([set("cgroupDriver", "cgroupfs")], "The recipe trial changes no file of this node."),
            (
                [.edit(FileChange(config, FileEdit(.yaml, [.replace("nowhere", with: "elsewhere.example")])))],
                "The recipe trial cannot edit \(config): "
            ),
            (
                [.write(PlannedFile("/etc/x", "@@JOIN_TOKEN@@"))],
                "The recipe trial writes /etc/x with a value that is only made when it is carried out."
            ),
        ] as [([Action], String)])
    func whatCannotBeCarriedOutIsSaid(_ actions: [Action], _ says: String) async throws {
        let said = try await failures([Self.step(actions)])
        #expect(said.count == 1 && said.first?.contains(says) == true, "\(said)")
    }

    @Test func aRecipeWithoutStepsFails() async throws {
        #expect(try await failures(nil) == ["trial.yaml:5: error: The recipe trial cannot be made into steps for this node."])
    }
}
