import Testing

/// The sentences about mistakes in a rule's proof.
@Suite struct ProofSentencesTests {
    private static let proof = """
        fires:
          - why: the role is not known
            node: apiserver-down
            edits:
              files:
                /etc/hosts: "127.0.0.1 localhost"
              facts:
                node.role: worker
        near:
          - why: as it was
            node: apiserver-down

        """

    @Test(arguments: [
        ("near:", "neer:", 9, "there is no neer here; expected fires, near. Did you mean near?"),
        (
            "why: as it was", "wy: as it was", 10,
            "there is no wy here; expected why, node, edits, first, explains. Did you mean why?"
        ),
        ("    edits:", "    edit:", 4, "there is no edit here; expected why, node, edits, first, explains. Did you mean edits?"),
        ("      files:", "      file:", 5, "there is no file here"),
        ("node.role:", "node.rol:", 8, "there is no fact node.rol. Did you mean node.role?"),
        ("worker", "wroker", 8, "node.role is wroker, which its domain lacks."),
        (
            "was\n    node: apiserver-down", "was\n    node: apiserver-dwn", 11,
            "there is no recorded node apiserver-dwn. Did you mean apiserver-down?"
        ),
        ("    node: apiserver-down\n    edits", "    edits", 2, "a case needs why and node."),
    ])
    func isAnswered(_ right: String, _ wrong: String, _ line: Int, _ says: String) {
        let error = #expect(throws: CaseError.self) {
            try RuleCase.read(Array(Self.proof.replacing(right, with: wrong).utf8), file: "trial.yaml", rule: "trial")
        }
        let description = error?.description ?? ""
        #expect(description.hasPrefix("trial.yaml:\(line): ") && description.contains(says), "said: \(description)")
    }

    @Test func isReadWithoutThem() throws {
        #expect(try RuleCase.read(Array(Self.proof.utf8), file: "trial.yaml", rule: "trial").count == 2)
    }
}
