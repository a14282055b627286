import Planning
import Steps

/// Makes documents from the whole plan: a script, a runbook, another tool's input.
public protocol Exporter: Sendable {
    func documents(_ plan: Plan, _ context: PlanContext) throws(RenderingError) -> [PlannedFile]
}
