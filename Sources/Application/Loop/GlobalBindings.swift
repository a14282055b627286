import Terminal
import Widgets

/// What holds on every page.
enum GlobalBindings {
    static let map = KeyMap([
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
    ])
}
