import Terminal
import Widgets

/// What can be done on every page. The program carries it out.
public enum Everywhere: Hashable, Sendable {
    case back, help, palette, leave, quit, mouse, redraw, stop, suspend, write
    /// Opens a page from wherever one is.
    case go(Jump)

    /// Pages that the palette opens from everywhere.
    public enum Jump: String, Sendable, CaseIterable {
        case diagnosis, watch, recipes, explain, capture, setup, fix, undo, runs, about

        public var route: Route {
            switch self {
            case .diagnosis: .diagnosis
            case .watch: .watch
            case .recipes: .recipes(query: "")
            case .explain: .explain(text: "")
            case .capture: .capture
            case .setup: .setup()
            case .fix: .fixAll
            case .undo: .work(.undo())
            case .runs: .runs
            case .about: .about
            }
        }

        fileprivate var description: String {
            switch self {
            case .diagnosis: "Open the diagnosis."
            case .watch: "Open the live ladder."
            case .recipes: "Look up fixes."
            case .explain: "Explain an error text."
            case .capture: "Record this node into a file."
            case .setup: "Plan a cluster, step by step."
            case .fix: "Fix every cause, one after the other."
            case .undo: "Show what the last run did on this machine, and take it back."
            case .runs: "List what drydock did on this machine, and take back any of it."
            case .about: "Read what drydock is, and which keys work everywhere."
            }
        }
    }

    public static let bindings: [Binding<Everywhere>] =
        [
            Binding(.back, .escape, help: "back", description: "Go one page back; nothing is lost.", inHelpLine: false),
            Binding(.help, .character("?"), .function(1), help: "keys", description: "Show what the keys do on this page."),
            Binding(
                .palette, .character(":"), help: "actions", description: "List every action by name and choose one.",
                inHelpLine: false),
            Binding(.leave, .character("q"), help: "leave", description: "Leave this page; from the first page, leave drydock."),
            Binding(
                .quit, .character("Q"), help: "quit", description: "Leave drydock from any page, after a question.",
                inHelpLine: false),
            Binding(
                .mouse, .character("m"), help: "mouse", description: "Take the mouse, or give it back to the terminal.",
                inHelpLine: false),
            Binding(.redraw, .ctrl("l"), help: "redraw", description: "Draw the whole screen again.", inHelpLine: false),
            Binding(
                .stop, .ctrl("c"), help: "stop", description: "Stop what is running; twice in a row leaves drydock.",
                inHelpLine: false),
            Binding(
                .suspend, .ctrl("z"), help: "suspend", description: "Suspend drydock; the shell's fg brings it back.",
                inHelpLine: false),
            Binding(
                .write, help: "write", description: "Write this page as text into a new file in the working directory.",
                inHelpLine: false),
        ]
        + Jump.allCases.map {
            Binding(.go($0), help: "go-\($0.rawValue)", description: $0.description, inHelpLine: false)
        }
}
