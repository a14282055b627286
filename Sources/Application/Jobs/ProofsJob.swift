import Diagnosis
import Knowledge
import KnowledgeFormat
import Planning
import Proofs
import Text
import YAML

/// `drydock knowledge test`: tries the proofs of a folder.
public struct ProofsJob: Sendable {
    let settings: Settings
    let folder: String
    let rule: String?
    let format: ListFormat

    public init(settings: Settings, folder: String, rule: String?, format: ListFormat) {
        self.settings = settings
        self.folder = folder
        self.rule = rule
        self.format = format
    }

    struct Failure: Encodable {
        var file: String
        var line: Int
        var says: String
    }
    struct Result: Encodable {
        var rules, proofs: Int
        var seconds: Double
        var failures: [Failure]
    }

    /// 0 where all proofs hold, else 1, each failure with file and line.
    public func run() throws -> Int32 {
        guard let folder = ProofFolder(folder) else {
            throw Refusal(
                "\(folder) has no proofs: they lie in proofs/AREA/RULE.yaml of the folder, or in Tests/Rules of drydock's source.",
                status: 2)
        }
        let clock = ContinuousClock()
        let start = clock.now
        let base = try KnowledgeLoading.load(settings.knowledgeFolders)
        let (own, problems) = try KnowledgeLoading.read(folder.knowledge, beside: base)
        let knowledge = base.overlaid(with: own)
        let contents = folder.read(rules: rule.map { [$0] })
        let lacking = self.lacking(own.rules, of: Set(knowledge.rules.map(\.id)), contents, folder)
        let recipes = knowledge.recipes
        let run = ProofRun(
            rules: knowledge.rules, ladder: knowledge.ladder, releases: knowledge.releases, nodes: folder.nodes
        ) { RecipeTrial.steps($0, of: recipes, facts: $1, finding: $2) }
        let claims = contents.claims
        let outcomes = Waiting.run { await run.outcomes(claims) }
        let all = (problems + contents.problems + lacking + outcomes.flatMap(\.failures)).sorted {
            ($0.file, $0.line) < ($1.file, $1.line)
        }
        tell(
            Result(
                rules: Set(claims.map(\.rule)).count, proofs: claims.count, seconds: (clock.now - start) / .seconds(1),
                failures: all.map { Failure(file: $0.file, line: $0.line, says: $0.sentence) }), all)
        return all.isEmpty ? 0 : 1
    }

    /// Proofs without a rule, rules without a proof, and proofs that show but one side.
    ///
    /// - Parameter own: the folder's rules, of which each has a proof; others of `all` may have one.
    private func lacking(
        _ own: [Rule], of all: Set<String>, _ contents: ProofFolder.Contents, _ folder: ProofFolder
    ) -> [FileProblem] {
        let rules = own.filter { rule == nil || $0.id == rule }
        var out: [FileProblem] = []
        if let rule, rules.isEmpty, contents.rules.isEmpty {
            let near = NearestWord.to(rule, among: all.sorted()).map { " Did you mean \($0)?" } ?? ""
            out.append(FileProblem(file: folder.knowledge, line: 1, sentence: "There is no rule \(rule) here.\(near)"))
        }
        let read = Set(contents.claims.map(\.rule))
        for rule in rules where !contents.rules.contains(rule.id) {
            out.append(
                FileProblem(
                    file: "\(folder.proofs)/\(rule.area)/\(rule.id).yaml", line: 1,
                    sentence: "The rule \(rule.id) has no proof; a node on which it fires and a near miss are expected here."))
        }
        for id in read.sorted() {
            let claims = contents.claims.filter { $0.rule == id }
            guard let first = claims.first else { continue }
            if !all.contains(id) {
                out.append(FileProblem(file: first.file, line: 1, sentence: "There is no rule \(id)."))
            }
            if claims.allSatisfy(\.fires) || !claims.contains(where: \.fires) {
                let side = first.fires ? "near miss, on which it is judged and clear" : "node on which it fires"
                out.append(FileProblem(file: first.file, line: 1, sentence: "The proof of \(id) has no \(side)."))
            }
        }
        return out
    }

    private func tell(_ result: Result, _ failures: [FileProblem]) {
        if format == .json {
            guard let text = try? JSONText.of(result) else { return }
            return Output.write(text)
        }
        for failure in failures { Output.note(failure.description) }
        let seconds = Int((result.seconds * 10).rounded())
        let time = "\(seconds / 10).\(seconds % 10) s"
        let what = "\(result.proofs) claims about \(result.rules) rule\(result.rules == 1 ? "" : "s")"
        guard failures.isEmpty else {
            let count = "\(failures.count) failure\(failures.count == 1 ? "" : "s")"
            return Output.note(settings.paint.bold("\(count), of \(what), in \(time)."))
        }
        Output.write("\(folder): \(what), all as expected, in \(time).\n")
    }
}
