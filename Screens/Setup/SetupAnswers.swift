import Planning
import Widgets

extension SetupScreen {
    /// What a numbered answer of the plain wizard does: the same as the keys do.
    mutating func take(_ answer: SetupAnswer) -> [Effect] {
        switch answer {
        case .take(let row):
            form.select(row)
            return act(.toggle)
        case .focus(let row):
            form.select(row)
            return []
        case .type(let row, let text): return type(text, into: row)
        case .open(let row):
            form.select(row)
            if case .need = row { return act(.recipe) }
            if case .resume = over { return act(.confirm) }
            return act(.next)
        case .need(let need): return act(.table(.toggle(need)))
        case .takeAddOn(let id):
            guard case .addOns(var comparison) = over else { return [] }
            comparison.select(id)
            over = .addOns(comparison)
            return act(.takeAddOn)
        case .export(let path):
            folder.text = path
            return act(.confirm)
        case .look: return act(.look)
        case .next: return act(.next)
        case .back: return act(.back)
        case .save: return act(.save)
        case .defaults: return act(.defaults)
        }
    }

    private mutating func type(_ text: String, into row: SetupRow) -> [Effect] {
        if case .machine = over {
            takeMachine(.typed(row, text))
            refresh()
            return []
        }
        if case .machineList = row { return takeList(text) }
        guard case .field(let question) = row else { return [] }
        return type(text, question)
    }
}
