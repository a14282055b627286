import Terminal
import Widgets
import Wizard

/// A list of machines, however it comes: pasted, typed, or read from a file.
extension SetupScreen {
    /// What was typed: machines with semicolons between, or the path of a file that lists them.
    mutating func takeList(_ outcome: Form<SetupRow>.Outcome) -> [Effect] {
        guard case .typed(.machineList, let text) = outcome, text.contains(where: { $0 != " " }) else { return [] }
        return takeList(text)
    }

    mutating func takeList(_ text: String) -> [Effect] {
        if text.contains(";") || text.contains(" ") {
            return paste(String(text.map { $0 == ";" ? "\n" : $0 }))
        }
        awaited = text
        return [.readFiles([text])]
    }

    /// The file that was asked for; nil where there is none.
    mutating func read(_ text: String?, of path: String) -> [Effect] {
        awaited = nil
        guard let text else {
            said = StyledText("\(path) cannot be read, or is not there.", .danger)
            return []
        }
        return paste(text)
    }

    mutating func paste(_ text: String) -> [Effect] {
        let (machines, problems) = MachineList.read(text)
        guard problems.isEmpty, !machines.isEmpty else {
            said = StyledText(problems.first ?? "The list names no machine.", .danger)
            return []
        }
        let staying = wizard.takeOver(machines)
        form = Form()
        refresh(focus: .next)
        let taken = machines.count == 1 ? "1 machine was added" : "\(machines.count) machines were added"
        said = StyledText(staying == 0 ? "\(taken)." : "\(taken); \(staying) from before stay, x removes one.", .good)
        return [.keepPlan(wizard.text)]
    }
}
