import Terminal
import Testing
import Widgets

@Suite struct KeyMapTests {
    private let map = KeyMap([
        Binding("open", .enter, help: "open", description: "Opens the finding."),
        Binding("again", .character("r"), .function(5), help: "again", description: "Probes the node again."),
        Binding("help", .character("?"), .function(1), help: "keys", description: "Shows the keys of this page."),
    ])

    @Test func findsBindings() {
        #expect(map.binding(for: .function(5))?.name == "again")
        #expect(map.binding(for: .character("x")) == nil)
        #expect(map.binding(named: "help")?.keyNames == "?, F1")
        #expect(map.complaints.isEmpty)
    }

    @Test func thePageComesBeforeWhatHoldsEverywhere() {
        let page = KeyMap([Binding("restart", .character("r"), help: "restart", description: "Restarts the kubelet.")])
        #expect(page.before(map).binding(for: .character("r"))?.name == "restart")
        #expect(page.before(map).complaints == ["r does both restart and again."])
    }

    @Test(arguments: KeyMap.forbidden)
    func neverBindsWhatTerminalsTake(_ key: Key) {
        let map = KeyMap([Binding("bad", key, help: "bad", description: "Is bad.")])
        #expect(map.complaints.count == 1)
    }

    @Test func descriptionsAreSentences() {
        let map = KeyMap([Binding("x", .enter, help: "x", description: "no sentence")])
        #expect(map.complaints == ["The description of x is no sentence."])
    }
}
