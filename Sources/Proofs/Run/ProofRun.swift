import Diagnosis
import Facts
import Hosts
import Probes
import Steps
import YAML

/// Tries proofs: makes each node, looks at it as a diagnosis does, judges, and compares.
package struct ProofRun: Sendable {
    /// The steps of a recipe for what was found on a node; nil where there is no such recipe, or it cannot be made into steps.
    package typealias StepsOfRecipe = @Sendable (_ recipe: String, _ facts: FactSet, _ finding: Finding) -> [Step]?

    private let judge: Judge
    private let survey: Survey
    private let nodes: RecordedNodes
    private let steps: StepsOfRecipe

    package init(
        rules: [Rule], ladder: [RungLaw], releases: KnownReleases, nodes: RecordedNodes, steps: @escaping StepsOfRecipe
    ) {
        judge = Judge(rules: rules, ladder: ladder)
        survey = Survey(probes: Probes.all(patterns: rules.flatMap(\.patterns), releases: releases))
        self.nodes = nodes
        self.steps = steps
    }

    /// What became of one proof.
    package struct Outcome: Sendable {
        package var claim: Claim
        /// Empty where all is as it says.
        package var failures: [FileProblem]
    }

    /// Tries all; outcomes are in the order of the proofs.
    ///
    /// - Parameter width: how many nodes are looked at side by side; each look has parts that run side by side themselves.
    package func outcomes(_ claims: [Claim], sideBySide width: Int = 4) async -> [Outcome] {
        // One look does for all that make the same node.
        var groups: [String: [Int]] = [:]
        for (at, claim) in claims.enumerated() { groups["\(claim.node)\n\(claim.change.key)", default: []].append(at) }
        var left = groups.values.sorted { $0[0] < $1[0] }[...]
        var failures: [[FileProblem]] = Array(repeating: [], count: claims.count)
        await withTaskGroup(of: [(Int, [FileProblem])].self) { group in
            func startNext() {
                guard let members = left.popFirst() else { return }
                group.addTask { await tried(members.map { ($0, claims[$0]) }) }
            }
            for _ in 0..<width { startNext() }
            while let done = await group.next() {
                for (at, problems) in done { failures[at] = problems }
                startNext()
            }
        }
        return zip(claims, failures).map { Outcome(claim: $0, failures: $1) }
    }

    /// The facts of a node with a change, and the report on them.
    package func report(node: String, _ change: NodeChange, file: String) async throws -> Report {
        judge.report(on: change.facts(over: await survey.look(at: try host(node, change, file: file))))
    }

    /// A node with a change made.
    ///
    /// - Throws: `HostError` where it cannot be opened, `FileProblem` where the change cannot be made.
    package func host(_ node: String, _ change: NodeChange, file: String) throws -> RecordedHost {
        var host = try nodes.node(node)
        try host.make(change, file: file)
        return host
    }

    /// Proofs that all make the same node.
    private func tried(_ claims: [(Int, Claim)]) async -> [(Int, [FileProblem])] {
        guard let first = claims.first?.1 else { return [] }
        let host: RecordedHost
        do {
            host = try self.host(first.node, first.change, file: first.file)
        } catch {
            return claims.map { at, claim in
                guard let problem = error as? FileProblem else {
                    return (at, [claim.fails("The node \(claim.node) cannot be read: \(error)")])
                }
                return (at, [claim.file == problem.file ? problem : claim.fails(problem.sentence)])
            }
        }
        let seen = await survey.look(at: host)
        var out: [(Int, [FileProblem])] = []
        for (at, claim) in claims {
            let facts = claim.change.facts(over: seen)
            let report = judge.report(on: facts)
            var failures = claim.failures(in: report)
            if let recipe = claim.cured, let finding = report.findings.first(where: { $0.id == claim.rule }) {
                failures += await uncured(claim, recipe, host, facts, report, finding)
            }
            out.append((at, failures))
        }
        return out
    }

    /// What is still, or newly, wrong with the files as the recipe leaves them.
    private func uncured(
        _ claim: Claim, _ recipe: String, _ host: RecordedHost, _ facts: FactSet, _ before: Report, _ finding: Finding
    ) async -> [FileProblem] {
        guard let steps = steps(recipe, facts, finding) else {
            return [claim.fails("The recipe \(recipe) cannot be made into steps for this node.", line: claim.curedLine)]
        }
        var cured = host
        do throws(CureRefusal) {
            try cured.make(steps)
        } catch {
            return [claim.fails("The recipe \(recipe) \(error.sentence)", line: claim.curedLine)]
        }
        let after = judge.report(on: claim.change.facts(over: await survey.look(at: cured)))
        return claim.failures(after: recipe, before, after)
    }
}
