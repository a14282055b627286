import CTerminal
import Testing

@testable import Terminal

@Suite struct KeyTests {
    @Test(arguments: [
        (Key.enter, "Enter"), (.escape, "Esc"), (.backTab, "Shift-Tab"), (.space, "Space"), (.ctrl("l"), "Ctrl-L"),
        (.function(5), "F5"), (.pageDown, "PgDn"), (.character("?"), "?"), (.character("G"), "G"),
    ])
    func namesAreTwoWay(_ key: Key, _ name: String) {
        #expect(key.name == name)
        #expect(Key(named: name) == key)
    }

    @Test func namesOfWordsIgnoreLetterCase() {
        #expect(Key(named: "pgup") == .pageUp)
        #expect(Key(named: "CTRL-c") == .ctrl("c"))
        #expect(Key(named: "f") == .character("f"))
        #expect(Key(named: "F") == .character("F"))
        #expect(Key(named: "F13") == nil)
        #expect(Key(named: "Hyper") == nil)
        #expect(Key(named: "") == nil)
    }

    @Test func bytesOfTheKeyboard() {
        #expect(CursesInput.key(typed: 0x0D) == .enter)
        #expect(CursesInput.key(typed: 0x7F) == .backspace)
        #expect(CursesInput.key(typed: 0x1A) == .ctrl("z"))
        #expect(CursesInput.key(typed: 0x03) == .ctrl("c"))
        #expect(CursesInput.key(typed: 0x1B) == .escape)
        #expect(CursesInput.key(typed: 0xE9) == .character("é"))
        #expect(CursesInput.key(typed: 0x00) == nil)
        #expect(CursesInput.key(typed: 0x9B) == nil)
    }

    @Test func functionCodes() {
        #expect(CursesInput.key(function: CT_F + 1) == .function(1))
        #expect(CursesInput.key(function: CT_BACK_TAB) == .backTab)
        #expect(CursesInput.key(function: CT_F + 13) == nil)
    }

    @Test func onlyCharactersAreTyped() {
        #expect(Key.character("x").typed == "x")
        #expect(Key.enter.typed == nil)
    }
}
