import Applying
import Diagnosis
import Steps

/// What became of a finding that was to be fixed.
struct FixResult: Sendable {
    var finding: Finding
    var recipe: String?
    var state: State
    var ends: [StepEnd] = []
    /// Whole sentences: what it touches, why it was not done, what is left.
    var says: [String] = []
    /// Why it failed, or what is still found; a whole sentence.
    var reason: String?
    /// Rules that are not found any more.
    var cleared: [String] = []
    /// Rules that are found now and were not before.
    var new: [String] = []
    /// The run's name, where its steps were done.
    var run: String?
    /// Where the output of its commands stands, where a step failed.
    var log: String?
    /// The capture of the machine that is kept now that it is well; nil where something is still wrong.
    var healthy: String?
    /// Why a step failed.
    var causes: [FailureDiagnosis.Cause] = []
    /// Whether what was done was taken back at once.
    var isTakenBack = false

    enum State: String, Sendable, Encodable {
        /// Nothing was changed; this would be.
        case wouldFix = "would-fix"
        /// The steps were done, and the rule is clear.
        case fixed
        /// The steps were done, and the rule is still found.
        case notFixed = "not-fixed"
        /// The steps were done, and the rule cannot be judged.
        case unverified
        /// A step failed.
        case failed
        /// The person stopped it.
        case stopped
        /// It must not be done now, or needs more consent.
        case refused
        /// The person said no.
        case declined
        /// No recipe of it can be done by drydock here.
        case byHand = "by-hand"
    }

    /// The exit status that it means.
    var status: Int32 {
        switch state {
        case .fixed: 0
        case .wouldFix, .notFixed, .failed, .stopped, .declined: 1
        case .unverified, .refused, .byHand: 3
        }
    }
}

/// The results as JSON.
struct FixJSON: Encodable {
    struct Line: Encodable {
        let rule, title: String
        let recipe: String?
        let state: FixResult.State
        let steps: [StepEndLine]
        let says, cleared, new: [String]
        let log, healthy: String?
        let causes: [FailureDiagnosis.Cause]
    }

    let schemaVersion = 1
    let fixes: [Line]

    init(_ results: [FixResult]) {
        fixes = results.map { result in
            Line(
                rule: result.finding.id, title: result.finding.rule.title, recipe: result.recipe, state: result.state,
                steps: result.ends.map(StepEndLine.init), says: result.says, cleared: result.cleared, new: result.new,
                log: result.log, healthy: result.healthy, causes: result.causes)
        }
    }
}
