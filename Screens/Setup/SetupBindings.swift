import Planning
import Terminal
import Widgets
import Wizard

/// Which keys the wizard's pages have.
extension SetupScreen {
    public var bindings: [Binding] {
        switch over {
        case .addOns(let comparison): comparison.bindings
        case .text: [Binding("return", .escape, help: "back", description: "Back to the review.")]
        case .export:
            [
                Binding("write-plan", .enter, help: "write", description: "Write all files of the plan into this folder."),
                Binding("return", .escape, help: "back", description: "Back to the review; nothing is written."),
            ]
        case .leaving:
            [
                Binding("leave-setup", .enter, help: "leave", description: "Leave the wizard; the answers are kept."),
                Binding("return", .escape, help: "stay", description: "Go on with the wizard."),
            ]
        case .resume:
            [Binding("resume", .enter, help: "take", description: "Take what is selected.")]
        case .machine:
            [
                Binding("done", .enter, help: "done", description: "Back to the list of machines."),
                Binding("toggle", .space, help: "toggle", description: "Take or drop a role, or choose a system."),
                Binding("return", .escape, help: "back", description: "Back to the list; what was typed is kept."),
            ]
        case .pages:
            [
                Binding("go", .enter, help: "go there", description: "Go to this page."),
                Binding("return", .escape, help: "back", description: "Back to the page."),
            ]
        case .none: pageBindings
        }
    }

    private var pageBindings: [Binding] {
        var out = [
            Binding(
                "next", .enter, help: opens ? "open" : "next",
                description: opens ? "Open what is selected." : "Take what is selected and go to the next page."),
            Binding("return", .escape, help: "back", description: "One page back; every answer is kept."),
        ]
        switch wizard.step {
        case .checks:
            out.append(Binding("recipe", .character("f"), help: "mend", description: "Open the recipe for what is missed."))
        case .machines:
            out.append(Binding("remove", .character("x"), help: "remove", description: "Take the machine off the list."))
            out.append(Binding("forward", .character("n"), help: "next", description: "Go to the next page."))
        case .review: break
        case .network:
            out.append(Binding("toggle", .space, help: "choose", description: "Take a choice and stay on the page."))
            out.append(
                Binding("compare", .character("t"), help: "table", description: "Compare the add-ons by what you need."))
        default: out.append(Binding("toggle", .space, help: "choose", description: "Take a choice and stay on the page."))
        }
        out.append(
            Binding("pages", .character("p"), help: "pages", description: "All pages; those that were seen can be gone to."))
        if wizard.step != .review {
            out.append(
                Binding(
                    "defaults", .character("d"), help: "defaults", description: "Take every default from here on, to the review.")
            )
        }
        if details.isLong {
            out.append(Binding("more", .character("v"), help: "more", description: "Read on in the text below the answers."))
        }
        out.append(
            Binding(
                "default", .character("u"), help: "undo", description: "Put the default of this question back.", inHelpLine: false
            ))
        out.append(Binding("save", .character("s"), help: "save", description: "Save, leave, and say how to go on later."))
        return out
    }

    /// Whether Enter opens what is selected rather than going on.
    var opens: Bool {
        switch form.focus.flatMap({ SetupRows.meaning($0) }) {
        case .machine?, .addMachine?, .work?, .document?, .warnings?, .readiness?, .export?, .page?, .rare?, .error?, .addOns?:
            true
        default: false
        }
    }
}
