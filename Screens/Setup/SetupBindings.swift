import Planning
import Terminal
import Widgets
import Wizard

/// Which keys the wizard's pages have.
extension SetupScreen {
    public enum Action: Hashable, Sendable {
        case next, back, toggle, recipe, removeMachine, look, forward, compare, takeAddOn, pages, defaults, restoreDefault,
            readOn, save
        /// Enter on what lies over the form: the machine is done, the page is gone to, the plan is written.
        case confirm
        case table(AddOnComparison.Action)
        case pane(PaneAction)
    }

    public var bindings: [Binding<Action>] {
        switch over {
        case .addOns(let comparison):
            [
                Binding(
                    .takeAddOn, .enter, help: "choose", description: "Choose the selected add-on.",
                    disabled: comparison.refusal),
                Binding(.back, .escape, help: "back", description: "Back to the page; the add-on stays as it was."),
            ] + comparison.bindings.map { $0.map(Action.table) }
        case .text: textBindings
        case .export:
            [
                Binding(.confirm, .enter, help: "write", description: "Write all files of the plan into this folder."),
                Binding(.back, .escape, help: "back", description: "Back to the review; nothing is written."),
            ]
        case .leaving:
            [
                Binding(.confirm, .enter, help: "leave", description: "Leave the wizard; the answers are saved."),
                Binding(.back, .escape, help: "stay", description: "Stay in the wizard."),
            ]
        case .resume:
            [Binding(.confirm, .enter, help: "choose", description: "Choose the selected row.")]
        case .machine:
            [
                Binding(.confirm, .enter, help: "done", description: "Back to the list of machines."),
                Binding(.toggle, .space, help: "toggle", description: "Give or take away a role, or choose a system."),
                Binding(.back, .escape, help: "back", description: "Back to the list; what was typed is kept."),
            ]
        case .pages:
            [
                Binding(.confirm, .enter, help: "go there", description: "Go to this page."),
                Binding(.back, .escape, help: "back", description: "Back to the page."),
            ]
        case .none: pageBindings
        }
    }

    /// While the search is typed, its keys alone.
    private var textBindings: [Binding<Action>] {
        let search = pane.bindings.map { $0.map(Action.pane) }
        let back = Binding(Action.back, .escape, help: "back", description: "Back to the review.")
        return pane.isTyping ? search : KeyMap(search).before(KeyMap([back])).bindings
    }

    private var pageBindings: [Binding<Action>] {
        var out = [
            Binding(
                Action.next, .enter, help: opens ? "open" : changes ? "choose, next" : "next",
                description: opens ? "Open what is selected." : "Choose the selected row and go to the next page."),
            Binding(.back, .escape, help: "back", description: "Go one page back; every answer is kept."),
        ]
        switch wizard.step {
        case .checks:
            out.append(Binding(.recipe, .character("f"), help: "fix", description: "Open the recipe for what is missing."))
        case .machines:
            out.append(Binding(.removeMachine, .character("x"), help: "remove", description: "Remove the machine from the list."))
            out.append(
                Binding(
                    .look, .character("l"), help: "look", description: "Look at all machines of the list over ssh.",
                    disabled: refusalToLook))
            out.append(Binding(.forward, .character("n"), help: "next", description: "Go to the next page."))
        case .review: break
        case .network:
            out.append(Binding(.toggle, .space, help: "choose", description: "Choose the selected row and stay on the page."))
            out.append(
                Binding(.compare, .character("t"), help: "table", description: "Compare the add-ons by what you need."))
        default:
            out.append(Binding(.toggle, .space, help: "choose", description: "Choose the selected row and stay on the page."))
        }
        out.append(
            Binding(.pages, .character("p"), help: "pages", description: "List all pages; go to any that you have seen."))
        if wizard.step != .review {
            out.append(
                Binding(
                    .defaults, .character("d"), help: "defaults", description: "Accept every default from here to the review.")
            )
        }
        if details.isLong {
            out.append(Binding(.readOn, .character("v"), help: "more", description: "Read on in the text below the answers."))
        }
        let undone =
            wizard.step == .machines
            ? "Bring back the machine that was removed last." : "Go back to the default of this question."
        out.append(Binding(.restoreDefault, .character("u"), help: "undo", description: undone, inHelpLine: false))
        out.append(
            Binding(.save, .character("s"), help: "save", description: "Save, leave, and print the command to continue later."))
        return out
    }

    /// Whether Enter takes another choice than the one that is on, before it goes on.
    private var changes: Bool {
        guard case .choice? = form.focus else { return false }
        return form.focused?.kind == .choice(isOn: false)
    }

    /// Whether Enter opens what is selected rather than going on.
    var opens: Bool {
        switch form.focus {
        case .machine?, .addMachine?, .work?, .document?, .warnings?, .readiness?, .export?, .apply?, .page?, .rare?, .error?,
            .addOns?:
            true
        default: false
        }
    }
}
