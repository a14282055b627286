import Diagnosis
import Editing
import Facts
import Planning
import Steps
import Testing

/// A recipe becomes steps for the node at hand: what does not fit is left out, what is known is filled in.
@Suite struct RecipePlannerTests {
    private static let source = Source("a test")

    private func facts(_ values: [(FactKey, Value)] = []) -> FactSet {
        var facts = FactSet()
        for (key, value) in values { facts.set(key, value, from: Self.source) }
        return facts
    }

    private static func fit(_ kind: String) -> Recipe.Fit {
        Recipe.Fit(when: .test("runtime.kind", .equals(.literal(.text(kind)))), words: kind)
    }

    private static let file = RecipeParam("file", .fact("kubelet.configPath"), ask: "Which file?", example: "/etc/x")

    private func recipe(_ steps: RecipeStep..., params: [RecipeParam] = [], fits: Recipe.Fit = Recipe.Fit()) -> Recipe {
        Recipe(id: "try-it", area: "kubelet", title: "Try it", about: "For a trial.", fits: fits, params: params, steps: steps)
    }

    private static func edit(_ path: String) -> Action {
        .edit(FileChange(path, FileEdit(.yaml, [.set(EditPath(keys: "a"), 1)])))
    }

    @Test func theStepThatFitsIsTaken() {
        let recipe = recipe(
            RecipeStep(title: "One.", risk: .edits, fits: Self.fit("containerd"), actions: [Self.edit("/one")]),
            RecipeStep(title: "Other.", risk: .edits, fits: Self.fit("cri-o"), actions: [Self.edit("/other")]))
        let plan = RecipePlanner(facts: facts([(RuntimeFacts.kind, .text("cri-o"))])).plan(recipe)
        #expect(plan.entries.map(\.heading) == ["Other."])
        #expect(plan.steps?.map(\.actions) == [[Self.edit("/other")]])
    }

    @Test func whatIsNotKnownIsShownWithItsWordsAndNotDone() {
        let recipe = recipe(
            RecipeStep(title: "One.", risk: .edits, fits: Self.fit("containerd"), actions: [Self.edit("/one")]),
            RecipeStep(title: "Other.", risk: .edits, fits: Self.fit("cri-o"), actions: [Self.edit("/other")]))
        let plan = RecipePlanner(facts: FactSet()).plan(recipe)
        #expect(plan.entries.map(\.heading) == ["One. (containerd)", "Other. (cri-o)"])
        #expect(plan.steps == nil)
    }

    @Test func aReleaseDecidesToo() {
        let step = RecipeStep(
            title: "Old.", risk: .edits, fits: Recipe.Fit(releases: ReleaseRange(to: 32)), actions: [Self.edit("/old")])
        func plan(_ version: String) -> RecipePlan {
            RecipePlanner(facts: facts([(NodeFacts.kubernetesVersion, .text(version))])).plan(recipe(step))
        }
        #expect(plan("v1.32.4").steps?.count == 1)
        #expect(plan("v1.33.0").entries.isEmpty)
        #expect(RecipePlanner(facts: FactSet()).plan(recipe(step)).entries.first?.heading == "Old. (Kubernetes up to 1.32)")
    }

    @Test func aFactFillsAParameterAndAnAnswerWins() {
        let recipe = recipe(
            RecipeStep(title: "Set it in {file}.", risk: .edits, actions: [Self.edit("{file}")]), params: [Self.file])
        let known = facts([(KubeletFacts.configPath, .text("/var/lib/kubelet/config.yaml"))])
        #expect(RecipePlanner(facts: known).plan(recipe).steps?.first?.title == "Set it in /var/lib/kubelet/config.yaml.")
        let answered = RecipePlanner(facts: known, answers: ["file": "/etc/own.yaml"]).plan(recipe)
        #expect(answered.steps?.first?.actions == [Self.edit("/etc/own.yaml")])
    }

    @Test func whatNothingFillsIsAskedFor() {
        let recipe = recipe(RecipeStep(title: "Set it.", risk: .edits, actions: [Self.edit("{file}")]), params: [Self.file])
        let plan = RecipePlanner(facts: FactSet()).plan(recipe)
        #expect(plan.asked == [Self.file])
        #expect(plan.steps == nil)
        #expect(plan.entries.first?.step.actions == [Self.edit("<file>")])
    }

    /// A download's proof stands at an address with the same version and architecture.
    @Test func aDownloadsProofIsFilledToo() {
        func fetch(_ version: String) -> Action {
            let file = "https://example.org/v\(version)/runc.amd64"
            return .fetch(
                Fetch(file, to: "/usr/local/sbin/runc", proof: .published(url: "\(file).sha256sum", name: "runc-\(version)")))
        }
        let version = RecipeParam("file", .fact("kubelet.configPath"), example: "1.3.6")
        let recipe = recipe(RecipeStep(title: "Fetch it.", risk: .edits, actions: [fetch("{file}")]), params: [version])
        let known = facts([(KubeletFacts.configPath, .text("1.3.6"))])
        #expect(RecipePlanner(facts: known).plan(recipe).steps?.first?.actions == [fetch("1.3.6")])
    }

    /// A value with a line break could add a line to a file or a word to a command.
    @Test func aValueThatBreaksOutOfItsLineIsNone() {
        let recipe = recipe(RecipeStep(title: "Set it.", risk: .edits, actions: [Self.edit("{file}")]), params: [Self.file])
        let facts = facts([(KubeletFacts.configPath, .text("/a\nb"))])
        #expect(RecipePlanner(facts: facts).plan(recipe).asked == [Self.file])
    }

    @Test func aStepIsRepeatedForEachRowOfTheFinding() throws {
        let rows = try ["/one", "/two", "/one"].map { path in
            try #require(AnyRow(["path": .text(path)], of: CertificateFacts.certificates, from: Self.source))
        }
        let finding = finding(rows)
        let path = RecipeParam("path", .finding(["file", "path"]), example: "/x")
        let recipe = recipe(
            RecipeStep(
                title: "Close {path}.", risk: .edits, actions: [.run(Run(["chmod", "600", "{path}"]))],
                check: .succeeds(["test", "{path}"]), undo: .none(because: "It was wrong.")),
            RecipeStep(title: "Look.", risk: .looks, actions: [.run(Run(["true"]))]), params: [path])
        let plan = RecipePlanner(facts: FactSet(), finding: finding, machine: "cp1").plan(recipe)
        let steps = try #require(plan.steps)
        #expect(steps.map(\.id) == ["cp1/try-it.1.1", "cp1/try-it.1.2"])
        #expect(steps[1].actions == [.run(Run(["chmod", "600", "/two"]))])
        #expect(steps[1].check == .succeeds(["test", "/two"]))
        #expect(steps[1].why == "It is open.")
        #expect(RecipePlanner(facts: FactSet()).plan(recipe).steps == nil)
    }

    /// A value of one row must never meet that of another.
    @Test func valuesOfOneRowStayTogether() throws {
        let cells: [[String: Value]] = [
            ["path": .text("/one"), "keyPath": .text("/one.key")], ["path": .text("/two")],
            ["path": .text("/three"), "keyPath": .text("/three.key")],
        ]
        let rows = try cells.map { try #require(AnyRow($0, of: CertificateFacts.certificates, from: Self.source)) }
        let recipe = recipe(
            RecipeStep(
                title: "Pair.", risk: .edits, actions: [.run(Run(["pair", "{path}", "{key}"]))], check: .succeeds(["false"]),
                undo: .none(because: "It is a trial.")),
            params: [
                RecipeParam("path", .finding(["path"]), example: "/x"),
                RecipeParam("key", .finding(["keyPath"]), example: "/x.key"),
            ])
        let steps = RecipePlanner(facts: FactSet(), finding: finding(rows), machine: "cp1").plan(recipe).steps
        #expect(
            steps?.map(\.actions) == [[.run(Run(["pair", "/one", "/one.key"]))], [.run(Run(["pair", "/three", "/three.key"]))]])
    }

    @Test func aCheckCanAskForTheFindingsOwnRule() {
        let recipe = recipe(
            RecipeStep(
                title: "Do it.", risk: .restarts, actions: [.unit(UnitChange("kubelet.service", .restarted))],
                check: .clear(rule: "{rule}")))
        let plan = RecipePlanner(facts: FactSet(), finding: finding([]), machine: "cp1").plan(recipe)
        #expect(plan.steps?.first?.check == .clear(rule: "it-is-open"))
        let without = RecipePlanner(facts: FactSet(), machine: "cp1").plan(recipe)
        #expect(without.steps == nil && without.asked.isEmpty)
    }

    private func finding(_ rows: [AnyRow]) -> Finding {
        let rule = Rule(
            id: "it-is-open", area: "certificates", catalogue: [], title: "Open", severity: .error, kind: .fault, rung: .host,
            applies: nil, versions: VersionRange(), when: .all([]), says: "It is open.", why: "", leadsTo: [], wrongWhen: "",
            recipes: ["try-it"], sources: [])
        return Finding(
            rule: rule, says: "It is open.", evidence: [],
            proofs: rows.map { Proof(fact: CertificateFacts.certificates.name, row: $0, sources: []) })
    }

    @Test func ofSeveralFamiliesThePackagesOfTheNodeAreTaken() {
        let recipe = recipe(
            RecipeStep(
                title: "Install it.", risk: .edits,
                actions: [.packages(PackageSet(.apt, ["conntrack"])), .packages(PackageSet(.dnf, ["conntrack-tools"]))],
                check: .succeeds(["conntrack", "--version"])))
        let facts = facts([(MachineFacts.packaging, .text("rpm")), (MachineFacts.osFamily, .list(["rhel"]))])
        #expect(
            RecipePlanner(facts: facts).plan(recipe).steps?.first?.actions == [.packages(PackageSet(.dnf, ["conntrack-tools"]))])
        #expect(RecipePlanner(facts: FactSet()).plan(recipe).entries.first?.step.actions.count == 2)
    }

    @Test func aRecipeForOtherNodesIsNotDone() {
        let recipe = recipe(
            RecipeStep(title: "Set it.", risk: .edits, actions: [Self.edit("/x")]), fits: Self.fit("containerd"))
        let plan = RecipePlanner(facts: facts([(RuntimeFacts.kind, .text("cri-o"))])).plan(recipe)
        #expect(plan.fits == false)
        #expect(plan.obstacles == ["This recipe is for containerd."])
        #expect(plan.steps == nil)
    }

    @Test(arguments: [
        ("a {b} c", ["b"]), ("{.data.x} {{.y}} ${Z} %{w}", []), ("{a}{b-1}", ["a", "b-1"]), ("{ a } {", []),
        ("awk {print $1}", []),
    ]) func namesInBracesAreFound(_ text: String, _ names: [String]) {
        #expect(RecipeParam.names(in: text) == names)
        #expect(RecipeParam.fill(text, [:]) == text)
    }

    @Test func filledTextIsNotFilledAgain() {
        #expect(RecipeParam.fill("{a} and {b}", ["a": "{b}", "b": "x"]) == "{b} and x")
    }
}
