import Diagnosis
import Facts
import Lookup
import Planning
import Screens
import Steps

/// What background work tells the loop.
enum Message: Sendable {
    /// The knowledge was read.
    case learned([Rule], [Recipe], PlanKnowledge, KnowledgeEdition)
    /// The recipes can be searched.
    case indexed(RecipeSearch)
    /// A probe ended: what is known so far, and what that comes to where it was judged.
    case looked(LookProgress, FactSet, Report?)
    /// A look ended.
    case examined(FactSet, Report)
    /// A look of the watch ended.
    case watched(Report)
    case explained(text: String, Explainer.Answer)
    case captured(CaptureOutcome)
    case files([String: String?])
    case planned(ClusterPlan, Plan)
    /// What is heard of a look at machines of the plan.
    case machines(MachinesLook)
    case said(String)
    /// What is heard of something that changes this machine.
    case work(Undertaking, WorkEvent)
    /// What was done on this machine, newest first, or why that could not be read.
    case runs([PastRun], problem: String?)
    /// A run that was cut off on this machine; nil where none was.
    case cutOff(CutOffRun?)
}
