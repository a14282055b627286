import Screens
import Terminal
import Widgets

/// What holds on every page.
enum GlobalBindings {
    static let map = KeyMap(
        [
            Binding("back", .escape, help: "back", description: "Go one page back; nothing is lost.", inHelpLine: false),
            Binding("help", .character("?"), .function(1), help: "keys", description: "Show what the keys do on this page."),
            Binding(
                "palette", .character(":"), help: "actions", description: "List every action by name and choose one.",
                inHelpLine: false),
            Binding("leave", .character("q"), help: "leave", description: "Leave this page; from the first page, leave drydock."),
            Binding(
                "quit", .character("Q"), help: "quit", description: "Leave drydock from any page, after a question.",
                inHelpLine: false),
            Binding(
                "mouse", .character("m"), help: "mouse", description: "Take the mouse, or give it back to the terminal.",
                inHelpLine: false),
            Binding("redraw", .ctrl("l"), help: "redraw", description: "Draw the whole screen again.", inHelpLine: false),
            Binding(
                "stop", .ctrl("c"), help: "stop", description: "Stop what is running; twice in a row leaves drydock.",
                inHelpLine: false),
            Binding(
                "write", help: "write", description: "Write this page as text into a new file in the working directory.",
                inHelpLine: false),
        ] + jumps.map { Binding($0.name, help: $0.name, description: $0.description, inHelpLine: false) })

    /// What the help line says over the page of keys.
    static let keyPage = KeyMap([
        Binding("dismiss", .escape, help: "back to the page", description: "Close the page of keys.")
    ])

    /// What it says over the palette, whose letters are text.
    static let palette = KeyMap([
        Binding("choose", .enter, help: "do it", description: "Carry the selected action out."),
        Binding("dismiss", .escape, help: "clear, then close", description: "Clear what is typed; then close the list."),
    ])

    /// What it says over a question.
    static let dialog = KeyMap([
        Binding("next", .tab, help: "the other button", description: "Go from one button to the other."),
        Binding("choose", .enter, help: "press it", description: "Press the button that is marked."),
        Binding("dismiss", .escape, help: "cancel", description: "Cancel; nothing happens."),
    ])

    /// Pages that the palette opens from everywhere.
    static let jumps: [(name: String, description: String, route: Route)] = [
        ("go-diagnosis", "Open the diagnosis.", .diagnosis),
        ("go-watch", "Open the live ladder.", .watch),
        ("go-recipes", "Look up fixes.", .recipes(query: "")),
        ("go-explain", "Have an error text explained.", .explain(text: "")),
        ("go-capture", "Record this node into a file.", .capture),
        ("go-setup", "Plan a cluster, step by step.", .setup),
        ("go-about", "Read what drydock is, and the keys that hold everywhere.", .about),
    ]
}
