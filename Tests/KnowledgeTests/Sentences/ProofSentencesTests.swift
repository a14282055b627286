import Proofs
import Testing

/// The sentences about mistakes in a rule's proof.
@Suite struct ProofSentencesTests {
    private static let proof = """
        fires:
          - why: the role is not known
            node: apiserver-down
            change:
              /etc/hosts: {write: "127.0.0.1 localhost"}
              /var/lib/kubelet/config.yaml:
                set: {cgroupDriver: cgroupfs}
              cri: {/run/containerd/containerd.sock: {error: noSocket}}
              facts:
                node.role: worker
        near:
          - why: as it was
            node: apiserver-down

        """

    @Test(arguments: [
        ("near:", "neer:", 11, "There is no field \"neer\" here; expected fires, near. Did you mean \"near\"?"),
        (
            "why: as it was", "wy: as it was", 12,
            "There is no field \"wy\" here; expected why, node, change, first, explains, cured. Did you mean \"why\"?"
        ),
        (
            "    change:", "    chnge:", 4,
            "There is no field \"chnge\" here; expected why, node, change, first, explains, cured. Did you mean \"change\"?"
        ),
        ("{write:", "{wite:", 5, "There is no field \"wite\" here; expected set, remove, append"),
        ("/etc/hosts:", "etc/hosts:", 5, "or a path that begins with /."),
        ("cgroupDriver:", "cgroup..Driver:", 7, "The path cgroup..Driver cannot be read at character 8"),
        (
            "set: {cgroupDriver: cgroupfs}", "replace: cgroupfs", 7,
            "\"replace\" is a text here, but a list of 2 or a list is expected."
        ),
        ("set: {cgroupDriver: cgroupfs}", "set: cgroupfs", 7, "\"set\" is a text here, but a mapping is expected."),
        ("noSocket", "noSoket", 8, "\"noSoket\" is no error here; expected noSocket"),
        ("node.role:", "node.rol:", 10, "There is no fact node.rol. Did you mean node.role?"),
        ("worker", "wroker", 10, "node.role is wroker, which its domain lacks."),
        (
            "was\n    node: apiserver-down", "was\n    node: apiserver-dwn", 13,
            "There is no recorded node apiserver-dwn. Did you mean apiserver-down?"
        ),
        ("    node: apiserver-down\n    change", "    change", 2, "The field \"node\" is missing."),
        ("as it was", "as it was\n    cured: x", 12, "A near miss has nothing that could be first, or be cured."),
        ("near:", "near: [", 12, "A value is expected here."),
    ])
    func isAnswered(_ right: String, _ wrong: String, _ line: Int, _ says: String) {
        let error = #expect(throws: ProofProblems.self) {
            try ProofReader.read(
                Array(Self.proof.replacing(right, with: wrong).utf8), file: "trial.yaml", rule: "trial",
                nodes: TestsFolder.proofs.nodes.names)
        }
        let description = error?.description ?? ""
        #expect(description.contains("trial.yaml:\(line): ") && description.contains(says), "said: \(description)")
    }

    @Test func isReadWithoutThem() throws {
        let proofs = try ProofReader.read(
            Array(Self.proof.utf8), file: "trial.yaml", rule: "trial", nodes: TestsFolder.proofs.nodes.names)
        #expect(proofs.count == 2 && proofs[0].line == 2)
    }
}
