import Diagnosis
import Testing
import Text

@Suite struct SanitizedTests {
    @Test func whatWouldActOnATerminalDoesNot() {
        #expect(Sanitized.text("plain\ttext\nü") == "plain\ttext\nü")
        #expect(Sanitized.text("\u{1B}[1;31mred\u{1B}[0m") == "red")
        #expect(Sanitized.text("\u{1B}]0;title\u{7}") == "\u{FFFD}]0;title\u{FFFD}")
        #expect(Sanitized.text("a\u{9B}2Jb\r") == "a\u{FFFD}2Jb\u{FFFD}")
        #expect(Sanitized.text("\u{1B}[12\u{1B}[31mx") == "x")
        #expect(Sanitized.text("ends in \u{1B}[") == "ends in ")
    }

    @Test func whatWouldTurnTheTextDoesNot() {
        #expect(Sanitized.text("rm \u{202E}txt.exe") == "rm \u{FFFD}txt.exe")
        #expect(Sanitized.text("\u{2066}x\u{2069}\u{200F}") == "\u{FFFD}x\u{FFFD}\u{FFFD}")
    }
}
