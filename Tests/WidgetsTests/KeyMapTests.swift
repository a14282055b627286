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
        #expect(map.binding(for: .function(5))?.action == "again")
        #expect(map.binding(for: .character("x")) == nil)
        #expect(map.binding(of: "help")?.keyNames == "?, F1")
        #expect(map.complaints.isEmpty)
    }

    @Test func thePageComesBeforeWhatHoldsEverywhere() {
        let page = KeyMap([Binding("restart", .character("r"), help: "restart", description: "Restarts the kubelet.")])
        #expect(page.before(map).binding(for: .character("r"))?.action == "restart")
        #expect(page.before(map).binding(of: "again")?.keyNames == "F5", "a key is shown once, with what it does")
        #expect(page.before(map).complaints == [])
    }

    @Test func whatHasNoKeyLeftIsNotOffered() {
        let page = KeyMap([Binding("clear", .enter, help: "clear", description: "Clears the filter.")])
        #expect(page.before(map).binding(of: "open") == nil)
        #expect(page.before(map).bindings.count == 3)
    }

    @Test func aKeyThatDoesTwoThingsIsAComplaint() {
        let page = KeyMap([Binding("restart", .character("r"), help: "restart", description: "Restarts the kubelet.")])
        #expect(KeyMap(page.bindings + map.bindings).complaints == ["r does both restart and again."])
    }

    @Test func lettersDoNothingWhileOneTypes() {
        #expect(map.whileTyping.binding(of: "again")?.keyNames == "F5")
        #expect(map.whileTyping.binding(for: .enter)?.action == "open")
        #expect(map.whileTyping.binding(for: .character("?")) == nil)
    }

    /// The table of the keys that move is the one by which they are handled.
    @Test(arguments: Move.bindings) func everyKeyThatMovesIsInTheTable(_ binding: Binding<Move>) {
        for key in binding.keys { #expect(Move(key) == binding.action) }
        #expect(KeyMap(Move.bindings).complaints == [])
    }

    @Test(arguments: Key.neverBound)
    func neverBindsWhatTerminalsTake(_ key: Key) {
        let map = KeyMap([Binding("bad", key, help: "bad", description: "Is bad.")])
        #expect(map.complaints.count == 1)
    }

    @Test func descriptionsAreSentences() {
        let map = KeyMap([Binding("x", .enter, help: "x", description: "no sentence")])
        #expect(map.complaints == ["The description of x is no sentence."])
    }
}
