import Planning
import Widgets

extension SetupScreen {
    /// What a numbered answer of the plain wizard does: the same as the keys do.
    mutating func take(_ answer: SetupAnswer) -> [Effect] {
        switch answer {
        case .take(let id):
            if case .addOns = over { return act(id.split(separator: "|").joined(separator: "-")) }
            form.select(id)
            if case .machine = over {
                takeMachine(form.take())
                refresh()
                return []
            }
            return act("toggle")
        case .focus(let id):
            form.select(id)
            return []
        case .type(let id, let text):
            if case .machine = over {
                takeMachine(.typed(id, text))
                refresh()
                return []
            }
            guard case .field(let question)? = SetupRows.meaning(id) else { return [] }
            return type(text, question)
        case .open(let id):
            if case .addOns(var comparison) = over {
                comparison.select(String(id.split(separator: "|").last ?? ""))
                over = .addOns(comparison)
                return act("take-add-on")
            }
            form.select(id)
            if case .need? = SetupRows.meaning(id) { return act("recipe") }
            if case .resume = over { return act("resume") }
            return act("next")
        case .export(let path):
            folder.text = path
            return act("write-plan")
        case .next: return act("next")
        case .back: return act("return")
        case .save: return act("save")
        }
    }
}
