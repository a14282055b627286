import Steps
import Testing

@testable import Planning

/// Laws of every step that any generator makes.
@Suite struct StepLawTests {
    private func everyStep(_ body: (Step, Comment) -> Void) {
        var generators: Set<String> = []
        for (name, plan) in GoldenPlans.all {
            for step in plan.steps {
                generators.insert(step.key)
                body(step, "\(name): \(step.id)")
            }
        }
        #expect(generators.count > 60, "steps of too few kinds were looked at: \(generators.count)")
    }

    /// The journal takes back what it saw; of the rest the step says how, or why not.
    @Test func theJournalTakesBackOnlyWhatItSaw() {
        everyStep { step, what in
            if step.undo == .journal { #expect(step.risk == .looks || step.actions.allSatisfy(\.isJournalled), what) }
            if case .none(let because) = step.undo { #expect(because.hasSuffix("."), what) }
            if case .actions(let actions) = step.undo { #expect(!actions.isEmpty, what) }
        }
    }

    /// A step that was cut off is done again from its beginning: what it took away already must be in the way of none of its commands.
    @Test func noCommandNeedsWhatALaterOneOfTheStepTakesAway() {
        everyStep { step, what in
            let runs = step.actions.compactMap { if case .run(let run) = $0 { run } else { nil } }
            for (index, run) in runs.enumerated() {
                for path in Self.taken(run) {
                    for earlier in runs[..<index] where earlier.words.contains(path) {
                        #expect(Self.isGuarded(earlier, by: path), "\(what), \(earlier.words)")
                    }
                    // What moves a thing away does not find it again.
                    if run.words[0] == "mv" { #expect(Self.isGuarded(run, by: path), "\(what), \(run.words)") }
                }
            }
        }
    }

    private static func taken(_ run: Run) -> [String] {
        switch run.words[0] {
        case "rm": run.words.filter { $0.hasPrefix("/") }
        case "mv": run.words.dropFirst().filter { $0.hasPrefix("/") }.dropLast()
        default: []
        }
    }

    private static func isGuarded(_ run: Run, by path: String) -> Bool {
        run.unless?.contains(path) == true || run.unlessExists != nil || ["rm", "mkdir"].contains(run.words[0])
    }

    /// Every download has a sum, a key or a published sum to compare it with, but these, for which there is none.
    @Test func downloadsAreProved() {
        var unproved: Set<String> = []
        var count = 0
        everyStep { step, what in
            for case .fetch(let fetch) in step.actions {
                count += 1
                if case .sha256(let sum) = fetch.proof { #expect(sum.count == 64 && sum.allSatisfy(\.isHexDigit), what) }
                if case .onlyTLS(let because) = fetch.proof {
                    #expect(because.hasSuffix("."), what)
                    unproved.insert(String(fetch.url.split(separator: "/").last ?? ""))
                }
            }
        }
        #expect(count > 100)
        #expect(
            unproved.sorted() == [
                "Release.key", "antrea-chart.tgz", "antrea.yml", "cri-dockerd-0.4.3.amd64.tgz", "v1.16.2.tar.gz", "v1.3.0.tar.gz",
            ], "only CRI-O's key is meant by the first; the chart and the second archive were fetched by helm before, unseen")
    }

    @Test func whatOnlyTLSVouchesForIsSaid() throws {
        let plan = try #require(GoldenPlans.all.first { $0.name == "plans/docker-1.36" }?.plan)
        let warnings = plan.warnings.filter { $0.hasPrefix("Only TLS vouches for https://github.com/Mirantis/cri-dockerd/") }
        #expect(warnings.count == 1, "\(plan.warnings)")
        let runbook = try #require(plan.documents.first { $0.path == "RUNBOOK.md" })
        #expect(runbook.content.contains("Warning: Only TLS"))
        let proved = try #require(GoldenPlans.all.first { $0.name == "plans/single-1.36" }?.plan)
        #expect(!proved.warnings.contains { $0.hasPrefix("Only TLS") }, "\(proved.warnings)")
    }

    /// Of each version that drydock pins, all files that its installation downloads.
    @Test func everyVersionOfAnAddOnHasItsSums() {
        for addOn in MatrixCase("x").context?.knowledge.addOns ?? [] where addOn.unproved == nil && !addOn.downloads.isEmpty {
            let versions = addOn.versions.isEmpty ? [addOn.version] : addOn.versions.map(\.version)
            for version in versions {
                let files =
                    addOn.id == "calico"
                    ? Calico.manifests(version)
                    : addOn.downloads.filter { $0.version == addOn.version }.map(\.file).map {
                        $0.replacing(addOn.version, with: version)
                    }
                for file in files {
                    let isProved = if case .sha256 = addOn.proof(of: file, version) { true } else { false }
                    #expect(isProved, "\(addOn.id) \(version): \(file)")
                }
            }
        }
    }
}
