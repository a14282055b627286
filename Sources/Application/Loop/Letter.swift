import Diagnosis
import Facts
import KnowledgeFormat
import Screens

/// News from background work, as the loop gets it.
enum Letter: Sendable {
    /// A probe ended: what is known so far, judged.
    case looked(LookProgress, FactSet, Report)
    /// A look ended.
    case examined(FactSet, Report)
    case explained(text: String, Explainer.Answer)
    case captured(CaptureOutcome)
    /// One look of the Watch page.
    case watched(Report)
    case learned(KnowledgeBase)
    case said(String)
}
