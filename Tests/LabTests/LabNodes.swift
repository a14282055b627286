import FoundationEssentials

/// The control-plane nodes of this run: one a Debian, booted when the first test asks for it.
actor LabNodes {
    static let shared = LabNodes()

    private var booting: [String: Task<LabNode, any Error>] = [:]

    func node(on debian: String) async throws -> LabNode {
        if let task = booting[debian] { return try await task.value }
        let task = Task { try await LabNode.boot(debian) }
        booting[debian] = task
        return try await task.value
    }
}

/// One running node with the program under test on it.
struct LabNode: Sendable {
    let name: String
    let debian: String

    static func boot(_ debian: String) async throws -> LabNode {
        let node = LabNode(name: "cp\(debian)", debian: debian)
        try await Lab.shared.must("clean", "--stale")
        try await Lab.shared.must("boot", node.name, "--from", debian)
        try await Lab.shared.must("push", node.name, Lab.drydock(), "/usr/local/bin/drydock")
        try await Lab.shared.must("pods", node.name, Lab.criRun())
        return node
    }

    func run(_ words: String...) async throws -> Lab.Output {
        try await Lab.shared.script(["run", name] + words)
    }

    /// Runs the program under test.
    func drydock(_ words: [String]) async throws -> Lab.Output {
        try await Lab.shared.script(["run", name, "/usr/local/bin/drydock"] + words)
    }

    /// Injects, holds or restores a fault, or settles or forgets the node itself.
    func fault(_ verb: String, _ fault: String? = nil) async throws -> Lab.Output {
        try await Lab.shared.script(["fault", name, verb] + (fault.map { [$0] } ?? []))
    }

    /// The live diagnosis of the node, run on it.
    func diagnose() async throws -> Report {
        let output = try await run("/usr/local/bin/drydock", "diagnose", "--format", "json")
        guard [0, 1, 3].contains(output.status), !output.out.isEmpty else {
            throw Lab.Failure(description: "drydock diagnose ended with \(output.status): \(output.err)")
        }
        return try JSONDecoder().decode(Report.self, from: Data(output.out))
    }
}
